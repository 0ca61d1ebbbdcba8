import { Http2Error } from "./http2-error.ts";
import type { Frame } from "./frames.ts";
import { readContent, flags, frameTypes } from "./frames.ts";
import { maxHeaderListBytes } from "./header-decoder.ts";

export interface AssembledBlock {
  readonly streamId: number;
  readonly isEnd: boolean;
  readonly block: Buffer;
}

const mostContinuations = 64;

/** Assembles the header block of a HEADERS frame and its CONTINUATION frames. */
export class HeaderAssembler {
  #head: { readonly streamId: number; readonly isEnd: boolean } | undefined;
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** RFC 9113, section 6.10: no other frame may come between the frames of one block. */
  expects(frame: Frame): boolean {
    const isContinuation = frame.type === frameTypes.CONTINUATION;
    if (this.#head === undefined) return !isContinuation;
    return isContinuation && frame.streamId === this.#head.streamId;
  }

  /** The block, if the frame completes it. */
  push(frame: Frame): AssembledBlock | undefined {
    const { type, flags: set, streamId } = frame;
    const isFirst = type === frameTypes.HEADERS;
    const piece = isFirst ? readContent(frame) : frame.payload;
    if (isFirst) this.#head = { streamId, isEnd: (set & flags.END_STREAM) !== 0 };
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#bytes > maxHeaderListBytes || this.#pieces.length > mostContinuations)
      throw new Http2Error("ENHANCE_YOUR_CALM", "a header block is too large");
    const head = this.#head;
    if (head === undefined || (set & flags.END_HEADERS) === 0) return undefined;
    const block = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces);
    this.#head = undefined;
    this.#pieces = [];
    this.#bytes = 0;
    return { ...head, block };
  }
}
