import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, routes } from "./bigeye/client.ts";
import { differences, notInSpec as known, published } from "./bigeye/differences.ts";
import { describeCases, loadCases, routesNotInSpec } from "./cases.ts";
import { Ledger } from "./ledger.ts";
import { readSpec } from "./openapi.ts";
import { type Target, targetsOf } from "./target.ts";

const cases = await loadCases<Client>("bigeye");
const notInSpec = { ...known, ...routesNotInSpec(cases) };

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

  describeCases(cases, client, isMock);

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
