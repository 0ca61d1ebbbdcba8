import type { Path } from "../protocol-error.ts";

/** A message to the user, which Terraform shows at the attribute that `path` names. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** One line without a full stop. */
  readonly summary: string;
  /** What happened, what was received, what is accepted, what to do next. */
  readonly detail: string;
  readonly path?: Path;
}

/** A handler throws it to stop with its own diagnostics. */
export class DiagnosticError extends Error {
  override readonly name = "DiagnosticError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ summary }) => summary).join("; "));
    this.diagnostics = diagnostics;
  }
}

/** Thrown by `create` or `update` after a partial change: the state is saved together with the error. */
export class PartialResult extends Error {
  override readonly name = "PartialResult";
  readonly state: { readonly [name: string]: unknown };

  constructor(state: { readonly [name: string]: unknown }, cause: unknown) {
    super("the change was carried out in part", { cause });
    this.state = state;
  }
}
