import { stat } from "node:fs/promises";
import { isUnedited } from "#review/adopt/file-mark.ts";
import type { Io } from "../command.ts";
import { readDocument } from "./read-document.ts";

export interface AdoptedFileFlags {
  readonly output?: string;
  readonly force?: true;
}

/** @throws Error if the file of `--output` is somebody's work, and `--force` is not given */
export async function refuseEditedFile({ output, force }: AdoptedFileFlags, io: Io): Promise<void> {
  if (output === undefined || force === true) return;
  const isThere = await stat(output).then(
    () => true,
    () => false,
  );
  if (!isThere || isUnedited(await readDocument(output, io))) return;
  throw new Error(
    `${output} was not made by latchkey adopt, or was edited since. Give --output another file, or --force to write over it.`,
  );
}
