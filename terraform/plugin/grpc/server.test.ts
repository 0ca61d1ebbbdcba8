import { mkdtemp, rm } from "node:fs/promises";
import type { ClientHttp2Session, IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http2";
import { connect, constants } from "node:http2";
import { connect as connectSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Answered } from "./call.ts";
import { EchoService, echoService } from "./testing/echo-service.ts";
import { createGrpcClient } from "./client.ts";
import { routeTo } from "./endpoints.ts";
import type { GrpcServer } from "./server.ts";
import { createGrpcServer } from "./server.ts";

const folder = await mkdtemp(join(tmpdir(), "rpc-"));
const path = join(folder, "s");
const answered: Answered[] = [];
let server: GrpcServer;
let session: ClientHttp2Session;

beforeAll(async () => {
  server = createGrpcServer({
    route: Promise.resolve(routeTo([echoService()])),
    onAnswered: (call) => answered.push(call),
  });
  await server.listen({ path });
  session = connect("http://localhost", { createConnection: () => connectSocket(path) });
});

afterAll(async () => {
  session.destroy();
  await server.close();
  await rm(folder, { recursive: true });
});

interface Reply {
  readonly headers: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly body: string;
  readonly rstCode: number;
}

function send(headers: OutgoingHttpHeaders, chunks: readonly string[], end = true): Promise<Reply> {
  const stream = session.request({
    ":method": "POST",
    ":path": "/test.Echo/Repeat",
    "content-type": "application/grpc",
    ...headers,
  });
  const body: Buffer[] = [];
  let first: IncomingHttpHeaders = {};
  let trailers: IncomingHttpHeaders = {};
  stream.on("response", (got) => (first = got));
  stream.on("trailers", (got) => (trailers = got));
  stream.on("data", (chunk: Buffer) => body.push(chunk));
  stream.on("error", () => undefined);
  const reply = new Promise<Reply>((resolve) => {
    stream.on("close", () => {
      resolve({ headers: first, trailers, body: Buffer.concat(body).toString("hex"), rstCode: stream.rstCode });
    });
  });
  for (const chunk of chunks) stream.write(Buffer.from(chunk.replaceAll(" ", ""), "hex"));
  if (end) stream.end();
  return reply;
}

const a = "00 00000003 0a 01 61";
const b = "00 00000003 0a 01 62";

describe("frames on the wire", () => {
  test("the answer is framed and the status is in the trailers", async () => {
    const reply = await send({}, [a]);
    expect(reply.headers).toMatchObject({ ":status": 200, "content-type": "application/grpc+proto" });
    expect(reply.body).toBe(a.replaceAll(" ", ""));
    expect(reply.trailers).toMatchObject({ "grpc-status": "0" });
  });

  test("an answer without fields is an empty frame", async () => {
    expect((await send({}, ["00 00000000"])).body).toBe("0000000000");
  });

  test("messages are assembled from chunks of any size", async () => {
    const headers = { ":path": "/test.Echo/Converse" };
    const whole = `${a}${b}`.replaceAll(" ", "");
    const bytes = whole.match(/../g) ?? [];
    const want = "00000000030a014100000000030a0142";
    expect((await send(headers, [whole])).body).toBe(want);
    expect((await send(headers, bytes)).body).toBe(want);
  });

  test("an unknown path is answered with 12 and without a body", async () => {
    const reply = await send({ ":path": "/test.Echo/Nothing%" }, [a]);
    expect(reply.headers).toMatchObject({
      ":status": 200,
      "grpc-status": "12",
      "grpc-message": "/test.Echo/Nothing%25 is not served",
    });
  });

  test.each([
    { name: "another content type", headers: { "content-type": "application/json" }, want: 415 },
    { name: "a content type that only begins alike", headers: { "content-type": "application/grpc-web" }, want: 415 },
    { name: "another method", headers: { ":method": "PUT" }, want: 405 },
  ])("fails with HTTP $want on $name", async ({ headers, want }) => {
    expect((await send(headers, [a])).headers).toMatchObject({ ":status": want });
  });

  test.each([
    { name: "a compressed message", chunks: ["01 00000003 0a 01 61"], want: "12" },
    { name: "a message over the limit, before it is sent", chunks: ["00 10000001 0a"], want: "8" },
    { name: "a stream that ends in the middle", chunks: ["00 00000003 0a"], want: "13" },
    { name: "no message at all", chunks: [], want: "13" },
    { name: "a message that is no protobuf", chunks: ["00 00000002 0a 05"], want: "13" },
  ])("fails with status $want on $name", async ({ chunks, want }) => {
    expect((await send({}, chunks)).headers).toMatchObject({ "grpc-status": want });
  });

  test("a caller that keeps sending is told to stop", async () => {
    const reply = await send({}, ["01 00000003"], false);
    expect(reply.headers).toMatchObject({ "grpc-status": "12" });
    expect(reply.rstCode).toBe(constants.NGHTTP2_NO_ERROR);
  });
});

test("every finished call is reported", async () => {
  answered.length = 0;
  await send({}, [a]);
  await send({ ":path": "/test.Echo/Unserved" }, [a]);
  await vi.waitFor(() => expect(answered).toHaveLength(2));
  expect(answered).toMatchObject([
    { path: "/test.Echo/Repeat", status: "OK" },
    { path: "/test.Echo/Unserved", status: "UNIMPLEMENTED" },
  ]);
});

test("a status message of any length arrives, shortened if necessary", async () => {
  const failing = createGrpcServer({
    route: routeTo([
      echoService({
        repeat: () => {
          throw new Error("ü".repeat(100_000));
        },
      }),
    ]),
  });
  const where = join(folder, "long");
  await failing.listen({ path: where });
  const connection = createGrpcClient({ path: where });
  await expect(connection.client(EchoService).repeat({})).rejects.toMatchObject({ code: "INTERNAL", message: /^ü+$/ });
  await connection.close();
  await failing.close();
});

test("a handler that takes its requests slowly holds the sender back", async () => {
  let take = () => undefined as void;
  let taken = 0;
  const slow = createGrpcServer({
    route: routeTo([
      echoService({
        async collect(notes) {
          await new Promise<void>((resolve) => (take = resolve));
          for await (const { data } of notes) taken += data.length;
          return { count: taken };
        },
      }),
    ]),
  });
  const where = join(folder, "slow");
  await slow.listen({ path: where });
  const connection = createGrpcClient({ path: where });
  let given = 0;
  async function* notes() {
    for (; given < 60; given++) yield { data: new Uint8Array(1_000_000) };
  }
  const answer = connection.client(EchoService).collect(notes());
  await vi.waitFor(() => expect(given).toBeGreaterThan(15));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(given).toBeLessThan(30);
  take();
  expect(await answer).toMatchObject({ count: 60_000_000 });
  await connection.close();
  await slow.close();
});

test("a closing server does not wait for silent connections", async () => {
  const closing = createGrpcServer({ route: routeTo([]) });
  const where = join(folder, "silent");
  await closing.listen({ path: where });
  const silent = connectSocket(where);
  silent.on("error", () => undefined);
  await new Promise((resolve) => silent.once("data", resolve));
  await closing.close();
  silent.destroy();
});
