import { Http2Error } from "./http2-error.ts";
import { maxFrameBytes } from "./frames.ts";
import { maxHeaderListBytes } from "./header-decoder.ts";

const ids = { ENABLE_PUSH: 2, MAX_CONCURRENT_STREAMS: 3, INITIAL_WINDOW_SIZE: 4, MAX_FRAME_SIZE: 5, MAX_LIST_SIZE: 6 };

export const maxWindow = 2 ** 31 - 1;

/** The initial window of both sides: RFC 9113, section 6.9.2. */
export const defaultWindow = 65_535;

const mebibyte = 1024 * 1024;
export const streamWindow = 16 * mebibyte;
export const connectionWindow = 64 * mebibyte;
export const maxConcurrentStreams = 1000;

/**
 * The window that the peer's settings give each stream; undefined if they do not change it. The other settings concern
 * features that we do not use: push, a header table for sending, frames over 16 KiB.
 */
export function readInitialWindow(payload: Buffer): number | undefined {
  if (payload.length % 6 !== 0) throw new Http2Error("FRAME_SIZE_ERROR", "settings are cut short");
  let initialWindow: number | undefined;
  for (let at = 0; at < payload.length; at += 6) {
    const id = payload.readUInt16BE(at);
    const value = payload.readUInt32BE(at + 2);
    if (id === ids.ENABLE_PUSH && value > 1) throw new Http2Error("PROTOCOL_ERROR", `ENABLE_PUSH is ${value}`);
    if (id === ids.MAX_FRAME_SIZE && (value < maxFrameBytes || value >= 2 ** 24))
      throw new Http2Error("PROTOCOL_ERROR", `MAX_FRAME_SIZE is ${value}`);
    if (id !== ids.INITIAL_WINDOW_SIZE) continue;
    if (value > maxWindow) throw new Http2Error("FLOW_CONTROL_ERROR", `INITIAL_WINDOW_SIZE is ${value}`);
    initialWindow = value;
  }
  return initialWindow;
}

export function encodeSettings(): Buffer {
  const settings = [
    [ids.MAX_CONCURRENT_STREAMS, maxConcurrentStreams],
    [ids.INITIAL_WINDOW_SIZE, streamWindow],
    [ids.MAX_LIST_SIZE, maxHeaderListBytes],
  ] as const;
  const payload = Buffer.alloc(settings.length * 6);
  for (const [index, [id, value]] of settings.entries()) {
    payload.writeUInt16BE(id, index * 6);
    payload.writeUInt32BE(value, index * 6 + 2);
  }
  return payload;
}
