import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import * as z from "zod";

const author = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const manifest = z.object({ name: z.string(), version: z.string(), license: z.string(), author: author.optional() });

function noticeOf(folder: string): string {
  const {
    name,
    version,
    license,
    author: by,
  } = manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const file = readdirSync(folder).find((entry) => /^licen[sc]e(?:\.|$)/i.test(entry));
  if (file === undefined && by === undefined)
    throw new Error(`${name} ${version} says neither its licence nor its author`);
  const text = file === undefined ? `Copyright ${by}` : readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}`;
}

const typewritten: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "–": "-",
  "—": "-",
  "©": "(c)",
};

// One character beyond Latin-1 makes V8 hold the whole file in two bytes a character: 1.63 instead of 1.4 times a bare
// start, as the bench had it.
function inAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return typewritten[character] ?? `\\u${code}`;
  });
}

/** The licences of the packages of which a bundle has code, as a comment; empty where it has none. */
export function noticesOf(bundles: readonly Pick<Metafile, "outputs">[], root: string): string {
  const inputs = bundles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs: parts }) => Object.entries(parts));
  const folders = inputs.flatMap(([file, { bytesInOutput }]) => {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    return folder === undefined || bytesInOutput === 0 ? [] : [folder];
  });
  const notices = [...new Set(folders)].sort().map((folder) => noticeOf(join(root, folder)));
  if (notices.length === 0) return "";
  const separator = `\n\n${"-".repeat(40)}\n\n`;
  const text = inAscii(["This file contains:", ...notices].join(separator)).replaceAll("*/", "* /");
  return `/*\n${text}\n*/\n`;
}
