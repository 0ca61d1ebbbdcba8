import type { AccessSide } from "../change/access-change.ts";

/** Who may do what, with what is not known of it. */
export interface ExportedAccess extends Pick<AccessSide, "graph"> {
  /** What could not be looked at: sentences. */
  readonly blind: readonly string[];
  /** On what it rests: sentences. */
  readonly assumptions: readonly string[];
}

/** One file of `review/export/kinds/`: another tool's form. Whatever comes from outside is encoded by it. */
export interface ExportFormat {
  /** As in `--export`. */
  readonly name: string;
  /** For what, in the help. */
  readonly says: string;
  /** @throws ExportError if it cannot be written in this form */
  write(access: ExportedAccess): string;
}

/** The access cannot be written in the form that was asked for. The message says what to do instead. */
export class ExportError extends Error {
  override readonly name = "ExportError";
}
