import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRoutes } from "#mock-server/app.ts";
import { describeCases, loadCases, routesNotInSpec } from "./cases.ts";
import { Ledger } from "./ledger.ts";
import { readSpec } from "./openapi.ts";
import { Client } from "./signoz/client.ts";
import { differences, notInSpec as known } from "./signoz/differences.ts";
import { type Target, targetsOf } from "./target.ts";

const cases = await loadCases<Client>("signoz");
const notInSpec = { ...known, ...routesNotInSpec(cases) };

const spec = readSpec("signoz-access-openapi.yml");

const routes = listRoutes().filter(({ vendor }) => vendor === "signoz");

describe.each(targetsOf("signoz"))("the contract of $name", ({ isMock, open }) => {
  const ledger = new Ledger(spec, differences);
  let target: Target;
  let opened: Client;
  const client = (): Client => opened;
  beforeAll(async () => {
    target = await open();
    opened = new Client(target, ledger);
  });
  afterAll(async () => {
    await opened.close();
    await target.close();
  });

  describeCases(cases, client, isMock);

  // Last: these look at what the cases above asked.
  describe("as a whole", () => {
    it("exercised every route that the mock has", () => {
      const missed = routes.filter(({ operationId }) => !ledger.asked.has(operationId));
      expect(missed.map(({ operationId }) => operationId)).toEqual([]);
      expect(routes.length).toBeGreaterThan(70);
    });

    it("exercised every answer and every error code that a route declares", () => {
      console.log(`covered: ${ledger.coverage}`);
      const missed = ledger.unexercised(routes);
      // A real instance has one edition, one clock and one past.
      if (isMock) expect(missed).toEqual([]);
      else console.log(`not exercised: ${missed.join(", ")}`);
    });

    it("differs from the vendor's OpenAPI file only where a reason is given", () => {
      expect(ledger.faults).toEqual([]);
      if (isMock) expect(ledger.unused).toEqual([]);
    });
  });
});

describe("the mock's routes and the vendor's OpenAPI file", () => {
  it("have method, path and permissions alike", () => {
    const listed = routes.filter(({ operationId }) => !(operationId in notInSpec));
    expect(listed.length).toBeGreaterThan(15);
    for (const { operationId, method, path, permissions } of listed) {
      const operation = spec.get(operationId);
      expect(operation, operationId).toMatchObject({ method, path });
      const isListed = differences.some((listed) => listed.operationId === operationId && listed.what === "security");
      expect(JSON.stringify(operation?.scopes) === JSON.stringify(permissions), operationId).toBe(!isListed);
    }
  });

  it("name what the file does not have, and only that", () => {
    const absent = routes.filter(({ operationId }) => !spec.has(operationId));
    expect(absent.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(notInSpec).sort());
    const served = new Set(routes.map(({ operationId }) => operationId));
    expect([...spec.keys()].filter((operationId) => !served.has(operationId))).toEqual([]);
    for (const { operationId } of differences) expect(spec.has(operationId), operationId).toBe(true);
  });
});
