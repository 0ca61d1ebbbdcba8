import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { AccessError } from "../../model/errors.ts";
import { Secret } from "../../schema/secret.ts";
import { HttpClient } from "./http-client.ts";

const token = "finch-and-fern-88";
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Seen {
  readonly method: string;
  readonly url: string;
}

type Answering = (attempt: number, response: ServerResponse, request: IncomingMessage) => void;

async function clientOf(answering: Answering, maxRetries = 3) {
  const seen: Seen[] = [];
  const [waits, traces]: [number[], string[]] = [[], []];
  server = createServer((request, response) => {
    seen.push({ method: request.method ?? "", url: request.url ?? "" });
    answering(seen.length, response, request);
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, "127.0.0.1", resolve);
  });
  const client = new HttpClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: new Secret(token),
    tokenHeader: "X-KEY",
    requestTimeout: 2_000,
    maxRetries,
    now: () => new Date(),
    sleep: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    trace: (message, fields) => traces.push(JSON.stringify({ message, ...fields })),
  });
  return { client, seen, waits, traces };
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

describe("a write", () => {
  it.each(["POST", "PUT", "DELETE"] as const)("%s is never sent twice", async (method) => {
    const { client, seen } = await clientOf((_, response) => json(response, 503));
    expect((await client.send({ method, path: "/a" })).status).toBe(503);
    expect(seen).toHaveLength(1);
  });

  it("that was dropped says that nobody knows whether it was carried out", async () => {
    const { client, seen } = await clientOf((_, response) => void response.destroy());
    const error = await failure(client.send({ method: "POST", path: "/a", body: {} }));
    expect(error.code).toBe("endpoint_unreachable");
    expect(error.message).toContain("Whether the vendor carried it out is not known");
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
    const { client } = await clientOf(() => undefined, 0);
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
