import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import * as z from "zod";
import { isPermissive } from "./permissive-licenses.ts";

/** A package of others whose code is in what ships. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  /** The texts that have to go with its code: its license, and its notice if it has one. */
  readonly texts: readonly string[];
}

/** Where the build lists the packages of each file that it makes, from dist/: `FILE.json`. */
export const bundledPackagesFolder = "packages";

const author = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
const manifest = z.object({ name: z.string(), version: z.string(), license: z.string(), author: author.optional() });

// What MIT asks for, where a package names the license and its author, and has no file of it.
const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

function readTexts(folder: string, { name, version, license, author: by }: z.output<typeof manifest>): string[] {
  const named = (pattern: RegExp): string[] =>
    readdirSync(folder)
      .filter((entry) => pattern.test(entry))
      .map((entry) => readFileSync(join(folder, entry), "utf8").trim());
  const licenses = named(/^licen[sc]e(?:[.-]|$)/i);
  if (licenses.length > 0) return [...licenses, ...named(/^notice(?:\.|$)/i)];
  if (by !== undefined && license === "MIT") return [`Copyright ${by}\n\n${mit}`];
  throw new Error(
    `${name} ${version} (${license}) is bundled and has no license file. Its text must ship: leave it out.`,
  );
}

function readPackage(folder: string): BundledPackage {
  const read = manifest.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const { name, version, license } = read;
  if (!isPermissive(license))
    throw new Error(
      `${name} ${version} is bundled under ${license}, which is not in scripts/bundle/permissive-licenses.ts. Do not bundle it, or add its license there if it lets others ship this code under theirs.`,
    );
  return { name, version, license, texts: readTexts(folder, read) };
}

/** The packages that the bundles have code of. @throws for one whose license is not permissive, or whose text is missing */
export function listBundledPackages(
  bundles: readonly Pick<Metafile, "outputs">[],
  root: string,
): readonly BundledPackage[] {
  const inputs = bundles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap(({ inputs: parts }) => Object.entries(parts));
  const folders = inputs.flatMap(([file, { bytesInOutput }]) => {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    return folder === undefined || bytesInOutput === 0 ? [] : [folder];
  });
  return [...new Set(folders)].sort().map((folder) => readPackage(join(root, folder)));
}
