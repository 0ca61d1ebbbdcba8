import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { type Command, Option } from "commander";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { withCleanErrors } from "../access/question.ts";
import type { CliCommand, Io } from "../command.ts";
import { choosePackage } from "../init/installed-package.ts";
import type { Project } from "../init/project.ts";
import { listProjectFiles } from "../init/project-files.ts";
import { ciSystems, listWorkflows } from "../init/workflows.ts";

interface InitFlags {
  readonly vendor: string;
  readonly package?: string;
  readonly ci: string;
}

const seedFile = "mock.seed.json";

/** As npm takes it: the folder's name, without what no name of a package has. */
function nameProject(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+/, "");
  return name === "" ? "access" : name;
}

/** As a shell takes it for one word. */
function quoteWord(text: string): string {
  return /^[\w./@%+=:,-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

async function listNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = isNativeError(error) && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return [];
    throw new Error(
      code === "ENOTDIR"
        ? `${folder} is no folder, or is in none. Name a new folder; nothing was written.`
        : `${folder} cannot be read (${String(code)}). Name a new folder; nothing was written.`,
      { cause: error },
    );
  }
}

/**
 * Makes a folder and those above it, one at a time: all at once, Node.js never ends where the system refuses one with ENOENT.
 * @throws Error
 */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
  } catch (error) {
    const code = isNativeError(error) && "code" in error ? String(error.code) : "no code";
    throw new Error(`${folder} cannot be made (${code}). Name another folder; nothing was written.`, { cause: error });
  }
}

/** @throws Error if something is there already */
async function requireEmpty(folder: string): Promise<void> {
  const names = (await listNames(folder)).filter((name) => name !== ".git");
  if (names.length === 0) return;
  throw new Error(
    `${folder} is not empty: it has ${names.slice(0, 3).join(", ")}. Name a new folder; nothing was written.`,
  );
}

/** @throws Error if there is no such vendor */
function findFacts(vendor: string): VendorFacts {
  const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
  if (facts !== undefined) return facts;
  throw new Error(`--vendor is "${vendor}"; it must be one of ${Object.keys(vendorFacts).join(", ")}.`);
}

async function init(target: string, flags: InitFlags, io: Io): Promise<void> {
  const folder = resolve(target);
  const facts = findFacts(flags.vendor);
  await requireEmpty(folder);
  const { spec, archive } = choosePackage(flags.package);
  const examples = join(findPackage(import.meta.dirname).folder, "examples");
  // The stack and its test that a project of a vendor begins with.
  const starter = join(examples, "starters", flags.vendor);
  const hasSeed = (await listNames(starter)).includes(seedFile);
  const project: Project = { name: nameProject(folder), vendor: flags.vendor, latchkey: spec, hasSeed };
  const files = [...listProjectFiles(project, facts), ...listWorkflows(flags.ci, facts, examples)];
  await makeFolder(folder);
  await cp(starter, folder, { recursive: true });
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  if (archive !== null) await copyFile(archive, join(folder, basename(archive)));
  const names = (await listNames(folder)).map((name) => `  ${name}\n`).join("");
  io.err(
    `Made ${folder}:\n${names}\nNext: cd ${quoteWord(target)} && npm install && npm test. Its README.md deploys to a mock.\n`,
  );
}

const help = `
The folder has to be empty, or not there yet. The project gets the package that runs now, from the file that npm installed it from.
In a checkout there is no such file: make one with npm pack, and give it as --package.

Examples:
  latchkey init access --vendor NAME
  latchkey init access --vendor NAME --package ./latchkey-VERSION.tgz

Exit codes: 0 made; 2 error, nothing is written.`;

function register(program: Command, io: Io): void {
  program
    .command("init")
    .description("Make a project: a stack, a unit test, CI jobs, and how to deploy it to a mock.")
    .argument("<folder>", "where")
    .requiredOption("--vendor <name>", `one of ${Object.keys(vendorFacts).join(", ")}`)
    .option(
      "--package <version|file>",
      "the package latchkey: a file of npm pack, or a version; default: the file that runs now",
    )
    .addOption(
      new Option("--ci <system>", "the jobs that review, deploy and look for drift")
        .choices([...ciSystems, "none"])
        .default("github"),
    )
    .addHelpText("after", help)
    .action((folder: string, flags: InitFlags) => withCleanErrors(async () => init(folder, flags, io)));
}

export const command: CliCommand = { register };
