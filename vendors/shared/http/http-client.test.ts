import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { Secret } from "#access/schema/secret.ts";
import { HttpClient, type HttpRequest } from "./http-client.ts";

const token = "finch-and-fern-88";
let server: Server | undefined;

async function closeServer(): Promise<void> {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => {
    if (server?.listening === true) server.close(() => resolve());
    else resolve();
  });
}

afterEach(closeServer);

interface Seen {
  readonly method: string;
  readonly url: string;
}

type Answering = (attempt: number, response: ServerResponse, request: IncomingMessage) => void;

interface Given {
  readonly maxRetries?: number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

async function clientOf(answering: Answering, { maxRetries = 3, sleep }: Given = {}) {
  const seen: Seen[] = [];
  const waits: number[] = [];
  const traces: string[] = [];
  server = createServer((request, response) => {
    seen.push({ method: request.method ?? "", url: request.url ?? "" });
    answering(seen.length, response, request);
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, "127.0.0.1", resolve);
  });
  const http = new HttpClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: new Secret(token),
    tokenHeader: "X-KEY",
    requestTimeout: 2_000,
    maxRetries,
    now: () => new Date(),
    sleep: sleep ?? ((milliseconds) => Promise.resolve(void waits.push(milliseconds))),
    trace: (message, fields) => traces.push(JSON.stringify({ message, ...fields })),
  });
  const stop = new AbortController();
  const client = { send: async (wanted: HttpRequest) => http.send(wanted, stop.signal) };
  return { client, http, stop, seen, waits, traces };
}

function json(response: ServerResponse, status: number, body: unknown = { ok: true }): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function failure(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof AccessError) return error;
  throw new Error("no AccessError was thrown");
}

describe("a read", () => {
  it("is sent again while the failure may pass, and then answered", async () => {
    const { client, seen, waits } = await clientOf((attempt, response) => json(response, attempt < 3 ? 503 : 200));
    expect(await client.send({ method: "GET", path: "/a" })).toMatchObject({ status: 200, body: { ok: true } });
    expect(seen).toHaveLength(3);
    expect(waits).toHaveLength(2);
  });

  it("is sent again after a proxy's page for a failure that may pass", async () => {
    const { client, seen } = await clientOf((attempt, response) => {
      if (attempt === 1) response.writeHead(502, { "content-type": "text/html" }).end("<html></html>");
      else json(response, 200);
    });
    expect((await client.send({ method: "GET", path: "/a" })).status).toBe(200);
    expect(seen).toHaveLength(2);
  });

  it("is given up after the last attempt, with the answer as it is", async () => {
    const { client, seen } = await clientOf((_, response) => json(response, 429));
    expect((await client.send({ method: "GET", path: "/a" })).status).toBe(429);
    expect(seen).toHaveLength(4);
  });

  it.each([451, 501, 404])("is not sent again after %d", async (status) => {
    const { client, seen } = await clientOf((_, response) => json(response, status));
    await client.send({ method: "GET", path: "/a" });
    expect(seen).toHaveLength(1);
  });

  it("is sent again after a connection was dropped", async () => {
    const { client, seen } = await clientOf((attempt, response) => {
      if (attempt === 1) response.destroy();
      else json(response, 200);
    });
    expect((await client.send({ method: "GET", path: "/a" })).status).toBe(200);
    expect(seen).toHaveLength(2);
  });

  it("joins the same read in flight, and none that began before a write", async () => {
    const held: ServerResponse[] = [];
    const { client, seen } = await clientOf((_, response, { method }) => {
      if (method === "GET") held.push(response);
      else json(response, 201);
    });
    const early = [client.send({ method: "GET", path: "/a" }), client.send({ method: "GET", path: "/a" })];
    await client.send({ method: "POST", path: "/a", body: {} });
    const late = client.send({ method: "GET", path: "/a" });
    await expect.poll(() => held.length).toBe(2);
    for (const response of held) json(response, 200);
    await Promise.all([...early, late]);
    expect(seen.filter(({ method }) => method === "GET")).toHaveLength(2);
  });
});

const methods = ["POST", "PUT", "DELETE"] as const;

describe("a write", () => {
  it.each(methods)("%s is sent again after it was turned away, and then carried out", async (method) => {
    const { client, seen, waits } = await clientOf((attempt, response) => {
      if (attempt === 1) response.writeHead(429).end();
      else if (attempt === 2) response.writeHead(503, { "retry-after": "7" }).end();
      else json(response, 200);
    });
    expect((await client.send({ method, path: "/a" })).status).toBe(200);
    expect(seen).toHaveLength(3);
    expect(waits[1]).toBe(7_000);
  });

  it.each(methods)("%s that is turned away for ever is given up after the last attempt", async (method) => {
    const { client, seen } = await clientOf((_, response) => json(response, 429));
    expect((await client.send({ method, path: "/a" })).status).toBe(429);
    expect(seen).toHaveLength(4);
  });

  it.each(methods.flatMap((method) => [400, 401, 403, 404, 409, 451, 501].map((status) => ({ method, status }))))(
    "$method that was answered $status is never sent again",
    async ({ method, status }) => {
      const { client, seen } = await clientOf((_, response) => json(response, status));
      expect((await client.send({ method, path: "/a" })).status).toBe(status);
      expect(seen).toHaveLength(1);
    },
  );

  const lost: readonly { name: string; answering: Answering }[] = [
    { name: "a dropped connection", answering: (_, response) => void response.destroy() },
    { name: "a 503 that names no time", answering: (_, response) => json(response, 503) },
    { name: "a 500", answering: (_, response) => json(response, 500) },
    { name: "a web page", answering: (_, response) => response.writeHead(200).end("<html></html>") },
    { name: "half an answer", answering: (_, response) => response.writeHead(201).end('{"data":') },
  ];

  it.each(lost)("POST is sent once, whatever became of it: $name", async ({ answering }) => {
    const { client, seen } = await clientOf(answering);
    await client.send({ method: "POST", path: "/a", body: {} }).catch(() => undefined);
    expect(seen).toHaveLength(1);
  });

  it.each(
    lost.flatMap(({ name, answering }) => (["PUT", "DELETE"] as const).map((method) => ({ method, name, answering }))),
  )("$method is repeated once, and no more: $name", async ({ method, answering }) => {
    const { client, seen } = await clientOf(answering);
    await client.send({ method, path: "/a" }).catch(() => undefined);
    expect(seen).toHaveLength(2);
  });

  it("POST is repeated where the caller knows that twice comes to the same", async () => {
    const { client, seen } = await clientOf((attempt, response) => {
      if (attempt === 1) response.destroy();
      else json(response, 201);
    });
    expect((await client.send({ method: "POST", path: "/a", body: {}, isIdempotent: true })).status).toBe(201);
    expect(seen).toHaveLength(2);
  });

  it.each([
    { name: "a dropped connection", answering: (_: number, response: ServerResponse) => void response.destroy() },
    { name: "a web page", answering: (_: number, response: ServerResponse) => response.end("<html></html>") },
  ])("fails with what is not known after $name", async ({ answering }) => {
    const { client } = await clientOf(answering);
    const error = await failure(client.send({ method: "POST", path: "/a", body: {} }));
    expect(error.code).toBe("outcome_unknown");
    expect(error.message).toContain("POST http://127.0.0.1:");
  });

  it("is sent again where no connection was made: nothing left", async () => {
    const { client, waits } = await clientOf(() => undefined);
    await closeServer();
    const error = await failure(client.send({ method: "POST", path: "/a", body: {} }));
    expect(error.code).toBe("endpoint_unreachable");
    expect(waits).toHaveLength(3);
  });
});

describe("a run that is to stop", () => {
  it("begins nothing", async () => {
    const { client, seen, stop } = await clientOf((_, response) => json(response, 200));
    stop.abort();
    const error = await failure(client.send({ method: "POST", path: "/a", body: {} }));
    expect(error.code).toBe("interrupted");
    expect(seen).toHaveLength(0);
  });

  it("finishes what is in flight", async () => {
    const { client, stop } = await clientOf((_, response) => {
      stop.abort();
      json(response, 201);
    });
    expect((await client.send({ method: "POST", path: "/a", body: {} })).status).toBe(201);
  });

  it("repeats nothing, and does not wait either", async () => {
    const { client, seen, stop } = await clientOf((_, response) => json(response, 429), {
      sleep: () => new Promise(() => setImmediate(() => stop.abort())),
    });
    expect((await client.send({ method: "GET", path: "/a" })).status).toBe(429);
    expect(seen).toHaveLength(1);
  });
});

describe("what is no answer of the API", () => {
  it.each([
    { name: "a web page", type: "text/html; charset=utf-8", text: "<html></html>", want: "a web page (HTML)" },
    {
      name: "a web page that calls itself JSON",
      type: "application/json",
      text: "<!DOCTYPE html>",
      want: "a web page (HTML)",
    },
    { name: "truncated JSON", type: "application/json", text: '{"a":', want: "no valid JSON" },
  ])("fails for $name", async ({ type, text, want }) => {
    const { client } = await clientOf((_, response) => response.writeHead(200, { "content-type": type }).end(text));
    const error = await failure(client.send({ method: "GET", path: "/a" }));
    expect(error.code).toBe("unexpected_answer");
    expect(error.message).toContain(want);
  });

  it("fails for an answer that never comes", async () => {
    const { client } = await clientOf(() => undefined, { maxRetries: 0 });
    const error = await failure(client.send({ method: "GET", path: "/slow" }));
    expect(error).toMatchObject({ code: "endpoint_unreachable" });
    expect(error.message).toContain("UND_ERR_HEADERS_TIMEOUT");
  });
});

describe("the trace", () => {
  it("has method, path, status and duration, and neither token nor body", async () => {
    const { client, traces } = await clientOf((_, response) => json(response, 200, { key: "answer-with-heather" }));
    await client.send({ method: "POST", path: "/a", body: { key: "sent-with-heather" } });
    expect(traces).toHaveLength(1);
    expect(traces[0]).toMatch(/"method":"POST","path":"\/a","status":200,"durationMs":\d+/);
    expect(traces[0]).not.toMatch(/heather|finch/);
  });
});

it("traces the id that the vendor gave the request", async () => {
  const { client, traces } = await clientOf((_, response) => {
    response.setHeader("X-Request-Id", "req-plover-7");
    json(response, 200);
  });
  await client.send({ method: "GET", path: "/a" });
  expect(traces[0]).toContain('"requestId":"req-plover-7"');
});

it("tells who keeps answers when a write begins and when it ends, however it ends", async () => {
  const told: string[] = [];
  const { client, http } = await clientOf((_, response) => {
    told.push("asked");
    json(response, 409);
  });
  http.atWrites(() => told.push("forget"));
  await client.send({ method: "GET", path: "/a" });
  await client.send({ method: "POST", path: "/a", body: {} });
  expect(told).toEqual(["asked", "forget", "asked", "forget"]);
});
