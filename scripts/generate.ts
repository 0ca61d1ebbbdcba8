// Runs every generator in scripts/generators and writes what it makes.
// `--check` writes nothing: it fails when a generated file differs from what the generator would write.
import { spawnSync } from "node:child_process";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";

export interface GeneratedFile {
  /** Path from the repository's root; ends in `.gen.ts`, sits in a `gen/` folder, or is a Markdown or JSON file. */
  readonly path: string;
  /** Text without the header line; formatted by Prettier before it is written. */
  readonly text: string;
}

export interface Generator {
  generate(): Promise<readonly GeneratedFile[]>;
}

const root = join(import.meta.dirname, "..");
const generatorsFolder = join(root, "scripts", "generators");
const mostPasses = 4;

function header(path: string): string {
  const line = "Made by `npm run generate`; edit what it is made from instead.";
  if (path.endsWith(".ts")) return `// ${line}\n`;
  if (path.endsWith(".md")) return `<!-- ${line} -->\n\n`;
  return "";
}

// Terraform's registry reads a page's front matter only where the page begins with it.
const frontMatter = /^---\n[\s\S]*?\n---\n\n/;

function withHeader({ path, text }: GeneratedFile): string {
  const front = path.endsWith(".md") ? (frontMatter.exec(text)?.[0] ?? "") : "";
  return front + header(path) + text.slice(front.length);
}

async function rendered(file: GeneratedFile): Promise<string> {
  const config = await resolveConfig(join(root, file.path));
  return format(withHeader(file), { ...config, filepath: file.path });
}

async function current(path: string): Promise<string | undefined> {
  try {
    return await readFile(join(root, path), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Once more, in a process of its own: this one has loaded a registry as it was before, and what is made from it is still
 * as it was then.
 */
function runAgain(pass: number): void {
  if (pass >= mostPasses) throw new Error(`after ${pass} passes generated code still changes what is generated`);
  const [, script = ""] = process.argv;
  const args = [...process.execArgv, script, "--pass", String(pass + 1)];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  process.exitCode = status ?? 1;
}

/** The registries come first: what the other generators load is imported through them. */
async function generatorNames(): Promise<readonly string[]> {
  const names = (await readdir(generatorsFolder)).filter((name) => name.endsWith(".ts")).sort();
  const isFirst = (name: string): boolean => name === "registries.ts";
  return [...names.filter(isFirst), ...names.filter((name) => !isFirst(name))];
}

async function main(): Promise<void> {
  const { check, pass } = parseArgs({
    options: { check: { type: "boolean", default: false }, pass: { type: "string", default: "1" } },
  }).values;
  const names = await generatorNames();
  const stale: string[] = [];
  let seen = 0;
  for (const name of names) {
    const generator = (await import(join(generatorsFolder, name))) as Generator;
    for (const file of await generator.generate()) {
      seen += 1;
      const text = await rendered(file);
      if ((await current(file.path)) === text) continue;
      stale.push(file.path);
      if (check) continue;
      await mkdir(dirname(join(root, file.path)), { recursive: true });
      await writeFile(join(root, file.path), text);
    }
  }
  if (seen === 0) throw new Error(`no generator in ${generatorsFolder} made a file`);
  if (check && stale.length > 0) {
    console.error(`Out of date: ${stale.join(", ")}. Run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
    return;
  }
  console.log(check ? `${seen} generated files are up to date` : `${seen} generated files, ${stale.length} written`);
  if (!check && stale.some((path) => path.endsWith(".ts"))) runAgain(Number(pass));
}

await main();
