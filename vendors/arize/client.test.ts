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

type Answering = (url: URL, response: ServerResponse, request: IncomingMessage) => void;

async function clientOf(answering: Answering, token = "ak-heron"): Promise<ArizeClient> {
  server = createServer((request, response) => {
    answering(new URL(request.url ?? "", "http://arize.invalid"), response, request);
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

function space(name: string) {
  return { id: name, name, description: "", created_at: "2031-05-05T05:05:05Z", is_private: false };
}

async function failure(work: Promise<unknown>): Promise<AccessError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AccessError) return error;
  throw new Error(`expected an AccessError, got ${String(error)}`);
}

describe("lists", () => {
  it("go on through short and empty pages until no more follow", async () => {
    const pages = [[space("a"), space("b")], [], [space("c")]];
    const asked: string[] = [];
    const client = await clientOf((url, response) => {
      const index = Number(url.searchParams.get("cursor") ?? 0);
      asked.push(url.search);
      const hasMore = index + 1 < pages.length;
      const pagination = { has_more: hasMore, ...(hasMore ? { next_cursor: String(index + 1) } : {}) };
      send(response, 200, { spaces: pages[index], pagination });
    });
    expect((await client.scopes.listSpaces({ organizationId: "o" })).map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(asked).toEqual(["?org_id=o&limit=100", "?org_id=o&limit=100&cursor=1", "?org_id=o&limit=100&cursor=2"]);
  });

  it("end at the last page, even where it names a cursor", async () => {
    const pagination = { has_more: false, next_cursor: "x" };
    const client = await clientOf((_, response) => send(response, 200, { spaces: [space("a")], pagination }));
    expect(await client.scopes.listSpaces()).toHaveLength(1);
  });

  it.each([
    { name: "points to itself for ever", pagination: { has_more: true, next_cursor: "again" }, says: "points back" },
    { name: "names nothing to go on with", pagination: { has_more: true }, says: "gives no cursor" },
    { name: "names an empty cursor", pagination: { has_more: true, next_cursor: "" }, says: "gives no cursor" },
  ])("fail on a page that $name", async ({ pagination, says }) => {
    const client = await clientOf((_, response) => send(response, 200, { spaces: [space("a")], pagination }));
    const error = await failure(client.scopes.listSpaces());
    expect(error.code).toBe("unexpected_answer");
    expect(error.message).toContain(says);
  });

  it("fail on a page without its rows", async () => {
    const client = await clientOf((_, response) => send(response, 200, { pagination: { has_more: false } }));
    expect((await failure(client.scopes.listSpaces())).code).toBe("unexpected_answer");
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
  ])("$status is $code, with what Arize says of it", async ({ status, code }) => {
    const client = await clientOf((_, response) => send(response, status, { title: "No", status, detail: "not so." }));
    const error = await failure(client.createRole({ name: "r", permissions: ["TAG_READ"] }));
    expect(error.code).toBe(code);
    expect(error.message).toBe(`Creating role "r": Arize answered ${status} No: not so.`);
  });

  it("of a server that failed leave a write in the open, and not a read", async () => {
    const client = await clientOf((_, response) => send(response, 500, { title: "Oops", status: 500 }));
    expect((await failure(client.deleteRole("r"))).code).toBe("outcome_unknown");
    expect((await failure(client.findRole("r"))).code).toBe("vendor_failed");
  });

  it("of a proxy are told from Arize's own: its 404 is not taken for gone", async () => {
    const client = await clientOf((_, response) =>
      response.writeHead(404, { "content-type": "text/html" }).end("<html>"),
    );
    expect((await failure(client.findRole("r"))).code).toBe("unexpected_answer");
    expect((await failure(client.deleteRole("r"))).message).toContain("without its problem document: a web page");
  });

  it("are none for what is gone already", async () => {
    const client = await clientOf((_, response) => send(response, 404, { title: "Gone", status: 404 }));
    expect(await client.findRole("r")).toBeUndefined();
    await client.deleteRole("r");
    expect((await failure(client.revokeKey("k"))).code).toBe("not_found");
  });

  it("of a creation whose answer cannot be read say that it was carried out", async () => {
    const client = await clientOf((_, response) => send(response, 201, { id: 7 }));
    expect((await failure(client.createRole({ name: "r", permissions: [] }))).code).toBe("outcome_unknown");
  });
});

describe("the credential", () => {
  it("goes in the header that REST takes", async () => {
    let sent: string | undefined;
    const client = await clientOf((_, response, request) => {
      sent = request.headers.authorization;
      send(response, 200, space("a"));
    });
    await client.scopes.findSpace("a");
    expect(sent).toBe("Bearer ak-heron");
  });

  it.each([
    { name: "has its scheme twice", token: "Bearer ak-heron", says: 'begins with "Bearer"' },
    { name: "has a blank behind it", token: "ak-heron ", says: "blanks" },
    { name: "is not accepted", token: "ak-heron", says: "Authorization: Bearer ak-…" },
  ])("fails with the way out where it $name", async ({ token, says }) => {
    const client = await clientOf((_, response) => send(response, 401, problem), token);
    const error = await failure(client.listRoles());
    expect(error.code).toBe("unauthenticated");
    expect(error.advice).toContain(says);
    expect(`${error.message} ${error.advice}`).not.toContain("heron");
  });
});
