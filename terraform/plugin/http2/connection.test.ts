import { connect } from "node:http2";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { Http2Connection } from "./connection.ts";
import { errorCodes, type ErrorCode } from "./http2-error.ts";
import { flags, frameTypes } from "./frames.ts";
import { encodeHeaders } from "./header-encoder.ts";
import type { RawPeer, Sent } from "./testing/raw-peer.ts";
import { createFrame, openRawPeer, preface, requestBlock } from "./testing/raw-peer.ts";
import type { ServerStream } from "./stream.ts";

const { DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION } =
  frameTypes;
const whole = flags.END_HEADERS;
const settings: Sent = { type: SETTINGS };
const head = encodeHeaders([[":status", "200"]]);
const trailers = encodeHeaders([["grpc-status", "0"]]);

function encodeNumber(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

function encodeSetting(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt16BE(id);
  bytes.writeUInt32BE(value, 2);
  return bytes;
}

const createRequest = (streamId: number, more = 0): Sent => ({
  type: HEADERS,
  flags: whole | more,
  streamId,
  payload: requestBlock,
});

function open(onStream?: (stream: ServerStream) => void): RawPeer {
  const peer = openRawPeer(onStream);
  peer.socket.write(preface);
  peer.send(settings);
  return peer;
}

const listen = (stream: ServerStream, chunks: string[] = []) => {
  stream.listener = {
    onData: (chunk) => (chunks.push(chunk.toString()), stream.release(chunk.length)),
    onEnd: () => chunks.push("end"),
    onClose: () => chunks.push("close"),
  };
  return chunks;
};

const framesOfType = ({ frames }: RawPeer, type: number) => frames.filter((frame) => frame.type === type);
const readGoAways = (peer: RawPeer) => framesOfType(peer, GOAWAY).map(({ payload }) => payload.readUInt32BE(4));
const readResets = (peer: RawPeer) => framesOfType(peer, RST_STREAM).map(({ payload }) => payload.readUInt32BE());

describe("connection frames from the peer", () => {
  test("settings are sent first, and the peer's are acknowledged", async () => {
    const peer = open();
    await vi.waitFor(() => expect(framesOfType(peer, SETTINGS)).toHaveLength(2));
    expect(peer.frames.map(({ type, flags: set }) => [type, set])).toEqual([
      [SETTINGS, 0],
      [WINDOW_UPDATE, 0],
      [SETTINGS, flags.ACK],
    ]);
  });

  test("pings are answered in their order, with their own bytes", async () => {
    const peer = open();
    peer.send({ type: PING, payload: Buffer.from("first...") }, { type: PING, payload: Buffer.from("second..") });
    await vi.waitFor(() => expect(framesOfType(peer, PING)).toHaveLength(2));
    expect(framesOfType(peer, PING).map(({ payload, flags: set }) => [payload.toString(), set])).toEqual([
      ["first...", flags.ACK],
      ["second..", flags.ACK],
    ]);
  });

  test("frames that arrive byte by byte are read the same", async () => {
    const got: string[][] = [];
    const peer = openRawPeer((stream) => got.push(listen(stream)));
    const data = { type: DATA, flags: flags.END_STREAM, streamId: 1, payload: Buffer.from("abc") };
    for (const byte of Buffer.concat([
      preface,
      createFrame(settings),
      createFrame(createRequest(1)),
      createFrame(data),
    ]))
      peer.socket.write(Buffer.of(byte));
    await vi.waitFor(() => expect(got).toEqual([["abc", "end"]]));
  });

  test("frames of unknown types and settings with unknown ids are ignored", async () => {
    const peer = open();
    peer.send({ type: 0x77, flags: 0xff, streamId: 9, payload: Buffer.alloc(5) });
    peer.send({ type: SETTINGS, payload: encodeSetting(0x99, 1) }, { type: PING, payload: Buffer.alloc(8) });
    await vi.waitFor(() => expect(framesOfType(peer, PING)).toHaveLength(1));
  });

  test.each<{ name: string; sent: readonly Sent[]; want: ErrorCode }>([
    { name: "data of the connection", sent: [{ type: DATA }], want: "PROTOCOL_ERROR" },
    { name: "data of a stream that is not open", sent: [{ type: DATA, streamId: 1 }], want: "PROTOCOL_ERROR" },
    { name: "headers of an even stream", sent: [createRequest(2)], want: "PROTOCOL_ERROR" },
    { name: "headers of the connection", sent: [createRequest(0)], want: "PROTOCOL_ERROR" },
    { name: "a push", sent: [{ type: PUSH_PROMISE, streamId: 1 }], want: "PROTOCOL_ERROR" },
    { name: "a stray continuation", sent: [{ type: CONTINUATION, streamId: 1 }], want: "PROTOCOL_ERROR" },
    {
      name: "a frame within a header block",
      sent: [
        { ...createRequest(1), flags: 0 },
        { type: PING, payload: Buffer.alloc(8) },
      ],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "an unknown frame within a header block",
      sent: [{ ...createRequest(1), flags: 0 }, { type: 0x77 }],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "a continuation of another stream",
      sent: [
        { ...createRequest(1), flags: 0 },
        { type: CONTINUATION, streamId: 3 },
      ],
      want: "PROTOCOL_ERROR",
    },
    { name: "a ping of seven bytes", sent: [{ type: PING, payload: Buffer.alloc(7) }], want: "FRAME_SIZE_ERROR" },
    {
      name: "a ping of a stream",
      sent: [{ type: PING, streamId: 1, payload: Buffer.alloc(8) }],
      want: "PROTOCOL_ERROR",
    },
    { name: "settings of a stream", sent: [{ type: SETTINGS, streamId: 1 }], want: "PROTOCOL_ERROR" },
    { name: "settings of five bytes", sent: [{ type: SETTINGS, payload: Buffer.alloc(5) }], want: "FRAME_SIZE_ERROR" },
    {
      name: "an acknowledgement with content",
      sent: [{ type: SETTINGS, flags: flags.ACK, payload: Buffer.alloc(6) }],
      want: "FRAME_SIZE_ERROR",
    },
    { name: "ENABLE_PUSH of 2", sent: [{ type: SETTINGS, payload: encodeSetting(2, 2) }], want: "PROTOCOL_ERROR" },
    {
      name: "a window of 2³¹",
      sent: [{ type: SETTINGS, payload: encodeSetting(4, 2 ** 31) }],
      want: "FLOW_CONTROL_ERROR",
    },
    {
      name: "frames of 16,383 bytes",
      sent: [{ type: SETTINGS, payload: encodeSetting(5, 16_383) }],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "a window raised by nothing",
      sent: [{ type: WINDOW_UPDATE, payload: encodeNumber(0) }],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "a window raised too far",
      sent: [{ type: WINDOW_UPDATE, payload: encodeNumber(2 ** 31 - 1) }],
      want: "FLOW_CONTROL_ERROR",
    },
    {
      name: "a window update of three bytes",
      sent: [{ type: WINDOW_UPDATE, payload: Buffer.alloc(3) }],
      want: "FRAME_SIZE_ERROR",
    },
    {
      name: "a window of a stream that is not open",
      sent: [{ type: WINDOW_UPDATE, streamId: 5, payload: encodeNumber(1) }],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "a reset of a stream that is not open",
      sent: [{ type: RST_STREAM, streamId: 5, payload: encodeNumber(8) }],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "a reset of three bytes",
      sent: [createRequest(1), { type: RST_STREAM, streamId: 1, payload: Buffer.alloc(3) }],
      want: "FRAME_SIZE_ERROR",
    },
    {
      name: "a priority of four bytes",
      sent: [{ type: PRIORITY, streamId: 1, payload: encodeNumber(1) }],
      want: "FRAME_SIZE_ERROR",
    },
    {
      name: "a goodbye of a stream",
      sent: [{ type: GOAWAY, streamId: 1, payload: encodeNumber(0, 0) }],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "a frame over 16 KiB",
      sent: [{ type: DATA, streamId: 1, payload: Buffer.alloc(16_385) }],
      want: "FRAME_SIZE_ERROR",
    },
    {
      name: "a padded frame of nothing",
      sent: [createRequest(1), { type: DATA, flags: flags.PADDED, streamId: 1 }],
      want: "FRAME_SIZE_ERROR",
    },
    {
      name: "more padding than bytes",
      sent: [createRequest(1), { type: DATA, flags: flags.PADDED, streamId: 1, payload: Buffer.of(2, 0) }],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "headers that cannot be decoded",
      sent: [{ type: HEADERS, flags: whole, streamId: 1, payload: Buffer.of(0x80) }],
      want: "COMPRESSION_ERROR",
    },
    {
      name: "a stream that depends on itself",
      sent: [
        {
          type: HEADERS,
          flags: whole | flags.PRIORITY,
          streamId: 1,
          payload: Buffer.concat([encodeNumber(1), Buffer.of(0), requestBlock]),
        },
      ],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "a header block over 64 KiB",
      sent: [
        { ...createRequest(1), flags: 0 },
        ...Array.from({ length: 5 }, () => ({ type: CONTINUATION, streamId: 1, payload: Buffer.alloc(16_384) })),
      ],
      want: "ENHANCE_YOUR_CALM",
    },
    {
      name: "a header block of endless empty frames",
      sent: [
        { ...createRequest(1), flags: 0 },
        ...Array.from({ length: 70 }, () => ({ type: CONTINUATION, streamId: 1 })),
      ],
      want: "ENHANCE_YOUR_CALM",
    },
    {
      name: "data of a stream that is over",
      sent: [
        createRequest(1),
        { type: RST_STREAM, streamId: 1, payload: encodeNumber(8) },
        { type: DATA, streamId: 1 },
      ],
      want: "STREAM_CLOSED",
    },
    {
      name: "a stream that is opened a second time",
      sent: [createRequest(1), { type: RST_STREAM, streamId: 1, payload: encodeNumber(8) }, createRequest(1)],
      want: "STREAM_CLOSED",
    },
  ])("fails with $want on $name", async ({ sent, want }) => {
    const peer = open(listen);
    peer.send(...sent);
    await vi.waitFor(() => expect(readGoAways(peer)).toEqual([errorCodes[want]]));
    await vi.waitFor(() => expect(peer.isClosed()).toBe(true));
    expect(peer.errors).toMatchObject([{ code: want }]);
  });

  test.each([
    { name: "another protocol", bytes: Buffer.from("GET / HTTP/1.1\r\n\r\n") },
    {
      name: "another frame than settings",
      bytes: Buffer.concat([preface, createFrame({ type: PING, payload: Buffer.alloc(8) })]),
    },
    {
      name: "an acknowledgement first",
      bytes: Buffer.concat([preface, createFrame({ type: SETTINGS, flags: flags.ACK })]),
    },
  ])("fails on $name", async ({ bytes }) => {
    const peer = openRawPeer();
    peer.socket.write(bytes);
    await vi.waitFor(() => expect(readGoAways(peer)).toEqual([errorCodes.PROTOCOL_ERROR]));
  });
});

describe("stream frames from the peer", () => {
  const createMalformed = (...fields: readonly (readonly [string, string])[]): Sent[] => [
    { type: HEADERS, flags: whole, streamId: 1, payload: encodeHeaders(fields) },
  ];
  const sound = [
    [":method", "POST"],
    [":scheme", "http"],
    [":path", "/"],
  ] as const;

  test.each<{ name: string; sent: readonly Sent[]; want: ErrorCode }>([
    { name: "no path", sent: createMalformed([":method", "POST"], [":scheme", "http"]), want: "PROTOCOL_ERROR" },
    { name: "two paths", sent: createMalformed(...sound, [":path", "/b"]), want: "PROTOCOL_ERROR" },
    {
      name: "an unknown header with a colon",
      sent: createMalformed(...sound, [":status", "200"]),
      want: "PROTOCOL_ERROR",
    },
    { name: "a colon after the others", sent: createMalformed(["a", "b"], ...sound), want: "PROTOCOL_ERROR" },
    { name: "capitals in a name", sent: createMalformed(...sound, ["Te", "trailers"]), want: "PROTOCOL_ERROR" },
    { name: "a header of HTTP/1.1", sent: createMalformed(...sound, ["connection", "close"]), want: "PROTOCOL_ERROR" },
    { name: "a line break in a value", sent: createMalformed(...sound, ["a", "b\nc"]), want: "PROTOCOL_ERROR" },
    { name: "headers that end nothing", sent: [createRequest(1), createRequest(1)], want: "PROTOCOL_ERROR" },
    {
      name: "trailers with a path",
      sent: [createRequest(1), createRequest(1, flags.END_STREAM)],
      want: "PROTOCOL_ERROR",
    },
    {
      name: "data after its end",
      sent: [createRequest(1, flags.END_STREAM), { type: DATA, streamId: 1 }],
      want: "STREAM_CLOSED",
    },
    {
      name: "headers after its end",
      sent: [createRequest(1, flags.END_STREAM), createRequest(1)],
      want: "STREAM_CLOSED",
    },
    {
      name: "a window raised too far",
      sent: [createRequest(1), { type: WINDOW_UPDATE, streamId: 1, payload: encodeNumber(2 ** 31 - 1) }],
      want: "FLOW_CONTROL_ERROR",
    },
  ])("fails with $want on $name, and other streams continue", async ({ sent, want }) => {
    const peer = open(listen);
    peer.send(...sent, createRequest(7));
    await vi.waitFor(() => expect(readResets(peer)).toEqual([errorCodes[want]]));
    await vi.waitFor(() => expect(peer.streams.at(-1)?.id).toBe(7));
    expect(readGoAways(peer)).toEqual([]);
  });

  test("padding and priorities are removed", async () => {
    const got: string[][] = [];
    const peer = open((stream) => got.push(listen(stream)));
    const block = Buffer.concat([
      Buffer.of(3),
      encodeNumber(0x8000_0005),
      Buffer.of(16),
      requestBlock,
      Buffer.alloc(3),
    ]);
    peer.send(
      { type: PRIORITY, streamId: 9, payload: Buffer.alloc(5) },
      { type: HEADERS, flags: whole | flags.PADDED | flags.PRIORITY, streamId: 1, payload: block },
      { type: DATA, flags: flags.PADDED, streamId: 1, payload: Buffer.from("\x02ab\0\0") },
      { type: HEADERS, flags: whole | flags.END_STREAM, streamId: 1, payload: trailers },
    );
    await vi.waitFor(() => expect(got).toEqual([["ab", "end"]]));
    expect(peer.streams[0]?.request).toMatchObject({ method: "POST", path: "/" });
  });

  test("a header block can be split", async () => {
    const peer = open(listen);
    peer.send({ ...createRequest(1, flags.END_STREAM), flags: flags.END_STREAM, payload: requestBlock.subarray(0, 1) });
    peer.send({ type: CONTINUATION, flags: whole, streamId: 1, payload: requestBlock.subarray(1) });
    await vi.waitFor(() => expect(peer.streams[0]).toMatchObject({ id: 1, isRemoteEnded: true }));
  });

  test("frames in flight to a stream that was cut off are ignored", async () => {
    const peer = open((stream) => stream.reset("CANCEL"));
    peer.send(createRequest(1), { type: DATA, streamId: 1, payload: Buffer.alloc(9) });
    peer.send({ type: HEADERS, flags: whole | flags.END_STREAM, streamId: 1, payload: trailers });
    peer.send({ type: PING, payload: Buffer.alloc(8) });
    await vi.waitFor(() => expect(framesOfType(peer, PING)).toHaveLength(1));
    expect(readGoAways(peer)).toEqual([]);
  });

  test("fails with FLOW_CONTROL_ERROR on more data than the window allows", async () => {
    const peer = open(
      (stream) => (stream.listener = { onData: () => undefined, onEnd: () => undefined, onClose: () => undefined }),
    );
    peer.send(createRequest(1));
    const chunk: Sent = { type: DATA, streamId: 1, payload: Buffer.alloc(16_384) };
    for (let sent = 0; sent <= 16 * 1024 * 1024; sent += 16_384) peer.send(chunk);
    await vi.waitFor(() => expect(readResets(peer)).toEqual([errorCodes.FLOW_CONTROL_ERROR]));
  });

  test("fails with REFUSED_STREAM on more concurrent streams than allowed", async () => {
    const peer = open(listen);
    peer.send(...Array.from({ length: 1001 }, (_, index) => createRequest(index * 2 + 1)));
    await vi.waitFor(() => expect(readResets(peer)).toEqual([errorCodes.REFUSED_STREAM]));
  });
});

describe("frames to the peer", () => {
  const readContent = (peer: RawPeer) =>
    Buffer.concat(framesOfType(peer, DATA).map(({ payload }) => payload)).toString();

  test("the answers of one turn are written together", async () => {
    const peer = open((stream) => {
      stream.respond(head);
      stream.write(Buffer.from("abc"));
      stream.end(trailers);
    });
    await vi.waitFor(() => expect(framesOfType(peer, SETTINGS)).toHaveLength(2));
    const chunks = vi.fn();
    peer.socket.on("data", chunks);
    peer.send(
      createRequest(1, flags.END_STREAM),
      createRequest(3, flags.END_STREAM),
      createRequest(5, flags.END_STREAM),
    );
    await vi.waitFor(() => expect(framesOfType(peer, HEADERS)).toHaveLength(6));
    expect(chunks).toHaveBeenCalledTimes(1);
  });

  test("data waits for the windows of the stream and of the connection", async () => {
    const drained = vi.fn();
    const peer = open((stream) => {
      stream.respond(head);
      expect(stream.write(Buffer.from("0123456789"))).toBe(false);
      stream.onceDrained(drained);
      stream.end(trailers);
    });
    peer.send({ type: SETTINGS, payload: encodeSetting(4, 3) }, createRequest(1, flags.END_STREAM));
    await vi.waitFor(() => expect(readContent(peer)).toBe("012"));
    peer.send({ type: WINDOW_UPDATE, streamId: 1, payload: encodeNumber(2) });
    await vi.waitFor(() => expect(readContent(peer)).toBe("01234"));
    peer.send(
      { type: SETTINGS, payload: encodeSetting(4, 0) },
      { type: WINDOW_UPDATE, streamId: 1, payload: encodeNumber(3) },
    );
    peer.send({ type: WINDOW_UPDATE, streamId: 1, payload: encodeNumber(1) }, { type: PING, payload: Buffer.alloc(8) });
    await vi.waitFor(() => expect(framesOfType(peer, PING)).toHaveLength(1));
    expect(readContent(peer)).toBe("012345");
    expect(drained).not.toHaveBeenCalled();
    peer.send({ type: SETTINGS, payload: encodeSetting(4, 100) });
    await vi.waitFor(() => expect(framesOfType(peer, HEADERS).at(-1)?.flags).toBe(whole | flags.END_STREAM));
    expect(readContent(peer)).toBe("0123456789");
    expect(drained).toHaveBeenCalledTimes(1);
  });

  test("a connection's window is shared", async () => {
    const peer = open((stream) => {
      stream.respond(head);
      stream.write(Buffer.alloc(40_000));
      stream.end(trailers);
    });
    peer.send(createRequest(1, flags.END_STREAM), createRequest(3, flags.END_STREAM), {
      type: PING,
      payload: Buffer.alloc(8),
    });
    await vi.waitFor(() => expect(framesOfType(peer, PING)).toHaveLength(1));
    expect(readContent(peer)).toHaveLength(65_535);
    peer.send({ type: WINDOW_UPDATE, payload: encodeNumber(14_465) });
    await vi.waitFor(() => expect(readContent(peer)).toHaveLength(80_000));
  });

  test("headers over 16 KiB continue in CONTINUATION frames", async () => {
    const peer = open((stream) => stream.respond(encodeHeaders([["grpc-message", "a".repeat(40_000)]]), true));
    peer.send(createRequest(1, flags.END_STREAM));
    await vi.waitFor(() => expect(framesOfType(peer, CONTINUATION)).toHaveLength(2));
    expect(framesOfType(peer, HEADERS)[0]?.flags).toBe(flags.END_STREAM);
    expect(framesOfType(peer, CONTINUATION).map((frame) => frame.flags)).toEqual([0, whole]);
  });

  test("an answer before the end of the request ends with RST_STREAM(NO_ERROR)", async () => {
    const peer = open((stream) => stream.respond(head, true));
    peer.send(createRequest(1));
    await vi.waitFor(() => expect(readResets(peer)).toEqual([errorCodes.NO_ERROR]));
  });

  test("a stream that the peer resets is closed once, and later writes are dropped", async () => {
    const got: string[][] = [];
    const peer = open((stream) => got.push(listen(stream)));
    peer.send(createRequest(1), { type: RST_STREAM, streamId: 1, payload: encodeNumber(8) });
    await vi.waitFor(() => expect(got).toEqual([["close"]]));
    const [stream] = peer.streams;
    stream?.respond(head);
    stream?.write(Buffer.from("abc"));
    stream?.end(trailers);
    peer.send({ type: PING, payload: Buffer.alloc(8) });
    await vi.waitFor(() => expect(framesOfType(peer, PING)).toHaveLength(1));
    expect(framesOfType(peer, HEADERS)).toEqual([]);
  });

  test("closing sends GOAWAY with the last stream and closes open streams", async () => {
    const got: string[][] = [];
    const peer = open((stream) => got.push(listen(stream)));
    peer.send(createRequest(5));
    await vi.waitFor(() => expect(got).toHaveLength(1));
    peer.connection.close();
    await vi.waitFor(() => expect(peer.isClosed()).toBe(true));
    expect(got).toEqual([["close"]]);
    expect(peer.errors).toEqual([]);
  });

  test("a peer that does not read is slowed down, and cut off if it keeps sending requests", async () => {
    const peer = open((stream) => {
      stream.respond(head);
      stream.write(Buffer.alloc(40_000));
      stream.end(trailers);
    });
    await vi.waitFor(() => expect(framesOfType(peer, SETTINGS)).toHaveLength(2));
    peer.socket.pause();
    peer.send(
      { type: SETTINGS, payload: encodeSetting(4, 2 ** 30) },
      { type: WINDOW_UPDATE, payload: encodeNumber(2 ** 30) },
    );
    peer.send(...Array.from({ length: 900 }, (_, index) => createRequest(index * 2 + 1, flags.END_STREAM)));
    await vi.waitFor(() => expect(peer.streams).toHaveLength(900));
    expect(peer.streams.filter(({ isClosed }) => !isClosed).length).toBeGreaterThan(800);
    const pings = Array.from({ length: 10_000 }, () => ({ type: PING, payload: Buffer.alloc(8) }));
    for (let round = 0; round < 120; round++) peer.send(...pings);
    await vi.waitFor(() => expect(peer.errors).toMatchObject([{ code: "ENHANCE_YOUR_CALM" }]), 5000);
  });
});

describe("against nghttp2", () => {
  test.each([{ window: 65_535 }, { window: 1000 }, { window: 2 ** 24 }])(
    "a large answer passes through windows of $window bytes",
    async ({ window }) => {
      const data = Buffer.alloc(3_000_000, "0123456789");
      const onStream = (stream: ServerStream) => {
        stream.respond(head);
        stream.write(data);
        stream.end(trailers);
      };
      const server = createServer((socket) => {
        void new Http2Connection(socket, { onStream, onError: () => undefined, onClose: () => undefined });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const settings = { initialWindowSize: window, headerTableSize: 100 };
      const session = connect(`http://127.0.0.1:${port}`, { settings });
      for (let round = 0; round < 2; round++) {
        const stream = session.request({ ":method": "POST" });
        const received: Buffer[] = [];
        const status = new Promise((resolve) => stream.once("trailers", resolve));
        for await (const chunk of stream) received.push(chunk as Buffer);
        expect(Buffer.concat(received).equals(data)).toBe(true);
        expect(await status).toMatchObject({ "grpc-status": "0" });
      }
      session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  );
});
