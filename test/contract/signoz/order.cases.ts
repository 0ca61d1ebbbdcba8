import { beforeAll, describe, expect, it } from "vitest";
import { listRoutes } from "#mock-server/app.ts";
import type { ContractCases } from "../cases.ts";
import { type Asking, type Client, outcome, unique } from "./client.ts";
import { createRole, elsewhere, holderOf, nobody, roleId } from "./fixtures.ts";

type Caller = "nobody" | "powerless" | "admin";

// The server looks these up before it tests anything: they tell any caller that there is none.
const looksUpFirst: Readonly<Record<string, string>> = {
  GetRole: "404 role_not_found",
  UpdateRole: "404 role_not_found",
  DeleteRole: "404 role_not_found",
  GetServiceAccountRole: "404 service_account_role_not_found",
  DeleteServiceAccountRole: "404 service_account_role_not_found",
  // Here a permission is tested for each thing that is read, and without one there is nothing to test.
  QueryRangeV5: "400 invalid_input",
};

const gated = listRoutes().filter(
  ({ vendor, access, operationId }) => vendor === "signoz" && access === "permitted" && !elsewhere.has(operationId),
);

interface Step {
  readonly name: string;
  readonly operationId: string;
  readonly asking: Asking;
  readonly want: Readonly<Record<Caller, string>>;
}

const callers: readonly Caller[] = ["nobody", "powerless", "admin"];
const malformed = "not-a-uuid";
const upperCase = nobody.toUpperCase();
const unauthenticated = "401 unauthenticated";
const forbidden = "403 authz_forbidden";

const badBody = { body: "{" };

// Which of several errors wins: no identity; then, one permission after the other, ids that do not resolve and rights; then the body.
const steps: readonly Step[] = [
  {
    name: "an account's malformed id comes before rights",
    operationId: "GetServiceAccount",
    asking: { params: { id: malformed } },
    want: { nobody: unauthenticated, powerless: "400 invalid_selector", admin: "400 invalid_selector" },
  },
  {
    name: "and so where its roles are asked for",
    operationId: "GetServiceAccountRoles",
    asking: { params: { id: malformed } },
    want: { nobody: unauthenticated, powerless: "400 invalid_selector", admin: "400 invalid_selector" },
  },
  {
    name: "an account's upper-case id is malformed",
    operationId: "DeleteServiceAccount",
    asking: { params: { id: upperCase } },
    want: { nobody: unauthenticated, powerless: "400 invalid_selector", admin: "400 invalid_selector" },
  },
  {
    name: "rights come before an account that is not there",
    operationId: "GetServiceAccountRoles",
    asking: { params: { id: nobody } },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "404 service_account_not_found" },
  },
  {
    name: "rights come before the body",
    operationId: "UpdateServiceAccount",
    asking: { params: { id: nobody }, ...badBody },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "400 invalid_request_body" },
  },
  {
    name: "the body comes before an account that is not there",
    operationId: "CreateServiceAccountKey",
    asking: { params: { id: nobody }, body: { name: "No" } },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "400 api_key_invalid_input" },
  },
  {
    name: "where no right is tested on the account, its id is parsed after the rights",
    operationId: "ListServiceAccountKeys",
    asking: { params: { id: malformed } },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "400 invalid_valuer" },
  },
  {
    name: "and in any spelling",
    operationId: "ListServiceAccountKeys",
    asking: { params: { id: upperCase } },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "404 service_account_not_found" },
  },
  {
    name: "a key's id is a selector, the account's beside it is not, and both come before the body",
    operationId: "UpdateServiceAccountKey",
    asking: { params: { id: malformed, fid: malformed }, ...badBody },
    want: { nobody: unauthenticated, powerless: "400 invalid_selector", admin: "400 invalid_selector" },
  },
  {
    name: "the account's id in the path comes before the body",
    operationId: "UpdateServiceAccountKey",
    asking: { params: { id: malformed, fid: nobody }, ...badBody },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "400 invalid_valuer" },
  },
  {
    name: "both ids are selectors where a key is revoked, and the key comes first",
    operationId: "RevokeServiceAccountKey",
    asking: { params: { id: upperCase, fid: nobody } },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "400 invalid_selector" },
  },
  {
    name: "and a key's malformed id comes before rights",
    operationId: "RevokeServiceAccountKey",
    asking: { params: { id: upperCase, fid: malformed } },
    want: { nobody: unauthenticated, powerless: "400 invalid_selector", admin: "400 invalid_selector" },
  },
  {
    name: "the right to create keys comes before a malformed account",
    operationId: "CreateServiceAccountKey",
    asking: { params: { id: upperCase }, body: { name: "no" } },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "400 invalid_selector" },
  },
  {
    name: "a role's malformed id comes before rights",
    operationId: "GetRole",
    asking: { params: { id: malformed } },
    want: { nobody: unauthenticated, powerless: "400 invalid_valuer", admin: "400 invalid_valuer" },
  },
  {
    name: "a role that is not there comes before rights",
    operationId: "DeleteRole",
    asking: { params: { id: nobody } },
    want: { nobody: unauthenticated, powerless: "404 role_not_found", admin: "404 role_not_found" },
  },
  {
    name: "a role that is not there comes before the body",
    operationId: "UpdateRole",
    asking: { params: { id: nobody }, ...badBody },
    want: { nobody: unauthenticated, powerless: "404 role_not_found", admin: "404 role_not_found" },
  },
  {
    name: "rights come before a role's body",
    operationId: "CreateRole",
    asking: badBody,
    want: { nobody: unauthenticated, powerless: forbidden, admin: "400 invalid_request_body" },
  },
  {
    name: "an assignment that is not there comes before rights",
    operationId: "DeleteServiceAccountRole",
    asking: { params: { id: nobody } },
    want: {
      nobody: unauthenticated,
      powerless: "404 service_account_role_not_found",
      admin: "404 service_account_role_not_found",
    },
  },
  {
    name: "the right on the account comes before a role that is not there",
    operationId: "CreateServiceAccountRole",
    asking: { body: { serviceAccountId: nobody, roleId: nobody } },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "404 role_not_found" },
  },
  {
    name: "an account that is missing comes before rights",
    operationId: "CreateServiceAccountRole",
    asking: { body: { roleId: nobody } },
    want: { nobody: unauthenticated, powerless: "400 invalid_resource_id", admin: "400 invalid_resource_id" },
  },
  {
    name: "the right to update comes before an auth domain that is not there",
    operationId: "UpdateAuthDomain",
    asking: { params: { id: nobody }, body: {} },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "404 auth_domain_not_found" },
  },
  {
    name: "an auth domain's malformed id comes before rights",
    operationId: "UpdateAuthDomain",
    asking: { params: { id: malformed }, body: {} },
    want: { nobody: unauthenticated, powerless: "400 invalid_selector", admin: "400 invalid_selector" },
  },
  {
    name: "the right to create comes before a mapping with a role's name that is none",
    operationId: "CreateAuthDomain",
    asking: { body: { name: "latchkey.example", roleMapping: { defaultRole: "No Role" } } },
    want: { nobody: unauthenticated, powerless: forbidden, admin: "400 invalid_selector" },
  },
];

function managedRoleCases(client: () => Client, keyOf: (caller: Caller) => string | null): void {
  it("a managed role that exists: rights, then the body, then that it cannot be changed", async () => {
    const id = await roleId(client(), "signoz-viewer");
    const update = async (caller: Caller, body: unknown) => {
      const { status, code } = await client().call("UpdateRole", { params: { id }, body, key: keyOf(caller) });
      return `${status} ${code}`;
    };
    expect(await update("powerless", "{")).toBe(forbidden);
    expect(await update("admin", "{")).toBe("400 invalid_request_body");
    const wrong = { description: "", transactionGroups: [{ relation: "own" }] };
    expect(await update("admin", wrong)).toBe("400 invalid_input");
    expect(await update("admin", { description: "", transactionGroups: [] })).toBe("400 role_invalid_input");
  });

  it("a role's body comes before its taken name", async () => {
    const name = unique("team");
    await createRole(client(), [], name);
    const body = { name, transactionGroups: [{ relation: "own" }] };
    expect(await client().call("CreateRole", { body })).toMatchObject({ status: 400, code: "invalid_input" });
  });
}

function orderCases(client: () => Client): void {
  const keys = new Map<Caller, string | null>();
  const keyOf = (caller: Caller): string | null => keys.get(caller) ?? null;
  beforeAll(async () => {
    keys.set("powerless", (await holderOf(client())).secret);
    keys.set("admin", client().target.token);
  });

  const cells = steps.flatMap((step) => callers.map((caller) => ({ ...step, caller, wanted: step.want[caller] })));
  it.each(cells)("$name: $wanted for $caller", async ({ operationId, asking, caller, wanted }) => {
    const { status, code } = await client().call(operationId, { ...asking, key: keyOf(caller) });
    expect(`${status} ${code}`).toBe(wanted);
  });

  it.each(gated)("$operationId does not tell a caller without rights what exists", async ({ operationId }) => {
    const params = { id: nobody, fid: nobody, rid: nobody, name: "theme" };
    const body = { serviceAccountId: nobody, roleId: nobody, userId: nobody };
    const answer = await client().call(operationId, { params, body, key: keyOf("powerless") });
    expect(outcome(answer)).toBe(looksUpFirst[operationId] ?? forbidden);
  });

  describe("of a role's write", () => managedRoleCases(client, keyOf));
}

export const cases: ContractCases<Client> = { title: "order", run: orderCases };
