import type { Duplex } from "node:stream";
import { duplexPair } from "node:stream";
import { Http2Connection } from "../connection.ts";
import { frameHeadBytes } from "../frames.ts";
import type { Frame } from "../frames.ts";
import { encodeHeaders } from "../header-encoder.ts";
import type { ServerStream } from "../stream.ts";

export const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1");

export interface Sent {
  readonly type: number;
  readonly flags?: number;
  readonly streamId?: number;
  readonly payload?: Uint8Array;
}

export function createFrame({ type, flags = 0, streamId = 0, payload = Buffer.alloc(0) }: Sent): Buffer {
  const head = Buffer.alloc(frameHeadBytes);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(streamId, 5);
  return Buffer.concat([head, payload]);
}

export const requestBlock = encodeHeaders([
  [":method", "POST"],
  [":scheme", "http"],
  [":path", "/"],
]);

/** A client that sends raw frames, including ones that no real client would send. */
export interface RawPeer {
  readonly socket: Duplex;
  readonly frames: Frame[];
  readonly streams: ServerStream[];
  readonly errors: Error[];
  readonly connection: Http2Connection;
  isClosed(): boolean;
  send(...frames: readonly Sent[]): void;
}

export function openRawPeer(onStream: (stream: ServerStream) => void = () => undefined): RawPeer {
  const [socket, other] = duplexPair();
  const frames: Frame[] = [];
  const streams: ServerStream[] = [];
  const errors: Error[] = [];
  let closed = false;
  const connection = new Http2Connection(other, {
    onStream: (stream) => {
      streams.push(stream);
      onStream(stream);
    },
    onError: (error) => errors.push(error),
    onClose: () => (closed = true),
  });
  let received = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (let frame = takeFrame(received); frame !== undefined; frame = takeFrame(received)) {
      frames.push(frame);
      received = received.subarray(frameHeadBytes + frame.payload.length);
    }
  });
  socket.on("error", () => undefined);
  return {
    socket,
    frames,
    streams,
    errors,
    connection,
    isClosed: () => closed,
    send: (...sent) => void socket.write(Buffer.concat(sent.map(createFrame))),
  };
}

function takeFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < frameHeadBytes) return undefined;
  const end = frameHeadBytes + bytes.readUIntBE(0, 3);
  if (bytes.length < end) return undefined;
  return {
    type: bytes.readUInt8(3),
    flags: bytes.readUInt8(4),
    streamId: bytes.readUInt32BE(5),
    payload: bytes.subarray(frameHeadBytes, end),
  };
}
