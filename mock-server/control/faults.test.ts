import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type MockApp, createMock } from "../app.ts";
import type { FaultOrder } from "./shapes.ts";
import { createFaults } from "./faults.ts";

const accounts = "/signoz/api/v1/service_accounts";
const create = `POST ${accounts}`;
const credential = { "signoz-api-key": "admin-token" };

let mock: MockApp;
let waits: number[];
beforeEach(async () => {
  waits = [];
  mock = await createMock({
    tokens: { signoz: "admin-token" },
    sleep: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
  });
});
afterEach(() => mock.close());

async function order(fault: FaultOrder): Promise<{ status: number; text: string }> {
  const response = await mock.app.inject({ method: "POST", url: "/_mock/faults", payload: JSON.stringify(fault) });
  return { status: response.statusCode, text: response.body };
}

async function make(name: string) {
  return mock.app.inject({ method: "POST", url: accounts, headers: credential, payload: JSON.stringify({ name }) });
}

async function names(): Promise<readonly string[]> {
  const { data } = (await mock.app.inject({ url: accounts, headers: credential })).json<{ data: { name: string }[] }>();
  return data.map(({ name }) => name);
}

describe("a fault", () => {
  it.each<{ name: string; fault: Omit<FaultOrder, "route">; status: number; text: RegExp; acted: boolean }>([
    { name: "a status", fault: { status: 503 }, status: 503, text: /a fault of the mock: 503/, acted: false },
    { name: "a status after it acted", fault: { status: 500, acts: true }, status: 500, text: /a fault/, acted: true },
    { name: "a web page", fault: { body: "html" }, status: 201, text: /^<!doctype html>/, acted: true },
    { name: "a web page before it acts", fault: { body: "html", acts: false }, status: 200, text: /^<!/, acted: false },
    { name: "a failing web page", fault: { body: "html", status: 502 }, status: 502, text: /^<!/, acted: false },
    { name: "half an answer", fault: { body: "truncated" }, status: 201, text: /^\{"status":"succ[^}]*$/, acted: true },
    { name: "a late answer", fault: { delayMs: 7 }, status: 201, text: /^\{"status":"success"/, acted: true },
  ])("gives $name", async ({ fault, status, text, acted }) => {
    expect((await order({ route: create, ...fault })).status).toBe(201);
    const answer = await make("bittern");
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatch(text);
    expect((await names()).includes("bittern")).toBe(acted);
    expect(waits).toEqual(fault.delayMs === undefined ? [] : [7]);
  });

  it("says when to come back", async () => {
    await order({ route: create, status: 429, retryAfter: 3 });
    expect((await make("bittern")).headers["retry-after"]).toBe("3");
  });

  it("spoils an answer without content", async () => {
    const { data } = (await make("bittern")).json<{ data: { id: string } }>();
    await order({ route: `PUT ${accounts}/{id}`, body: "truncated" });
    const url = `${accounts}/${data.id}`;
    const payload = JSON.stringify({ name: "crane" });
    const answer = await mock.app.inject({ method: "PUT", url, headers: credential, payload });
    expect(answer.statusCode).toBe(200);
    expect(() => JSON.parse(answer.body)).toThrow();
    expect(await names()).toContain("crane");
  });

  it.each([
    { drop: "before", acted: false },
    { drop: "after", acted: true },
  ] as const)("drops the connection $drop the vendor acts", async ({ drop, acted }) => {
    await order({ route: create, drop });
    const address = await mock.app.listen({ host: "127.0.0.1", port: 0 });
    const failure = await new Promise<unknown>((resolve) => {
      const sent = request(address + accounts, { method: "POST", headers: credential }, () => resolve("answered"));
      sent.on("error", resolve).end('{"name":"bittern"}');
    });
    expect(failure).toMatchObject({ code: "ECONNRESET" });
    expect((await names()).includes("bittern")).toBe(acted);
    expect(mock.journal.entries({ method: "POST" })).toMatchObject([
      { status: 0, fault: "fault-1", operationId: "CreateServiceAccount" },
    ]);
  });

  it("befalls as many requests as it is for, and the journal tells which", async () => {
    await order({ route: create, status: 500, count: 2 });
    const statuses = [];
    for (const name of ["bittern", "crane", "dunlin"]) statuses.push((await make(name)).statusCode);
    expect(statuses).toEqual([500, 500, 201]);
    expect(mock.journal.entries({ method: "POST" }).map(({ fault }) => fault)).toEqual(["fault-1", "fault-1", null]);
    expect(JSON.parse((await mock.app.inject({ url: "/_mock/faults" })).body)).toMatchObject([{ count: 2, left: 0 }]);
  });

  it("is over when faults are cleared, and when the mock is reset", async () => {
    for (const over of ["DELETE /_mock/faults", "POST /_mock/reset"]) {
      await order({ route: create, status: 500 });
      const [method, url = ""] = over.split(" ");
      await mock.app.inject({ method: method === "POST" ? "POST" : "DELETE", url });
      expect((await make("bittern")).statusCode, over).toBe(201);
    }
  });

  it.each([
    { name: "a route that nobody serves", fault: { route: "POST /signoz/api/v1/service_acounts", status: 500 } },
    { name: "a method that the path does not have", fault: { route: "PATCH /signoz/api/v1/roles", status: 500 } },
    { name: "a route without a method", fault: { route: accounts, status: 500 } },
    { name: "nothing that goes wrong", fault: { route: create, count: 1 } },
    { name: "an answer on a connection that is dropped", fault: { route: create, drop: "after", status: 500 } },
    { name: "a success", fault: { route: create, status: 204 } },
    { name: "an unknown member", fault: { route: create, status: 500, colour: "red" } },
  ])("fails for $name", async ({ fault }) => {
    expect((await order(fault as FaultOrder)).status).toBe(400);
    expect((await make("bittern")).statusCode).toBe(201);
  });
});

describe("a rate limit", () => {
  it("befalls what goes beyond, until its stretch is over", async () => {
    const limit = { requests: 2, per: "1m" };
    expect((await order({ route: create, limit })).status).toBe(201);
    expect((await make("one")).statusCode).toBe(201);
    expect((await make("two")).statusCode).toBe(201);
    mock.clock.advance(20_000);
    const beyond = await make("three");
    expect(beyond.statusCode).toBe(429);
    expect(Number(beyond.headers["retry-after"])).toBe(40);
    mock.clock.advance(40_000);
    expect((await make("three")).statusCode).toBe(201);
    expect(await names()).toEqual(["mock-admin", "one", "two", "three"]);
  });

  it.each([{ retryAfter: 3, status: 429 }, { drop: "before" as const }, { acts: true }])(
    "fails beside %j",
    async (rest) => {
      expect((await order({ route: create, limit: { requests: 1, per: "1s" }, ...rest })).status).toBe(400);
    },
  );
});

describe("which requests a fault befalls", () => {
  const routes = [
    { method: "GET", path: "/acme/things/{id}" },
    { method: "PUT", path: "/acme/things/{id}/parts/{part}" },
  ] as const;

  it.each([
    { route: "GET /acme/things/{thing}", path: "/acme/things/7", want: true },
    { route: "GET /acme/things/*", path: "/acme/things/7", want: true },
    { route: "* /acme/*/7", path: "/acme/things/7", want: true },
    { route: "GET /acme/things/7", path: "/acme/things/7", want: true },
    { route: "GET /acme/things/7", path: "/acme/things/8", want: false },
    { route: "GET /acme/things/*", path: "/acme/things/7/parts/1", want: false },
    { route: "PUT /acme/things/*/parts/*", path: "/acme/things/7/parts/1", want: false },
  ])("$route and GET $path: $want", ({ route, path, want }) => {
    const faults = createFaults(routes, (size) => Buffer.alloc(size));
    expect(faults.add({ route, status: 500 })).toBeDefined();
    expect(faults.take("GET", path) !== undefined).toBe(want);
  });

  it("is left to chance where a probability is given", () => {
    const bytes = [0x00, 0x7f, 0x80, 0xff];
    const faults = createFaults(routes, (size) => Buffer.alloc(size, bytes.shift()));
    faults.add({ route: "GET /acme/things/*", status: 500, probability: 0.5 });
    const struck = [1, 2, 3, 4].map(() => faults.take("GET", "/acme/things/7") !== undefined);
    expect(struck).toEqual([true, true, false, false]);
  });
});
