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

type Respond = (attempt: number, response: ServerResponse, request: IncomingMessage) => unknown;

interface Given {
  readonly maxRetries?: number;
  readonly requestTimeout?: number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

async function createClient(respond: Respond, { maxRetries = 3, requestTimeout = 2_000, sleep }: Given = {}) {
  const seen: Seen[] = [];
  const waits: number[] = [];
  const traces: string[] = [];
  server = createServer((request, response) => {
    seen.push({ method: request.method ?? "", url: request.url ?? "" });
    respond(seen.length, response, request);
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, "127.0.0.1", resolve);
  });
  const http = new HttpClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: new Secret(token),
    tokenHeader: "X-KEY",
    requestTimeout,
    maxRetries,
    now: () => new Date(),
    sleep: sleep ?? ((milliseconds) => Promise.resolve(void waits.push(milliseconds))),
    trace: (message, fields, level) => traces.push(JSON.stringify({ message, ...fields, level })),
  });
  const stop = new AbortController();
  const client = { send: async (wanted: HttpRequest) => http.send(wanted, stop.signal) };
  return { client, http, stop, seen, waits, traces };
}

function sendJson(response: ServerResponse, status: number, body: unknown = { ok: true }): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function catchError(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof AccessError) return error;
  throw new Error("no AccessError was thrown");
}

describe("a read", () => {
  it("is sent again while the failure is transient", async () => {
    const { client, seen, waits } = await createClient((attempt, response) =>
      sendJson(response, attempt < 3 ? 503 : 200),
    );
    expect(await client.send({ method: "GET", path: "/a" })).toMatchObject({ status: 200, body: { ok: true } });
    expect(seen).toHaveLength(3);
    expect(waits).toHaveLength(2);
  });

  it("is sent again after a proxy's page with a transient status", async () => {
    const { client, seen } = await createClient((attempt, response) => {
      if (attempt === 1) response.writeHead(502, { "content-type": "text/html" }).end("<html></html>");
      else sendJson(response, 200);
    });
    expect((await client.send({ method: "GET", path: "/a" })).status).toBe(200);
    expect(seen).toHaveLength(2);
  });

  it("ends after the last attempt with the answer", async () => {
    const { client, seen } = await createClient((_, response) => sendJson(response, 429));
    expect((await client.send({ method: "GET", path: "/a" })).status).toBe(429);
    expect(seen).toHaveLength(4);
  });

  it.each([451, 501, 404])("is not sent again after %d", async (status) => {
    const { client, seen } = await createClient((_, response) => sendJson(response, status));
    await client.send({ method: "GET", path: "/a" });
    expect(seen).toHaveLength(1);
  });

  it("is sent again after a connection was dropped", async () => {
    const { client, seen } = await createClient((attempt, response) => {
      if (attempt === 1) response.destroy();
      else sendJson(response, 200);
    });
    expect((await client.send({ method: "GET", path: "/a" })).status).toBe(200);
    expect(seen).toHaveLength(2);
  });

  it("joins the same read in flight, but not one that began before a write", async () => {
    const held: ServerResponse[] = [];
    const { client, seen } = await createClient((_, response, { method }) => {
      if (method === "GET") held.push(response);
      else sendJson(response, 201);
    });
    const early = [client.send({ method: "GET", path: "/a" }), client.send({ method: "GET", path: "/a" })];
    await client.send({ method: "POST", path: "/a", body: {} });
    const late = client.send({ method: "GET", path: "/a" });
    await expect.poll(() => held.length).toBe(2);
    for (const response of held) sendJson(response, 200);
    await Promise.all([...early, late]);
    expect(seen.filter(({ method }) => method === "GET")).toHaveLength(2);
  });
});

const methods = ["POST", "PUT", "DELETE"] as const;

describe("a write", () => {
  it.each(methods)("%s is sent again after it was rejected", async (method) => {
    const { client, seen, waits } = await createClient((attempt, response) => {
      if (attempt === 1) response.writeHead(429).end();
      else if (attempt === 2) response.writeHead(503, { "retry-after": "7" }).end();
      else sendJson(response, 200);
    });
    expect((await client.send({ method, path: "/a" })).status).toBe(200);
    expect(seen).toHaveLength(3);
    expect(waits[1]).toBe(7_000);
  });

  it.each(methods)("%s that is always rejected ends after the last attempt", async (method) => {
    const { client, seen } = await createClient((_, response) => sendJson(response, 429));
    expect((await client.send({ method, path: "/a" })).status).toBe(429);
    expect(seen).toHaveLength(4);
  });

  it.each(methods.flatMap((method) => [400, 401, 403, 404, 409, 451, 501].map((status) => ({ method, status }))))(
    "$method is not sent again after $status",
    async ({ method, status }) => {
      const { client, seen } = await createClient((_, response) => sendJson(response, status));
      expect((await client.send({ method, path: "/a" })).status).toBe(status);
      expect(seen).toHaveLength(1);
    },
  );

  const lost: readonly { name: string; respond: Respond }[] = [
    { name: "a dropped connection", respond: (_, response) => void response.destroy() },
    { name: "a 503 without Retry-After", respond: (_, response) => sendJson(response, 503) },
    { name: "a 500", respond: (_, response) => sendJson(response, 500) },
    { name: "a web page", respond: (_, response) => response.writeHead(200).end("<html></html>") },
    { name: "half an answer", respond: (_, response) => response.writeHead(201).end('{"data":') },
  ];

  it.each(lost)("POST is sent once despite $name", async ({ respond }) => {
    const { client, seen } = await createClient(respond);
    await client.send({ method: "POST", path: "/a", body: {} }).catch(() => undefined);
    expect(seen).toHaveLength(1);
  });

  it.each(
    lost.flatMap(({ name, respond }) => (["PUT", "DELETE"] as const).map((method) => ({ method, name, respond }))),
  )("$method is sent again exactly once after $name", async ({ method, respond }) => {
    const { client, seen } = await createClient(respond);
    await client.send({ method, path: "/a" }).catch(() => undefined);
    expect(seen).toHaveLength(2);
  });

  it("POST is sent again if the caller says that it is idempotent", async () => {
    const { client, seen } = await createClient((attempt, response) => {
      if (attempt === 1) response.destroy();
      else sendJson(response, 201);
    });
    expect((await client.send({ method: "POST", path: "/a", body: {}, isIdempotent: true })).status).toBe(201);
    expect(seen).toHaveLength(2);
  });

  it.each([
    { name: "a dropped connection", respond: (_: number, response: ServerResponse) => void response.destroy() },
    { name: "a web page", respond: (_: number, response: ServerResponse) => response.end("<html></html>") },
  ])("fails with an unknown outcome after $name", async ({ respond }) => {
    const { client } = await createClient(respond);
    const error = await catchError(client.send({ method: "POST", path: "/a", body: {} }));
    expect(error.code).toBe("outcome_unknown");
    expect(error.message).toContain("POST http://127.0.0.1:");
  });

  it("is sent again if no connection could be opened", async () => {
    const { client, waits } = await createClient(() => undefined);
    await closeServer();
    const error = await catchError(client.send({ method: "POST", path: "/a", body: {} }));
    expect(error.code).toBe("endpoint_unreachable");
    expect(waits).toHaveLength(3);
  });
});

describe("an interrupted run", () => {
  it("begins no request", async () => {
    const { client, seen, stop } = await createClient((_, response) => sendJson(response, 200));
    stop.abort();
    const error = await catchError(client.send({ method: "POST", path: "/a", body: {} }));
    expect(error.code).toBe("interrupted");
    expect(seen).toHaveLength(0);
  });

  it("finishes the request in flight", async () => {
    const { client, stop } = await createClient((_, response) => {
      stop.abort();
      sendJson(response, 201);
    });
    expect((await client.send({ method: "POST", path: "/a", body: {} })).status).toBe(201);
  });

  it("does not finish a read in flight, and waits for no connection", async () => {
    const { client, stop } = await createClient(() => stop.abort());
    const reads = Array.from({ length: 30 }, (_, index) => client.send({ method: "GET", path: `/${index}` }));
    for (const error of await Promise.all(reads.map(catchError))) expect(error.code).toBe("interrupted");
  });

  it("sends no write that still waits for a connection", async () => {
    const { client, seen, stop } = await createClient((_, response) => {
      if (seen.length < 20) return;
      stop.abort();
      for (const one of held) sendJson(one, 201);
      sendJson(response, 201);
    });
    const held: ServerResponse[] = [];
    server?.on("request", (_, response) => held.push(response));
    const writes = Array.from({ length: 30 }, () => client.send({ method: "POST", path: "/a", body: {} }));
    const codes = await Promise.all(
      writes.map((write) =>
        write.then(
          ({ status }) => status,
          ({ code }) => code,
        ),
      ),
    );
    expect(codes.filter((code) => code === 201)).toHaveLength(20);
    expect(codes.filter((code) => code === "interrupted")).toHaveLength(10);
    expect(seen).toHaveLength(20);
  });

  it("neither retries nor waits", async () => {
    const { client, seen, stop } = await createClient((_, response) => sendJson(response, 429), {
      sleep: () => new Promise(() => setImmediate(() => stop.abort())),
    });
    expect((await client.send({ method: "GET", path: "/a" })).status).toBe(429);
    expect(seen).toHaveLength(1);
  });
});

describe("an answer that is not from the API", () => {
  it.each([
    { name: "a web page", type: "text/html; charset=utf-8", text: "<html></html>", want: "a web page (HTML)" },
    {
      name: "a web page that calls itself JSON",
      type: "application/json",
      text: "<!DOCTYPE html>",
      want: "a web page (HTML)",
    },
    { name: "truncated JSON", type: "application/json", text: '{"a":', want: "that is not valid JSON" },
  ])("fails for $name", async ({ type, text, want }) => {
    const { client } = await createClient((_, response) => response.writeHead(200, { "content-type": type }).end(text));
    const error = await catchError(client.send({ method: "GET", path: "/a" }));
    expect(error.code).toBe("unexpected_answer");
    expect(error.message).toContain(want);
  });
});

type Endless = (response: ServerResponse) => unknown;

/** Writes as fast as the client reads, until the connection ends. */
function writeForEver(write: () => boolean, response: ServerResponse): void {
  const next = (): void => {
    if (response.destroyed || response.socket?.destroyed !== false) return;
    if (write()) setImmediate(next);
    else response.socket.once("drain", next);
  };
  next();
}

const slow: readonly { readonly name: string; readonly respond: Endless }[] = [
  { name: "that never comes", respond: () => undefined },
  {
    name: "whose body drips",
    respond: (response) => {
      response.writeHead(200, { "content-type": "application/json" }).write("[");
      const drip = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(drip));
    },
  },
  {
    name: "that is only announced (1xx)",
    respond: (response) =>
      writeForEver(() => response.socket?.write("HTTP/1.1 102 Processing\r\n\r\n") ?? false, response),
  },
  {
    name: "whose headers drip",
    respond: (response) => {
      response.socket?.write("HTTP/1.1 200 OK\r\nx-slow: ");
      const drip = setInterval(() => response.socket?.write("a"), 20);
      response.once("close", () => clearInterval(drip));
    },
  },
];

describe("an answer that takes too long", () => {
  it.each(slow.flatMap((one) => (["GET", "POST"] as const).map((method) => ({ ...one, method }))))(
    "fails after `request_timeout`: $method of one $name",
    async ({ respond, method }) => {
      const { client, seen } = await createClient((_, response) => respond(response), { requestTimeout: 300 });
      const error = await catchError(client.send({ method, path: "/slow" }));
      expect(error.code).toBe(method === "GET" ? "endpoint_unreachable" : "outcome_unknown");
      expect(error.message).toContain("no complete answer came within 0.3 s (`request_timeout`)");
      expect(seen).toHaveLength(method === "GET" ? 4 : 1);
    },
  );

  it.each(slow)("ends at once when the run is interrupted: a read of one $name", async ({ respond }) => {
    const { client, seen, stop } = await createClient(
      (_, response) => {
        respond(response);
        setImmediate(() => stop.abort());
      },
      { requestTimeout: 3_600_000 },
    );
    const error = await catchError(client.send({ method: "GET", path: "/slow" }));
    expect(error.code).toBe("interrupted");
    expect(seen).toHaveLength(1);
  });
});

const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

const excessive: readonly { readonly name: string; readonly respond: Endless; readonly says: string }[] = [
  {
    name: "that never ends",
    respond: (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      writeForEver(() => response.write(" ".repeat(65_536)), response);
    },
    says: "more than 32 MiB",
  },
  {
    name: "that announces too much",
    respond: (response) => response.writeHead(200, { "content-length": String(2 ** 40) }).write("["),
    says: "more than 32 MiB",
  },
  {
    name: "with a giant header",
    respond: (response) => response.writeHead(200, { "x-giant": "g".repeat(40_000) }).end("{}"),
    says: "more than 32 KiB of headers",
  },
  { name: "that is deep", respond: (response) => response.end(nested(65)), says: "more than 64 levels deep" },
  { name: "that is very deep", respond: (response) => response.end(nested(200_000)), says: "JSON" },
  {
    name: "with a giant text",
    respond: (response) => response.end(JSON.stringify({ id: "i".repeat(8_000_000) })),
    says: "a text of more than 262144 characters",
  },
];

describe("an answer that is too large", () => {
  it.each(excessive.flatMap((one) => (["GET", "PUT"] as const).map((method) => ({ ...one, method }))))(
    "fails: $method of one $name",
    async ({ respond, method, says }) => {
      const { client } = await createClient((_, response) => respond(response));
      const error = await catchError(client.send({ method, path: "/large" }));
      expect(error.code).toBe(method === "GET" ? "unexpected_answer" : "outcome_unknown");
      expect(error.message).toContain(says);
    },
  );

  it("is not requested again", async () => {
    const { client, seen } = await createClient((_, response) =>
      response.writeHead(200, { "x-giant": "g".repeat(40_000) }).end("{}"),
    );
    for (const method of ["GET", "PUT"] as const) await catchError(client.send({ method, path: `/${method}` }));
    expect(seen).toHaveLength(2);
  });

  it("is read up to the limits", async () => {
    const { client } = await createClient((_, response) => void response.end(nested(64)));
    expect((await client.send({ method: "GET", path: "/a" })).body).toEqual(JSON.parse(nested(64)));
  });
});

describe("the trace", () => {
  it("has method, path, status and duration, but neither token nor body", async () => {
    const { client, traces } = await createClient((_, response) =>
      sendJson(response, 200, { key: "answer-with-heather" }),
    );
    await client.send({ method: "POST", path: "/a", body: { key: "sent-with-heather" } });
    expect(traces).toHaveLength(1);
    expect(traces[0]).toMatch(/"method":"POST","path":"\/a","status":200,"durationMs":\d+/);
    expect(traces[0]).not.toMatch(/heather|finch/);
  });
});

it("traces the id that the vendor gave the request", async () => {
  const { client, traces } = await createClient((_, response) => {
    response.setHeader("X-Request-Id", "req-plover-7");
    sendJson(response, 200);
  });
  await client.send({ method: "GET", path: "/a" });
  expect(traces[0]).toContain('"requestId":"req-plover-7"');
});

it("tells listeners when a write begins and when it ends, also when it fails", async () => {
  const events: string[] = [];
  const { client, http } = await createClient((_, response) => {
    events.push("asked");
    sendJson(response, 409);
  });
  http.onWrite(() => events.push("forget"));
  await client.send({ method: "GET", path: "/a" });
  await client.send({ method: "POST", path: "/a", body: {} });
  expect(events).toEqual(["asked", "forget", "asked", "forget"]);
});

it("says at info level that it waits as the vendor asks", async () => {
  const { client, traces } = await createClient((attempt, response) => {
    if (attempt === 1) response.writeHead(429, { "retry-after": "19" }).end();
    else sendJson(response, 200);
  });
  await client.send({ method: "GET", path: "/a" });
  expect(traces).toContain('{"message":"waiting, as the vendor asks","status":429,"seconds":19,"level":"info"}');
});

it.each([
  { name: "a file", location: "file:///etc/hostname", says: "a file: URL" },
  { name: "another origin", location: "https://elsewhere.example/a?b=c", says: "https://elsewhere.example" },
  { name: "itself", location: "/a", says: "another path of the same host" },
])("names where it was redirected to: $name", async ({ location, says }) => {
  const { client } = await createClient((_, response) => response.writeHead(302, { location }).end());
  const { message } = await catchError(client.send({ method: "GET", path: "/a" }));
  expect(message).toContain(`was redirected to ${says} (302)`);
});
