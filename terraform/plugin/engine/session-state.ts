import type { Session } from "../grpc/call.ts";

/** The state of one connection. With reattach, one process serves many connections. */
export interface SessionState<C, S> {
  /** The provider block as it was last validated or configured; null before that. */
  settings: S | null;
  /** Undefined while the block contains unknown values. The client itself may be undefined. */
  configured: { readonly client: C } | undefined;
  /** Aborted by StopProvider. */
  readonly stop: AbortController;
}

/** Keeps one state per connection, as long as the connection exists. */
export class SessionStates<C, S> {
  readonly #states = new WeakMap<Session, SessionState<C, S>>();

  of(session: Session): SessionState<C, S> {
    let state = this.#states.get(session);
    if (state === undefined) {
      state = { settings: null, configured: undefined, stop: new AbortController() };
      this.#states.set(session, state);
    }
    return state;
  }
}
