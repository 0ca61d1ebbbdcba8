import type { Path } from "../fault.ts";

/** Something to tell the user, shown by Terraform at the attribute that `path` names. */
export interface Problem {
  readonly severity: "error" | "warning";
  /** One line without a full stop. */
  readonly summary: string;
  /** What happened, what was received, what is accepted, what to do next. */
  readonly detail: string;
  readonly path?: Path;
}

/** Thrown by a handler to stop with problems that it has worded itself. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problems: readonly Problem[];

  constructor(...problems: readonly Problem[]) {
    super(problems.map(({ summary }) => summary).join("; "));
    this.problems = problems;
  }
}

/** Thrown by `create` or `update` when something was made and then failed: the state is saved beside the error. */
export class PartialResult extends Error {
  override readonly name = "PartialResult";
  readonly state: { readonly [name: string]: unknown };

  constructor(state: { readonly [name: string]: unknown }, cause: unknown) {
    super("the change was carried out in part", { cause });
    this.state = state;
  }
}
