import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, routes } from "./bigeye/client.ts";
import { differences, notInSpec, published } from "./bigeye/differences.ts";
import { groupsCases } from "./bigeye/groups.cases.ts";
import { keyCases } from "./bigeye/keys.cases.ts";
import { orderCases } from "./bigeye/order.cases.ts";
import { permissionCases } from "./bigeye/permissions.cases.ts";
import { roleCases } from "./bigeye/roles.cases.ts";
import { seedCases } from "./bigeye/seed.cases.ts";
import { transportCases } from "./bigeye/transport.cases.ts";
import { userCases } from "./bigeye/users.cases.ts";
import { workspaceCases } from "./bigeye/workspaces.cases.ts";
import { Ledger } from "./ledger.ts";
import { readSpec } from "./openapi.ts";
import { type Target, targetsOf } from "./target.ts";

const spec = readSpec("bigeye-openapi-subset.json");

describe.each(targetsOf("bigeye"))("the contract of $name", ({ isMock, open }) => {
  const ledger = new Ledger(spec, differences);
  let target: Target;
  let opened: Client;
  const client = (): Client => opened;
  beforeAll(async () => {
    target = await open();
    opened = new Client(target, ledger);
  });
  afterAll(() => target.close());

  describe("what the vendor's page promises of a service account", () => seedCases(client));
  describe("users", () => userCases(client));
  describe("keys", () => keyCases(client));
  describe("groups", () => groupsCases(client));
  describe("roles", () => roleCases(client, isMock));
  describe("workspaces", () => workspaceCases(client));
  describe("permissions", () => permissionCases(client));
  describe("order", () => orderCases(client));
  describe("transport", () => transportCases(client));

  // Last: these look at what the cases above asked.
  describe("as a whole", () => {
    it("exercised every route that the mock has", () => {
      // A real company's id is not known, so that it is not renamed.
      const done = isMock ? opened.succeeded : ledger.asked;
      const missed = routes.filter(({ operationId }) => !done.has(operationId));
      expect(missed.map(({ operationId }) => operationId)).toEqual([]);
      expect(routes.length).toBeGreaterThan(35);
    });

    it("differs from the vendor's OpenAPI file only where a reason is given", () => {
      expect(ledger.faults).toEqual([]);
      if (isMock) expect(ledger.unused).toEqual([]);
    });
  });
});

describe("the mock's routes and the vendor's OpenAPI file", () => {
  it("have method and path alike", () => {
    const listed = routes.filter(({ operationId }) => !(operationId in notInSpec));
    expect(listed.length).toBeGreaterThan(35);
    for (const { operationId, method, path } of listed) {
      expect(spec.get(operationId), operationId).toMatchObject({ method, path });
    }
  });

  it("leave out nothing of the file but what it publishes twice", () => {
    const served = new Set(routes.map(({ operationId }) => operationId));
    const missing = [...spec.keys()].filter((operationId) => !served.has(operationId));
    expect(missing).toEqual(Object.keys(published));
    for (const operationId of Object.values(published)) expect(served).toContain(operationId);
  });

  it("name what the file does not have, and only that", () => {
    const absent = routes.filter(({ operationId }) => !spec.has(operationId));
    expect(absent.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(notInSpec).sort());
    for (const { operationId } of differences) expect(spec.has(operationId), operationId).toBe(true);
  });
});
