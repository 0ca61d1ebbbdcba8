import type { Dispatcher } from "undici";
import { createInterruption, createSizeCutOff, createTimeCutOff, explainSizeError } from "./cut-off.ts";
import { limits } from "./limits.ts";

type Controller = Dispatcher.DispatchController;
type ReceivedHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

export interface Exchanged {
  readonly status: number;
  readonly headers: ReceivedHeaders;
  readonly text: string;
}

export interface ExchangeBounds {
  /** From the first byte sent to the last byte received, in milliseconds. */
  readonly timeout: number;
  /** Once it is aborted, nothing is sent. */
  readonly signal: AbortSignal;
  /** Whether an abort ends a request that was sent. False for writes, which may have been carried out. */
  readonly endsOnAbort: boolean;
}

/**
 * Receives one answer. undici's own timeouts begin anew with each byte, so they bound nothing: one timer covers headers,
 * informational answers (1xx) and body.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<Exchanged>;
  readonly #bounds: ExchangeBounds;
  readonly #chunks: Buffer[] = [];
  #head: Omit<Exchanged, "text"> = { status: 0, headers: {} };
  #controller: Controller | undefined;
  #timer: NodeJS.Timeout | undefined;
  #settle: { resolve(exchanged: Exchanged): void; reject(error: Error): void } | undefined;

  constructor(bounds: ExchangeBounds) {
    this.#bounds = bounds;
    this.answer = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    bounds.signal.addEventListener("abort", this.#interrupt);
    if (bounds.signal.aborted) this.#interrupt();
  }

  readonly #interrupt = (): void => {
    const wasSent = this.#controller !== undefined;
    if (!wasSent || this.#bounds.endsOnAbort) this.#fail(createInterruption(wasSent));
  };

  /** undici calls this when the connection is open and the request is about to be written. */
  onRequestStart(controller: Controller): void {
    if (this.#settle === undefined) {
      controller.abort(createInterruption(false));
      return;
    }
    this.#controller = controller;
    const { timeout } = this.#bounds;
    this.#timer = setTimeout(() => this.#fail(createTimeCutOff(timeout)), timeout);
  }

  /** undici calls this for informational answers too; the last call is the answer itself. */
  onResponseStart(_controller: Controller, status: number, headers: ReceivedHeaders): void {
    this.#head = { status, headers };
    if (Number(headers["content-length"]) > limits.bodyBytes) this.#fail(createSizeCutOff());
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const settle = this.#finish();
    // A decoder, because it skips a byte order mark.
    settle?.resolve({ ...this.#head, text: new TextDecoder().decode(Buffer.concat(this.#chunks)) });
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.#finish()?.reject(explainSizeError(error));
  }

  #fail(error: Error): void {
    const settle = this.#finish();
    if (settle === undefined) return;
    settle.reject(error);
    this.#controller?.abort(error);
  }

  #finish() {
    clearTimeout(this.#timer);
    this.#bounds.signal.removeEventListener("abort", this.#interrupt);
    const settle = this.#settle;
    this.#settle = undefined;
    return settle;
  }
}
