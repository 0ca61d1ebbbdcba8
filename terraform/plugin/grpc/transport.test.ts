import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { RpcCall } from "./call.ts";
import { createGrpcClient } from "./client.ts";
import type { Connection } from "./client-connection.ts";
import { EchoService, echoService, type EchoHandlers } from "./testing/echo-service.ts";
import { routeTo } from "./endpoints.ts";
import { createMemoryTransport } from "./testing/memory-transport.ts";
import { createGrpcServer } from "./server.ts";
import { GrpcError } from "./status.ts";

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function serveOverSocket(handlers: EchoHandlers): Promise<() => Connection> {
  const folder = await mkdtemp(join(tmpdir(), "rpc-"));
  const path = join(folder, "s");
  const server = createGrpcServer({ route: routeTo([echoService(handlers)]) });
  await server.listen({ path });
  cleanups.push(() => rm(folder, { recursive: true }));
  cleanups.push(() => server.close());
  return () => createGrpcClient({ path });
}

async function serveInMemory(handlers: EchoHandlers): Promise<() => Connection> {
  const transport = createMemoryTransport([echoService(handlers)]);
  return () => transport.connect();
}

async function* texts(...list: readonly string[]) {
  for (const text of list) yield { text };
}

async function readAll<T>(source: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of source) list.push(item);
  return list;
}

const waitForever = () => new Promise<never>(() => undefined);

describe.each([
  { name: "over a socket", open: serveOverSocket },
  { name: "in memory", open: serveInMemory },
])("$name", ({ open }) => {
  async function connect(handlers: EchoHandlers = {}) {
    const connection = (await open(handlers))();
    cleanups.push(() => connection.close());
    return { connection, echo: connection.client(EchoService) };
  }

  test("one request, one answer", async () => {
    const { echo } = await connect();
    expect(await echo.repeat({ text: "hé", count: -3, data: Uint8Array.of(1, 2) })).toEqual({
      text: "hé",
      count: -3,
      data: Uint8Array.of(1, 2),
    });
  });

  test("one request, many answers", async () => {
    const { echo } = await connect();
    expect((await readAll(echo.count({ count: 300 }))).map(({ count }) => count)).toEqual([...Array(300).keys()]);
    expect(await readAll(echo.count({ count: 0 }))).toEqual([]);
  });

  test("many requests, one answer", async () => {
    const { echo } = await connect();
    expect(await echo.collect(texts("a", "b", "c"))).toMatchObject({ text: "abc" });
    expect(await echo.collect(texts())).toMatchObject({ text: "" });
  });

  test("many requests, many answers, in turns", async () => {
    const { echo } = await connect();
    const answers: string[] = [];
    let answered = () => undefined as void;
    async function* inTurns() {
      for (const text of ["a", "b"]) {
        const next = new Promise<void>((resolve) => (answered = resolve));
        yield { text };
        await next;
      }
    }
    for await (const { text } of echo.converse(inTurns())) {
      answers.push(text);
      answered();
    }
    expect(answers).toEqual(["A", "B"]);
  });

  test("concurrent calls do not wait for each other", async () => {
    let waiting = 0;
    let release = () => undefined as void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const { echo } = await connect({
      async repeat(note) {
        if (++waiting === 200) release();
        await gate;
        return note;
      },
    });
    const answers = await Promise.all([...Array(200).keys()].map((count) => echo.repeat({ count })));
    expect(answers.map(({ count }) => count)).toEqual([...Array(200).keys()]);
  });

  test("large messages pass both ways", async () => {
    const { echo } = await connect();
    const data = new Uint8Array(24 * 1024 * 1024).fill(9);
    expect((await echo.repeat({ data })).data.length).toBe(data.length);
  });

  test("fails with UNIMPLEMENTED for a method without a handler", async () => {
    const { echo } = await connect();
    const want = { code: "UNIMPLEMENTED", message: "/test.Echo/Unserved is not served" };
    await expect(echo.unserved({})).rejects.toMatchObject(want);
  });

  test("fails with INTERNAL and the message if a handler throws", async () => {
    const { echo } = await connect({
      repeat: () => {
        throw new Error("50 % of é\nwas lost");
      },
    });
    await expect(echo.repeat({})).rejects.toMatchObject({ code: "INTERNAL", message: "50 % of é\nwas lost" });
  });

  test("fails with the code that a handler throws, also after answers", async () => {
    const { echo } = await connect({
      async *count() {
        yield { count: 1 };
        throw new GrpcError("NOT_FOUND", "no more");
      },
    });
    const got: number[] = [];
    const read = async () => {
      for await (const { count } of echo.count({})) got.push(count);
    };
    await expect(read()).rejects.toMatchObject({ code: "NOT_FOUND", message: "no more" });
    expect(got).toEqual([1]);
  });

  test("fails with INTERNAL if an answer cannot be encoded", async () => {
    const { echo } = await connect({ repeat: () => ({ count: 0.5 }) });
    await expect(echo.repeat({})).rejects.toMatchObject({
      code: "INTERNAL",
      message: /Note\.count: expected a whole number/,
    });
  });

  test("a caller that cancels aborts the handler's signal and receives CANCELLED", async () => {
    const seen: RpcCall[] = [];
    const { echo } = await connect({
      repeat: (_, call) => {
        seen.push(call);
        return waitForever();
      },
    });
    const controller = new AbortController();
    const answer = expect(echo.repeat({}, { signal: controller.signal })).rejects.toMatchObject({ code: "CANCELLED" });
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    controller.abort();
    await answer;
    await vi.waitFor(() => expect(seen[0]?.signal.aborted).toBe(true));
  });

  test("a caller that stops reading aborts the handler's signal", async () => {
    let signal: AbortSignal | undefined;
    const { echo } = await connect({
      async *count(_, call) {
        signal = call.signal;
        for (let count = 0; ; count++) {
          yield { count };
          await new Promise(setImmediate);
        }
      },
    });
    for await (const { count } of echo.count({})) if (count === 3) break;
    await vi.waitFor(() => expect(signal?.aborted).toBe(true));
  });

  test("a connection outlives thousands of calls that are read to their end", async () => {
    const { echo } = await connect();
    for (let round = 0; round < 1200; round++) {
      await echo.repeat({});
      await readAll(echo.count({ count: 2 }));
    }
    expect(await echo.repeat({ text: "a" })).toMatchObject({ text: "a" });
  });

  test("a deadline aborts the handler's signal and is reported", async () => {
    let signal: AbortSignal | undefined;
    const { echo } = await connect({
      repeat: (_, call) => {
        signal = call.signal;
        return waitForever();
      },
    });
    await expect(echo.repeat({}, { timeout: 20 })).rejects.toMatchObject({ code: "DEADLINE_EXCEEDED" });
    expect(signal?.aborted).toBe(true);
  });

  test("a handler can wait until its answer is sent", async () => {
    const answered = vi.fn();
    const { echo } = await connect({
      repeat: (note, call) => {
        call.onAnswered(answered);
        return note;
      },
    });
    await echo.repeat({});
    await vi.waitFor(() => expect(answered).toHaveBeenCalledTimes(1));
  });

  test("a call that is over is not aborted", async () => {
    let call: RpcCall | undefined;
    const { connection, echo } = await connect({
      repeat: (note, own) => {
        call = own;
        return note;
      },
    });
    await echo.repeat({});
    await connection.close();
    expect(call?.signal.aborted).toBe(false);
  });

  test("each connection has a session, which ends with it", async () => {
    const closed: string[] = [];
    const key = Symbol("name");
    const connect = await open({
      repeat: ({ text }, { session }) => {
        if (text !== "") {
          session.state.set(key, text);
          session.onClose(() => closed.push(text));
        }
        return { text: String(session.state.get(key)) };
      },
    });
    const first = connect();
    const second = connect();
    await first.client(EchoService).repeat({ text: "one" });
    await second.client(EchoService).repeat({ text: "two" });
    expect((await first.client(EchoService).repeat({})).text).toBe("one");
    await first.close();
    await vi.waitFor(() => expect(closed).toEqual(["one"]));
    expect((await second.client(EchoService).repeat({})).text).toBe("two");
    await second.close();
    await vi.waitFor(() => expect(closed).toEqual(["one", "two"]));
  });

  test("calls fail with UNAVAILABLE once the connection is closed", async () => {
    const { connection, echo } = await connect();
    await connection.close();
    await expect(echo.repeat({})).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});

test("fails with UNAVAILABLE if nothing listens", async () => {
  const connection = createGrpcClient({ path: join(tmpdir(), "nobody-listens-here") });
  cleanups.push(() => connection.close());
  await expect(connection.client(EchoService).repeat({})).rejects.toMatchObject({
    code: "UNAVAILABLE",
    message: /ENOENT/,
  });
});
