// Bundles what ships into dist/. `--only NAME` builds one part; LATCHKEY_RELEASE=1 makes a release.
import { existsSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type BuildOptions, build } from "esbuild";
import { answerFileName, executableFileName } from "#constructs/delivery/bundled-provider.ts";
import { writeAtomically } from "#platform/files.ts";
import { findPackage } from "#constructs/delivery/package-folder.ts";
import { type BundledPackage, bundledPackagesFolder, listBundledPackages } from "./bundle/bundled-packages.ts";
import { hideThrowingLines } from "./bundle/clear-errors.ts";
import * as reviewEngine from "#review/built/engine.ts";
import { loadAnswerLate } from "./bundle/late-answer.ts";
import { loadBuiltinsLazily } from "./bundle/lazy-builtins.ts";
import { LazyLibraries } from "./bundle/lazy-libraries.ts";
import { loadReviewLazily, reviewFile } from "./bundle/lazy-review.ts";
import { readOldestNode, writeLauncher, writeNodeCheck } from "./bundle/node-check.ts";
import { writeNotices } from "./bundle/notices.ts";
import { slim } from "./bundle/slim.ts";
import { engines, libraryEntries, sourceEngine } from "./library-entries.ts";
import { writeProviderPackage } from "./provider-package.ts";

interface Part {
  readonly name: string;
  /** From the root. */
  readonly entry: string;
  /** From dist/. A command can be executed. */
  readonly outfile: string;
  readonly isCommand: boolean;
  /** What is loaded when it is first used is in files of its own, beside it: their names begin with this. */
  readonly chunks?: string;
  /** The libraries that are compiled when they are first used. */
  readonly lazy?: LazyLibraries;
  readonly options: BuildOptions;
}

const { folder: root, version: packageVersion } = findPackage(import.meta.dirname);
const isRelease = process.env["LATCHKEY_RELEASE"] === "1";

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  // Identifiers stay and lines are short, so that a stack trace can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  lineLimit: 160,
  legalComments: "none",
  sourcemap: false,
  // The names of chunks come of paths: linked packages have the paths of installed ones.
  preserveSymlinks: true,
  logLevel: "warning",
};

const shebang = "#!/usr/bin/env node";
const oldestNode = readOldestNode(root);

// A command carries all that it runs, so that a start reads one file.
const command = {
  isCommand: true,
  options: { ...common, plugins: [...slim] } satisfies BuildOptions,
};

const lazy = new LazyLibraries(
  root,
  { undici: join(import.meta.dirname, "bundle", "undici.cjs"), "age-encryption": "age-encryption" },
  { ...common, plugins: [...slim] },
);

const library = {
  isCommand: false,
  options: {
    ...common,
    format: "cjs",
    external: ["constructs", "zod", ...engines],
    // CommonJS has no import.meta.
    define: { "import.meta.dirname": "__dirname", "import.meta.url": "importMetaUrl" },
    banner: {
      js: `${writeNodeCheck(oldestNode, "throw")}const importMetaUrl=require("node:url").pathToFileURL(__filename).href;`,
    },
  } satisfies BuildOptions,
};

const asking = {
  ...library,
  options: { ...library.options, plugins: [loadReviewLazily(root, Object.keys(reviewEngine))] },
};

const answer = join("provider", answerFileName);

// A proxy; files that the configuration names.
const onlyWhenUsed = loadBuiltinsLazily(["node:http", "node:fs/promises"]);

const parts: readonly Part[] = [
  {
    ...command,
    name: "provider",
    entry: "terraform/provider/answer.ts",
    outfile: answer,
    isCommand: false,
    options: { ...command.options, format: "cjs", plugins: [lazy.plugin, onlyWhenUsed, ...slim] },
    lazy,
  },
  {
    ...command,
    name: "provider",
    entry: "terraform/provider/main.ts",
    outfile: `provider/${executableFileName}`,
    options: {
      ...command.options,
      format: "cjs",
      plugins: [loadAnswerLate(root, join(root, "dist", answer), () => [...lazy.files.keys()]), ...slim],
      banner: { js: `${writeLauncher(oldestNode)}\n${writeNodeCheck(oldestNode, "stdout")}` },
    },
  },
  {
    ...command,
    name: "cli",
    entry: "cli/main.ts",
    outfile: "cli.mjs",
    chunks: "cli-",
    options: {
      ...command.options,
      format: "esm",
      // An ES module has no require; what it carries of CommonJS asks for Node's own modules with it.
      banner: {
        js: `${shebang}\n${writeNodeCheck(oldestNode, "stderr")}import{createRequire as requireFrom}from"node:module";const require=requireFrom(import.meta.url);`,
      },
    },
  },
  ...libraryEntries.flatMap(({ from, builds }) =>
    builds.map(({ engine, part, to }) => ({
      ...asking,
      name: part,
      entry: from,
      outfile: `${to}.cjs`,
      options: { ...asking.options, alias: { [sourceEngine]: engine } },
    })),
  ),
  { ...library, name: "review", entry: "review/built/engine.ts", outfile: reviewFile },
];

interface Bundle {
  readonly file: Uint8Array;
  readonly packages: readonly BundledPackage[];
  /** By the names of their files. */
  readonly chunks: ReadonlyMap<string, Uint8Array>;
}

async function bundleOf({ name, entry, options, lazy, isCommand, chunks }: Part): Promise<Bundle> {
  const split = {
    outdir: root,
    splitting: true,
    chunkNames: `${chunks}[name]-[hash]`,
    outExtension: { ".js": ".mjs" },
  };
  const { outputFiles, metafile } = await build({
    ...options,
    ...(chunks === undefined ? { outfile: "bundle.js" } : split),
    entryPoints: [join(root, entry)],
    metafile: true,
    write: false,
  });
  const files = new Map(outputFiles.map((one) => [basename(one.path), one]));
  const main = chunks === undefined ? "bundle.js" : `${basename(entry, ".ts")}.mjs`;
  const output = files.get(main);
  if (output === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  files.delete(main);
  const contents =
    name === "provider" || isCommand ? output.contents : Buffer.from(await hideThrowingLines(output.text));
  const packages = listBundledPackages([metafile, ...(lazy?.metafiles ?? [])], root);
  return {
    file: Buffer.concat([contents, Buffer.from(writeNotices(packages))]),
    packages,
    chunks: new Map([...files].map(([name, one]) => [name, one.contents])),
  };
}

function kilobytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 1024))} KB`;
}

/** The chunks first: whoever starts the command meanwhile finds those of the file that it reads. */
function writeChunks({ outfile, chunks: prefix }: Part, { file, chunks }: Bundle): void {
  const folder = join(root, "dist");
  for (const [name, contents] of chunks) writeAtomically(join(folder, name), contents, 0o644);
  writeAtomically(join(folder, outfile), file, 0o755);
  for (const name of prefix === undefined ? [] : readdirSync(folder)) {
    if (name.startsWith(prefix ?? "") && !chunks.has(name)) rmSync(join(folder, name));
  }
}

function write(part: Part, bundles: Bundle): string {
  const outfile = join(root, "dist", part.outfile);
  const { file: bundle, chunks } = bundles;
  if (part.chunks !== undefined) {
    writeChunks(part, bundles);
    const all = [...chunks.values()].reduce((sum, { length }) => sum + length, bundle.length);
    return `${kilobytes(all)} in ${chunks.size + 1} files`;
  }
  // What it loads when it is used is there before whatever counts on it is built.
  for (const [name, bytes] of part.lazy?.files ?? []) writeAtomically(join(dirname(outfile), name), bytes, 0o644);
  if (part.name !== "provider" || !part.isCommand) {
    writeAtomically(outfile, bundle, part.isCommand ? 0o755 : 0o644);
    return kilobytes(bundle.length);
  }
  const own = [
    ["LICENSE.txt", readFileSync(join(root, "LICENSE"))],
    [answerFileName, readFileSync(join(root, "dist", answer))],
  ] as const;
  const beside = new Map<string, Uint8Array>([...own, ...lazy.files]);
  const built = { executable: bundle, beside, packageVersion, isRelease };
  const { archive, version, h1 } = writeProviderPackage(dirname(outfile), built);
  return `${kilobytes(bundle.length)}, packed ${kilobytes(statSync(archive).size)}, ${version}, ${h1},`;
}

async function buildPart(part: Part): Promise<void> {
  const started = performance.now();
  const bundle = await bundleOf(part);
  const written = write(part, bundle);
  const packages = bundle.packages.map(({ name, version, license }) => ({ name, version, license }));
  const listed = join(root, "dist", bundledPackagesFolder, `${part.outfile}.json`);
  writeAtomically(listed, `${JSON.stringify(packages, null, 2)}\n`, 0o644);
  console.log(`${part.name}: dist/${part.outfile} ${written} in ${String(Math.round(performance.now() - started))} ms`);
}

async function main(): Promise<void> {
  const { only } = parseArgs({ options: { only: { type: "string" } } }).values;
  const chosen = parts.filter((part) => only === undefined || part.name === only);
  if (chosen.length === 0)
    throw new Error(`no part is named "${String(only)}": ${parts.map(({ name }) => name).join(", ")}`);
  for (const part of chosen) {
    if (existsSync(join(root, part.entry))) await buildPart(part);
    else if (isRelease || only !== undefined)
      throw new Error(`${part.entry} is missing, so ${part.name} cannot be built`);
    else console.warn(`${part.name}: skipped, ${part.entry} is not there yet`);
  }
}

await main();
