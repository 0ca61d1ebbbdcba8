import type { RpcCall, Session } from "./call.ts";
import type { GrpcError } from "./status.ts";

/** A call that is being answered. The signal is created on first use, because few handlers need it. */
export class OpenCall implements RpcCall {
  readonly session: Session;
  #controller: AbortController | undefined;
  #reason: GrpcError | undefined;
  #listeners: (() => void)[] = [];
  #isAnswered = false;

  constructor(session: Session) {
    this.session = session;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  onAnswered(listener: () => void): void {
    if (this.#isAnswered) listener();
    else this.#listeners.push(listener);
  }

  get hasListeners(): boolean {
    return this.#listeners.length > 0;
  }

  abort(reason: GrpcError): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }

  finish(): void {
    this.#isAnswered = true;
    for (const listener of this.#listeners.splice(0)) listener();
  }
}
