import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, routes } from "./arize/client.ts";
import { differences, notInSpec as known } from "./arize/differences.ts";
import { describeCases, loadCases, routesNotInSpec } from "./cases.ts";
import { Ledger } from "./ledger.ts";
import { readSpec } from "./openapi.ts";
import { type Target, targetsOf } from "./target.ts";

const cases = await loadCases<Client>("arize");
const notInSpec = { ...known, ...routesNotInSpec(cases) };

const spec = readSpec("arize-openapi-subset.json");

describe.each(targetsOf("arize"))("the contract of $name", ({ isMock, open }) => {
  const ledger = new Ledger(spec, differences);
  let target: Target;
  let opened: Client;
  const client = (): Client => opened;
  beforeAll(async () => {
    target = await open();
    opened = new Client(target, ledger);
  });
  afterAll(() => target.close());

  describeCases(cases, client, isMock);

  // Last: these look at what the cases above asked.
  describe("as a whole", () => {
    it("exercised every route that the mock has", () => {
      const missed = routes.filter(({ operationId }) => !ledger.asked.has(operationId));
      expect(missed.map(({ operationId }) => operationId)).toEqual([]);
      expect(routes.length).toBeGreaterThan(40);
    });

    it("differs from the vendor's OpenAPI file only where a reason is given", () => {
      expect(ledger.faults).toEqual([]);
      if (isMock) expect(ledger.unused).toEqual([]);
    });
  });
});

describe("the mock's routes and the vendor's OpenAPI file", () => {
  it("have method and path alike, and the statuses that they refuse with", () => {
    for (const { operationId, method, path, replies, errors } of routes) {
      if (operationId in notInSpec) continue;
      expect(spec.get(operationId), operationId).toMatchObject({ method, path });
      const statuses = [...Object.keys(replies), ...Object.keys(errors)].map(Number).sort();
      expect(statuses, operationId).toEqual([...(spec.get(operationId)?.statuses ?? [])].sort());
    }
  });

  it("are the same, save those that are named", () => {
    const served = routes.map(({ operationId }) => operationId).filter((operationId) => !(operationId in notInSpec));
    expect(served.sort()).toEqual([...spec.keys()].sort());
    expect(served.length).toBe(44);
  });
});
