import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Frame } from "../shared/code-trace.ts";

/** A line of the user's code. */
export interface CodeLine {
  /** Relative to the root of the repository, with `/` between folders. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** The folder with the nearest `.git` at or above a folder; the folder itself if there is none. */
export function findRepository(folder: string): string {
  const start = realpathSync(folder);
  for (let above = start; ; above = dirname(above)) {
    // A file in a worktree, and in a submodule.
    if (existsSync(join(above, ".git"))) return above;
    if (above === dirname(above)) return start;
  }
}

/** The path of a file; undefined for code that is in none, such as Node's own. */
function toPath(file: string): string | undefined {
  if (isAbsolute(file)) return file;
  if (!file.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(file);
  } catch {
    // A URL of another machine.
    return undefined;
  }
}

function isIn(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

export interface CodeFolders {
  /** What lines are relative to. What is outside of it is nobody's code. */
  readonly repository: string;
  /** Of this package: it is not the user's code. */
  readonly own: string;
}

/** The innermost call that is the user's: not this package's, not another package's, and in the repository. */
export function findUserCode(frames: Iterable<Frame>, { repository, own }: CodeFolders): CodeLine | undefined {
  for (const { file, line } of frames) {
    const path = toPath(file);
    if (path === undefined || isIn(own, path) || path.includes(`${sep}node_modules${sep}`)) continue;
    if (isIn(repository, path)) return { file: relative(repository, path).replaceAll(sep, "/"), line };
  }
  return undefined;
}
