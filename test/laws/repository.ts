import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..", "..");

/** The repository's files below these folders, those that git does not know yet among them. */
export function filesOf(...folders: readonly string[]): readonly string[] {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...folders];
  const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }).split("\0");
  return [...new Set(listed)].filter((path) => path !== "" && existsSync(join(root, path))).sort();
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

const isOurs = (path: string): boolean =>
  path.endsWith(".ts") && !/[.](?:gen|test|test-d)[.]ts$|(?:^|\/)gen\//.test(path);

/** TypeScript that people wrote below these folders, tests aside. */
export function sourcesOf(...folders: readonly string[]): readonly string[] {
  return filesOf(...folders).filter(isOurs);
}

/** Where a pattern is found: `path:line: the line`. */
export function findings(paths: readonly string[], pattern: RegExp): readonly string[] {
  return paths.flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}
