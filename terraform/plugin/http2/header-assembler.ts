import { Http2Fault } from "./fault.ts";
import type { Frame } from "./frames.ts";
import { contentOf, flags, frameTypes } from "./frames.ts";
import { maxHeaderListBytes } from "./header-decoder.ts";

export interface AssembledBlock {
  readonly streamId: number;
  readonly isEnd: boolean;
  readonly block: Buffer;
}

const mostContinuations = 64;

/** Puts the header block of a HEADERS frame and its CONTINUATION frames together. */
export class HeaderAssembler {
  #head: { readonly streamId: number; readonly isEnd: boolean } | undefined;
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** RFC 9113, section 6.10: nothing may come between the frames of one block. */
  expects(frame: Frame): boolean {
    const isContinuation = frame.type === frameTypes.CONTINUATION;
    if (this.#head === undefined) return !isContinuation;
    return isContinuation && frame.streamId === this.#head.streamId;
  }

  /** The block, where the frame is the last of it. */
  push(frame: Frame): AssembledBlock | undefined {
    const { type, flags: set, streamId } = frame;
    const isFirst = type === frameTypes.HEADERS;
    const piece = isFirst ? contentOf(frame) : frame.payload;
    if (isFirst) this.#head = { streamId, isEnd: (set & flags.END_STREAM) !== 0 };
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes > maxHeaderListBytes || this.#pieces.length > mostContinuations)
      throw new Http2Fault("ENHANCE_YOUR_CALM", "a header block is too large");
    const head = this.#head;
    if (head === undefined || (set & flags.END_HEADERS) === 0) return undefined;
    const block = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces);
    this.#head = undefined;
    this.#pieces = [];
    this.#bytes = 0;
    return { ...head, block };
  }
}
