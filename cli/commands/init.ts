import { copyFile, cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { isNativeError } from "node:util/types";
import { type Command, Option } from "commander";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
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
    const code = isNativeError(error) && "code" in error ? String(error.code) : "";
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") {
      throw new Error(`${folder} is no folder, or is in none. Name a new folder; nothing was written.`, {
        cause: error,
      });
    }
    throw error;
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
  const { spec, archive } = choosePackage(flags.package);
  const examples = join(findPackage(import.meta.dirname).folder, "examples");
  // The stack and its test that a project of a vendor begins with.
  const starter = join(examples, "starters", flags.vendor);
  const hasSeed = (await listNames(starter)).includes(seedFile);
  const project: Project = { name: nameProject(folder), vendor: flags.vendor, latchkey: spec, hasSeed };
  const facts = findFacts(flags.vendor);
  const files = [...listProjectFiles(project, facts), ...listWorkflows(flags.ci, facts, examples)];
  await requireEmpty(folder);
  await mkdir(folder, { recursive: true });
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
The folder has to be empty, or not there yet. The package that runs now is the one that the project gets.

Examples:
  latchkey init access --vendor NAME
  latchkey init access --vendor NAME --package ./latchkey-0.1.0.tgz

Exit codes: 0 made; 2 error, nothing is written.`;

function register(program: Command, io: Io): void {
  program
    .command("init")
    .description("Make a project: a stack, a unit test, CI jobs, and how to deploy it to a mock.")
    .argument("<folder>", "where")
    .requiredOption("--vendor <name>", `one of ${Object.keys(vendorFacts).join(", ")}`)
    .option("--package <version|file>", "the package latchkey; default: that which runs now")
    .addOption(
      new Option("--ci <system>", "the jobs that review, deploy and look for drift")
        .choices([...ciSystems, "none"])
        .default("github"),
    )
    .addHelpText("after", help)
    .action((folder: string, flags: InitFlags) => init(folder, flags, io));
}

export const command: CliCommand = { register };
