import type { StatusCode } from "./status.ts";

/** One connection of a client. Over reattach a process serves many, each with its own configuration. */
export interface Session {
  /** Counts from 1 within the process; for logs. */
  readonly id: number;
  /** State of this connection; the session itself may also be the key of a WeakMap. */
  readonly state: Map<symbol, unknown>;
  /** Calls `listener` once the connection has closed, immediately if it already has. */
  onClose(listener: () => void): void;
}

/** What a handler knows about the call that it answers. */
export interface RpcCall {
  /** Aborted when the client cancels, its deadline passes or its connection is lost. */
  readonly signal: AbortSignal;
  readonly session: Session;
  /** Calls `listener` once when the answer has been handed to the connection, or could not be. */
  onAnswered(listener: () => void): void;
}

/** A call that is over. */
export interface Answered {
  readonly path: string;
  readonly session: Session;
  readonly status: StatusCode;
  readonly message: string;
  readonly milliseconds: number;
}

/** Listeners for an event that happens once. */
export interface Occasion {
  on(listener: () => void): void;
  happen(): void;
}

export function createOccasion(): Occasion {
  let listeners: (() => void)[] | undefined = [];
  return {
    on: (listener) => (listeners === undefined ? listener() : void listeners.push(listener)),
    happen: () => {
      const waiting = listeners ?? [];
      listeners = undefined;
      for (const listener of waiting) listener();
    },
  };
}

let sessions = 0;

export function openSession(): { readonly session: Session; readonly close: () => void } {
  const closed = createOccasion();
  return { session: { id: ++sessions, state: new Map(), onClose: closed.on }, close: closed.happen };
}
