import type { Log } from "../process/log.ts";
import type { PrivateState } from "./private-state.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** What every handler that talks to the vendor receives. */
export interface Call<C> {
  /** What `configure` returned. */
  readonly client: C;
  /** Aborted when Terraform asks to stop: finish the request in flight and do not start others. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Shows the user a warning. */
  warn(diagnostic: Omit<Diagnostic, "severity">): void;
}

export interface WithPrivateState {
  readonly private: PrivateState;
}

/** The provider block for validation and planning: null until it was seen, and values may be unknown. */
export interface WithSettings<S> {
  readonly settings: S | null;
}
