import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, routes } from "./inkit/client.ts";
import { describeCases, loadCases } from "./cases.ts";
import { Ledger } from "./ledger.ts";
import { type Target, targetsOf } from "./target.ts";

const cases = await loadCases<Client>("inkit");

// Inkit documents no route for roles and keys: there is no OpenAPI file to hold exchanges against. A server of one's own
// that has the routes of vendors/inkit/NOTES.md can be named by LATCHKEY_CONTRACT_INKIT_URL and _TOKEN.
describe.each(targetsOf("inkit"))("the contract of $name", ({ isMock, open }) => {
  const ledger = new Ledger(undefined, []);
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
      expect(routes.length).toBeGreaterThan(10);
    });

    it("saw every error that a route declares", () => {
      const declared = routes.flatMap(({ operationId, errors }) =>
        Object.entries(errors).flatMap(([status, codes]) => codes.map((code) => `${operationId} ${status} ${code}`)),
      );
      expect(declared.length).toBeGreaterThan(20);
      expect(declared.filter((error) => !client().refusals.has(error))).toEqual([]);
    });
  });
});
