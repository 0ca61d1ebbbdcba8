import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { filesOf, root, textOf } from "./laws/repository.ts";
import { type Snippet, readSnippets, snippets, writtenPages } from "./support/snippets.ts";

const nameOf = ({ page, line }: Snippet): string => `${page}:${line}`;
const inLanguage = (...languages: readonly string[]): readonly Snippet[] =>
  snippets.filter(({ language }) => languages.includes(language));

/** What tests look at: `test/acceptance/snippets.test.ts` runs `hcl` and `sh`. */
const tested = new Set(["ts", "hcl", "sh", "json", "yaml"]);

function writeProgram({ code, note }: Snippet): string {
  if (note.kind !== "in") return code;
  const app = textOf(note.path);
  if (!app.includes("app.synth();")) throw new Error(`${note.path} synthesizes nothing`);
  return app.replace("app.synth();", `${code}\napp.synth();`);
}

const programs = inLanguage("ts")
  .filter(({ note }) => note.kind === "whole" || note.kind === "in")
  .map((snippet, index) => {
    const folder = snippet.note.kind === "in" ? dirname(snippet.note.path) : "test";
    return {
      name: nameOf(snippet),
      folder,
      file: join(root, folder, `snippet-${index}.ts`),
      text: writeProgram(snippet),
    };
  });

/** The compiler's complaints about all programs, which exist in memory only. */
function compile(): readonly string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const texts = new Map(programs.map(({ file, text }) => [file, text]));
  const host = ts.createCompilerHost(options);
  const onDisk = { readFile: host.readFile.bind(host), fileExists: host.fileExists.bind(host) };
  host.readFile = (path) => texts.get(path) ?? onDisk.readFile(path);
  host.fileExists = (path) => texts.has(path) || onDisk.fileExists(path);
  const program = ts.createProgram({ rootNames: [...texts.keys()], options, host });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const name = programs.find((one) => one.file === file?.fileName)?.name;
    return `${name ?? String(file?.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

async function run(folder: string, text: string): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), "latchkey-snippet-"));
  try {
    if (folder !== "test") await cp(join(root, folder), place, { recursive: true });
    await symlink(join(root, "node_modules"), join(place, "node_modules"));
    await writeFile(join(place, "package.json"), '{"type":"module"}');
    await writeFile(join(place, "snippet.ts"), text);
    const app = ["--import", import.meta.resolve("tsx"), join(place, "snippet.ts")];
    const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, "tsconfig.json") };
    return (await promisify(execFile)(process.execPath, app, { cwd: place, env })).stderr;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

describe("the TypeScript on the pages", { timeout: 120_000 }, () => {
  it("compiles", () => {
    expect(programs.length).toBeGreaterThan(3);
    expect(compile()).toEqual([]);
  });

  it.each(programs)("runs without a word: $name", async ({ folder, text }) => {
    expect(await run(folder, text)).toBe("");
  });
});

describe("the data on the pages", () => {
  it.each(inLanguage("json", "yaml").map((snippet) => ({ name: nameOf(snippet), ...snippet })))(
    "can be parsed: $name",
    ({ language, code }) => {
      expect(language === "json" ? JSON.parse(code) : parse(code)).toBeTypeOf("object");
    },
  );
});

describe("each block on the pages", () => {
  it("is in a language that tests run, or in none", () => {
    expect(snippets.length).toBeGreaterThan(20);
    const odd = snippets.filter(({ language }) => language !== "" && !tested.has(language));
    expect(odd.map(nameOf)).toEqual([]);
  });

  it("with a fence is found", () => {
    for (const page of writtenPages) {
      const fences = [...textOf(page).matchAll(/^ *```/gm)];
      expect(readSnippets(page), page).toHaveLength(fences.length / 2);
    }
  });

  it("that is run elsewhere names something that is there", () => {
    const paths = snippets.flatMap(({ note }) => ("path" in note ? [note.path] : []));
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const folders = snippets.flatMap(({ note }) => (note.kind === "with" ? [note.path] : []));
    expect(folders.filter((path) => filesOf(path).length === 0)).toEqual([]);
  });
});
