import { beforeAll, expect, it } from "vitest";
import { type ListedRoute, listRoutes } from "#mock-server/app.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { assign, createAccount, elsewhere, holderOf, nobody, roleId } from "./fixtures.ts";

const routes = listRoutes().filter(({ vendor, operationId }) => vendor === "signoz" && !elsewhere.has(operationId));

// These have bare decoders: what they cannot read is an error without a name.
const bare = new Set(["Register", "UpdateUser", "UpdateMyUserV2", "UpdateMyPassword", "UpdateMyOrganization"]);

// Here ids are read from the body before it is bound.
const readsIds: Readonly<Record<string, string>> = {
  CreateServiceAccountRole: "400 invalid_resource_id",
  QueryRangeV5: "400 invalid_input",
};

const listBodies = new Set(["AuthzCheck", "PatchDashboardV2"]);
const logs = { compositeQuery: { queries: [{ type: "builder_query", spec: { signal: "logs" } }] } };

const garbled = ["", "{", '{"name":', "name=x", "\u0000", "[".repeat(20_000)];

const malformed = [
  ["UpdateServiceAccount", "400 invalid_selector"],
  ["CreateServiceAccountKey", "400 invalid_selector"],
  ["DeleteServiceAccountRole", "400 invalid_valuer"],
  ["UpdateRole", "400 invalid_valuer"],
  ["DeleteRole", "400 invalid_valuer"],
] as const;

function everyRouteCases(client: () => Client): void {
  let powerless: string;
  let account: string;
  let viewer: string;
  let assignment: string;
  beforeAll(async () => {
    powerless = (await holderOf(client())).secret;
    account = await createAccount(client());
    viewer = await roleId(client(), "signoz-viewer");
    assignment = await assign(client(), account, viewer);
  });

  const paramsOf = ({ path }: ListedRoute): Readonly<Record<string, string>> => {
    if (path.startsWith("/api/v1/roles")) return { id: viewer };
    if (path.startsWith("/api/v1/service_account_roles")) return { id: assignment };
    return { id: nobody, fid: nobody, rid: viewer, name: "theme" };
  };
  const bodyOf = ({ operationId, body }: ListedRoute): unknown => {
    if (operationId === "CreateServiceAccountRole") return { serviceAccountId: account, roleId: viewer };
    if (operationId === "QueryRangeV5") return logs;
    return body === undefined ? undefined : {};
  };
  // An update of an auth domain looks the stored one up before the body is bound, to see what it would detach.
  const needsDomain = "UpdateAuthDomain";

  it.each(routes.filter(({ access }) => access !== "public"))(
    "$operationId fails without a credential",
    async (route) => {
      const asking = { params: paramsOf(route), body: bodyOf(route), key: null };
      expect(outcome(await client().call(route.operationId, asking))).toBe("401 unauthenticated");
    },
  );

  it.each(routes.filter(({ access }) => access === "permitted"))("$operationId fails without rights", async (route) => {
    const asking = { params: paramsOf(route), body: bodyOf(route), key: powerless };
    expect(outcome(await client().call(route.operationId, asking))).toBe("403 authz_forbidden");
  });

  it.each(routes.filter(({ body, operationId }) => body !== undefined && operationId !== needsDomain))(
    "$operationId fails on what is no JSON",
    async (route) => {
      const unread = bare.has(route.operationId) ? "500 unknown" : "400 invalid_request_body";
      for (const body of garbled) {
        const answer = await client().call(route.operationId, { params: paramsOf(route), body });
        expect(outcome(answer), JSON.stringify(body.slice(0, 20))).toBe(readsIds[route.operationId] ?? unread);
        expect(answer.contentType).toMatch(/^application\/json/);
      }
    },
  );

  it.each(malformed)("%s fails on an id that is none: %s", async (operationId, want) => {
    expect(outcome(await client().call(operationId, { params: { id: "x" }, body: { name: "x" } }))).toBe(want);
  });

  it.each(
    routes.filter(
      ({ body, operationId }) =>
        body !== undefined && operationId !== needsDomain && readsIds[operationId] === undefined,
    ),
  )("$operationId fails on JSON of another shape", async (route) => {
    const unread = bare.has(route.operationId) ? "500 unknown" : "400 invalid_request_field";
    const wrong = listBodies.has(route.operationId) ? [{}, "x", 7, [7], [[]]] : [[], [{}], "x", 7, true];
    for (const body of wrong) {
      const sent = JSON.stringify(body);
      expect(outcome(await client().call(route.operationId, { params: paramsOf(route), body: sent })), sent).toBe(
        unread,
      );
    }
  });
}

export const cases: ContractCases<Client> = { title: "every route", run: everyRouteCases };
