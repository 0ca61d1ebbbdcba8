import fc from "fast-check";
import { expect, test } from "vitest";
import { flags, frameTypes } from "./frames.ts";
import { encodeHeaders } from "./header-encoder.ts";
import type { RawPeer, Sent } from "./testing/raw-peer.ts";
import { openRawPeer, preface, requestBlock } from "./testing/raw-peer.ts";
import type { ServerStream } from "./stream.ts";

const head = encodeHeaders([[":status", "200"]]);
const trailers = encodeHeaders([["grpc-status", "0"]]);

/** Answers as a service would: some at once, some with much, some never. */
function answer(stream: ServerStream): void {
  let taken = 0;
  stream.listener = {
    onData: (chunk) => {
      taken += chunk.length;
      stream.release(chunk.length);
    },
    onEnd: () => {
      stream.respond(head);
      stream.write(Buffer.alloc(taken * 100));
      if (stream.id % 5 !== 0) stream.end(trailers);
    },
    onClose: () => undefined,
  };
  if (stream.id % 7 === 0) stream.respond(head, true);
}

const lastFrame = { type: frameTypes.PING, payload: Buffer.from("the last") } as const;

/** Waits for GOAWAY, the end of the connection, or the answer to a final ping. */
async function waitForEnd(peer: RawPeer): Promise<void> {
  peer.send(lastFrame);
  for (let turn = 0; turn < 200; turn++) {
    await new Promise(setImmediate);
    const isOver = peer.frames.some(({ type }) => type === frameTypes.GOAWAY) || peer.isClosed();
    const isAnswered = peer.frames.some(
      ({ type, payload }) => type === frameTypes.PING && payload.equals(lastFrame.payload),
    );
    if (isOver || isAnswered) return;
  }
}

const arbitraryBytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));

const frame: fc.Arbitrary<Sent> = fc.record({
  type: fc.oneof({ weight: 9, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.nat(255) }),
  flags: fc.oneof(fc.constantFrom(0, flags.END_HEADERS, flags.END_HEADERS | flags.END_STREAM), fc.nat(255)),
  streamId: fc.oneof(fc.nat(12), fc.nat(2 ** 31 - 1)),
  payload: fc.oneof(
    arbitraryBytes(40),
    fc.constant(requestBlock),
    fc.constantFrom(4, 5, 6, 8).map((size) => Buffer.alloc(size, 1)),
  ),
});

/** A conversation that makes sense, so that the senseless frames among it meet every state. */
const sensible: fc.Arbitrary<Sent> = fc.oneof(
  fc.record({
    type: fc.constant(frameTypes.HEADERS),
    flags: fc.constantFrom(flags.END_HEADERS, flags.END_HEADERS | flags.END_STREAM),
    streamId: fc.nat(20).map((index) => index * 2 + 1),
    payload: fc.constant(requestBlock),
  }),
  fc.record({
    type: fc.constant(frameTypes.DATA),
    flags: fc.constantFrom(0, flags.END_STREAM),
    streamId: fc.nat(20).map((index) => index * 2 + 1),
    payload: arbitraryBytes(300),
  }),
  fc.record({
    type: fc.constant(frameTypes.WINDOW_UPDATE),
    streamId: fc.nat(20),
    payload: fc.constant(Buffer.of(0, 0, 1, 0)),
  }),
);

test("arbitrary bytes end the connection or wait for more, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitraryBytes(200), { maxLength: 8 }), fc.boolean(), async (chunks, isGreeted) => {
      const peer = openRawPeer(answer);
      if (isGreeted) peer.socket.write(Buffer.concat([preface, Buffer.from("000000040000000000", "hex")]));
      for (const chunk of chunks) peer.socket.write(chunk);
      await waitForEnd(peer);
      peer.socket.end();
      peer.connection.close();
      expect(peer.errors.every(({ name }) => name === "Http2Error")).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test("arbitrary frames are answered, refused or end the connection, with bounded memory", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(sensible, frame), { maxLength: 60 }), async (frames) => {
      const peer = openRawPeer(answer);
      peer.socket.write(preface);
      peer.send({ type: frameTypes.SETTINGS });
      for (const sent of frames) peer.send(sent);
      await waitForEnd(peer);
      const isOver = peer.frames.some(({ type }) => type === frameTypes.GOAWAY) || peer.isClosed();
      if (!isOver) expect(peer.frames.filter(({ type }) => type === frameTypes.PING)).not.toEqual([]);
      expect(peer.errors.every(({ name }) => name === "Http2Error")).toBe(true);
      if (isOver) expect(peer.streams.every(({ isClosed }) => isClosed)).toBe(true);
      peer.connection.close();
    }),
    { numRuns: 600 },
  );
});
