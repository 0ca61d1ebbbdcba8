import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { Secret } from "#access/schema/secret.ts";
import type { ArizeClient } from "./client.ts";
import { ArizeConnection } from "./connection.ts";

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise<void>((resolve) => {
    if (server === undefined) resolve();
    else server.close(() => resolve());
  });
  server = undefined;
});

type Answer = (url: URL, response: ServerResponse, request: IncomingMessage) => void;

async function createClient(answer: Answer, token = "ak-heron"): Promise<ArizeClient> {
  server = createServer((request, response) => {
    answer(new URL(request.url ?? "", "http://arize.invalid"), response, request);
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, "127.0.0.1", resolve);
  });
  const connection = new ArizeConnection({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: new Secret(token),
    requestTimeout: 2_000,
    maxRetries: 0,
    now: () => new Date(),
    sleep: () => Promise.resolve(),
    trace: () => undefined,
  });
  return connection.during(new AbortController().signal);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
}

function createSpace(name: string) {
  return { id: name, name, description: "", created_at: "2031-05-05T05:05:05Z", is_private: false };
}

async function catchError(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AccessError) return error;
  throw new Error(`expected an AccessError, got ${String(error)}`);
}

describe("lists", () => {
  it("continues after short and empty pages until the last page", async () => {
    const pages = [[createSpace("a"), createSpace("b")], [], [createSpace("c")]];
    const asked: string[] = [];
    const client = await createClient((url, response) => {
      const index = Number(url.searchParams.get("cursor") ?? 0);
      asked.push(url.search);
      const hasMore = index + 1 < pages.length;
      const pagination = { has_more: hasMore, ...(hasMore ? { next_cursor: String(index + 1) } : {}) };
      send(response, 200, { spaces: pages[index], pagination });
    });
    expect((await client.scopes.listSpaces({ organizationId: "o" })).map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(asked).toEqual(["?org_id=o&limit=100", "?org_id=o&limit=100&cursor=1", "?org_id=o&limit=100&cursor=2"]);
  });

  it("stops at the last page, even if it has a cursor", async () => {
    const pagination = { has_more: false, next_cursor: "x" };
    const client = await createClient((_, response) => send(response, 200, { spaces: [createSpace("a")], pagination }));
    expect(await client.scopes.listSpaces()).toHaveLength(1);
  });

  it.each([
    { name: "points back to itself", pagination: { has_more: true, next_cursor: "again" }, says: "points back" },
    { name: "has no cursor", pagination: { has_more: true }, says: "gives no cursor" },
    { name: "has an empty cursor", pagination: { has_more: true, next_cursor: "" }, says: "gives no cursor" },
  ])("fails on a page that $name", async ({ pagination, says }) => {
    const client = await createClient((_, response) => send(response, 200, { spaces: [createSpace("a")], pagination }));
    const error = await catchError(client.scopes.listSpaces());
    expect(error.code).toBe("unexpected_answer");
    expect(error.message).toContain(says);
  });

  it("fails on a page without rows", async () => {
    const client = await createClient((_, response) => send(response, 200, { pagination: { has_more: false } }));
    expect((await catchError(client.scopes.listSpaces())).code).toBe("unexpected_answer");
  });
});

const problem = { title: "Authentication required", status: 401, detail: "who are you" };

describe("errors", () => {
  it.each([
    { status: 400, code: "invalid_value" },
    { status: 401, code: "unauthenticated" },
    { status: 403, code: "forbidden" },
    { status: 404, code: "not_found" },
    { status: 409, code: "already_exists" },
    { status: 422, code: "invalid_value" },
    { status: 429, code: "rate_limited" },
  ])("$status becomes $code, with the words of Arize", async ({ status, code }) => {
    const client = await createClient((_, response) =>
      send(response, status, { title: "No", status, detail: "not so." }),
    );
    const error = await catchError(client.createRole({ name: "r", permissions: ["TAG_READ"] }));
    expect(error.code).toBe(code);
    expect(error.message).toBe(`Creating role "r": Arize answered ${status} No: not so.`);
  });

  it("a 500 leaves the outcome of a write unknown, but not that of a read", async () => {
    const client = await createClient((_, response) => send(response, 500, { title: "Oops", status: 500 }));
    expect((await catchError(client.deleteRole("r"))).code).toBe("outcome_unknown");
    expect((await catchError(client.findRole("r"))).code).toBe("vendor_failed");
  });

  it("a proxy's 404 does not mean that the object is gone", async () => {
    const client = await createClient((_, response) =>
      response.writeHead(404, { "content-type": "text/html" }).end("<html>"),
    );
    expect((await catchError(client.findRole("r"))).code).toBe("unexpected_answer");
    expect((await catchError(client.deleteRole("r"))).message).toContain("without its problem document: a web page");
  });

  it("reading or deleting a missing role is no error, but revoking a missing key is", async () => {
    const client = await createClient((_, response) => send(response, 404, { title: "Gone", status: 404 }));
    expect(await client.findRole("r")).toBeUndefined();
    await client.deleteRole("r");
    expect((await catchError(client.revokeKey("k"))).code).toBe("not_found");
  });

  it("an unreadable response to a create leaves the outcome unknown", async () => {
    const client = await createClient((_, response) => send(response, 201, { id: 7 }));
    expect((await catchError(client.createRole({ name: "r", permissions: [] }))).code).toBe("outcome_unknown");
  });
});

describe("the credential", () => {
  it("is sent in the header that the REST API expects", async () => {
    let sent: string | undefined;
    const client = await createClient((_, response, request) => {
      sent = request.headers.authorization;
      send(response, 200, createSpace("a"));
    });
    await client.scopes.findSpace("a");
    expect(sent).toBe("Bearer ak-heron");
  });

  it.each([
    { name: "begins with the scheme already", token: "Bearer ak-heron", says: 'begins with "Bearer"' },
    { name: "has a trailing space", token: "ak-heron ", says: "spaces or a line break" },
    { name: "is not accepted", token: "ak-heron", says: "Authorization: Bearer ak-…" },
  ])("fails with advice if it $name", async ({ token, says }) => {
    const client = await createClient((_, response) => send(response, 401, problem), token);
    const error = await catchError(client.listRoles());
    expect(error.code).toBe("unauthenticated");
    expect(error.advice).toContain(says);
    expect(`${error.message} ${error.advice}`).not.toContain("heron");
  });
});
