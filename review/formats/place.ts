import type { FormatOptions } from "./definition.ts";

/** A place in the repository. */
export interface Place {
  /** From the root, with `/` between folders. */
  readonly file: string;
  /** From 1; null if only the file is known. */
  readonly line: number | null;
}

const usualLocation = "main.tf";

// A scheme or a drive, a folder above, or a character that no file of a repository has a use for.
const outside = /^(?:[a-z][a-z0-9+.-]*:|\/)|(?:^|\/)\.\.(?:\/|$)|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/iu;
const mostCharacters = 1_000;

function toRepositoryPath(file: string): string | null {
  const path = file.replaceAll("\\", "/").replace(/^(?:\.\/+)+/, "");
  return path === "" || path.length > mostCharacters || outside.test(path) ? null : path;
}

/**
 * Where something is shown to whoever reads the change: at its line, else in the file that stands for the whole change. Never
 * outside of the repository, because files are named by documents from outside.
 */
export function placeInRepository(
  { file, line }: { readonly file: string | null; readonly line: number | null },
  { location = usualLocation }: Pick<FormatOptions, "location">,
): Place {
  const known = file === null ? null : toRepositoryPath(file);
  if (known === null) return { file: toRepositoryPath(location) ?? usualLocation, line: null };
  return { file: known, line: line !== null && Number.isSafeInteger(line) && line > 0 ? line : null };
}
