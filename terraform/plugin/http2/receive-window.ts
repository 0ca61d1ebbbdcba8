import { Http2Error } from "./http2-error.ts";

/** How much the peer may send. The window grows in large steps, to send few frames. */
export class ReceiveWindow {
  readonly #size: number;
  #left: number;
  #used = 0;

  constructor(size: number) {
    this.#size = size;
    this.#left = size;
  }

  take(bytes: number, streamId?: number): void {
    if (bytes > this.#left)
      throw new Http2Error("FLOW_CONTROL_ERROR", "more was sent than the window allows", streamId);
    this.#left -= bytes;
  }

  /** Records that bytes have been used. Returns by how much to raise the window now, usually 0. */
  release(bytes: number): number {
    this.#used += bytes;
    if (this.#used * 2 < this.#size) return 0;
    const raised = this.#used;
    this.#left += raised;
    this.#used = 0;
    return raised;
  }
}
