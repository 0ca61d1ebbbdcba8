import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRoutes } from "#mock-server/app.ts";
import { Ledger } from "./ledger.ts";
import { readSpec } from "./openapi.ts";
import { authDomainCases } from "./signoz/auth-domains.cases.ts";
import { authzCheckCases } from "./signoz/authz-check.cases.ts";
import { badInputCases } from "./signoz/bad-input.cases.ts";
import { Client } from "./signoz/client.ts";
import { dashboardCases } from "./signoz/dashboards.cases.ts";
import { differences, notInSpec } from "./signoz/differences.ts";
import { editionCases } from "./signoz/editions.cases.ts";
import { everyRouteCases } from "./signoz/every-route.cases.ts";
import { instanceCases } from "./signoz/instance.cases.ts";
import { keyCases } from "./signoz/keys.cases.ts";
import { orderCases } from "./signoz/order.cases.ts";
import { permissionCases } from "./signoz/permissions.cases.ts";
import { roleCases } from "./signoz/roles.cases.ts";
import { serviceAccountRoleCases } from "./signoz/service-account-roles.cases.ts";
import { serviceAccountCases } from "./signoz/service-accounts.cases.ts";
import { sessionCases } from "./signoz/sessions.cases.ts";
import { transportCases } from "./signoz/transport.cases.ts";
import { userRoleCases } from "./signoz/user-roles.cases.ts";
import { userCases } from "./signoz/users.cases.ts";
import { type Target, targetsOf } from "./target.ts";

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

  describe("service accounts", () => serviceAccountCases(client));
  describe("keys", () => keyCases(client, isMock));
  describe("service account roles", () => serviceAccountRoleCases(client));
  describe("roles", () => roleCases(client));
  describe("permissions", () => permissionCases(client));
  describe("order", () => orderCases(client));
  describe("transport", () => transportCases(client));
  describe("every route", () => everyRouteCases(client));
  describe("users", () => userCases(client, isMock));
  describe("user roles", () => userRoleCases(client));
  describe("sessions", () => sessionCases(client, isMock));
  describe("auth domains", () => authDomainCases(client, isMock));
  describe("permission checks", () => authzCheckCases(client, isMock));
  describe("dashboards and preferences", () => dashboardCases(client));
  describe("the instance", () => instanceCases(client));
  // A real instance stands behind proxies with limits of their own.
  describe.runIf(isMock)("bad input", () => badInputCases(client));
  // Only a mock has other worlds to look at.
  describe.runIf(isMock)("editions and versions", () => editionCases(client));

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
