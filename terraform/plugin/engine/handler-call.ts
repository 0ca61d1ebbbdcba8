import type { Log } from "../process/log.ts";
import type { PrivateState } from "./private-state.ts";
import type { Problem } from "./problem.ts";

/** What every handler that talks to the vendor is given. */
export interface Call<C> {
  /** What `configure` returned. */
  readonly client: C;
  /** Aborted when Terraform asks to stop: finish the request in flight, start no other. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Tells the user something without stopping. */
  warn(problem: Omit<Problem, "severity">): void;
}

export interface Kept {
  readonly private: PrivateState;
}

/** What validation and planning may know of the provider block: null until it was seen, unknown in parts. */
export interface Within<S> {
  readonly settings: S | null;
}
