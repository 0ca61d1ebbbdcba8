import { Http2Fault } from "./fault.ts";

/** How much the peer may send: given back in large steps, so that few frames go out for it. */
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
      throw new Http2Fault("FLOW_CONTROL_ERROR", "more was sent than the window allows", streamId);
    this.#left -= bytes;
  }

  /** Notes that bytes have been used; gives by how much the window is now to be raised, mostly by nothing. */
  release(bytes: number): number {
    this.#used += bytes;
    if (this.#used * 2 < this.#size) return 0;
    const raised = this.#used;
    this.#left += raised;
    this.#used = 0;
    return raised;
  }
}
