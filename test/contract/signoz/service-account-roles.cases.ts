import { expect, it } from "vitest";
import { serviceAccountRole } from "#vendors/signoz/wire/role-binding.ts";
import type { ContractCases } from "../cases.ts";
import type { Client } from "./client.ts";
import { assign, createAccount, createRole, group, holderOf, nobody, readAccount, roleId } from "./fixtures.ts";

function serviceAccountRoleCases(client: () => Client): void {
  it("assigning again answers the assignment that is there", async () => {
    const viewer = await roleId(client(), "signoz-viewer");
    const accountId = await createAccount(client());
    const id = await assign(client(), accountId, viewer);
    expect(await assign(client(), accountId, viewer)).toBe(id);
    const read = await client().data(serviceAccountRole, "GetServiceAccountRole", { params: { id } });
    expect(read).toMatchObject({ id, serviceAccountId: accountId, roleId: viewer, role: { name: "signoz-viewer" } });
    expect(read.role.transactionGroups).toHaveLength(38);
    expect((await readAccount(client(), accountId)).serviceAccountRoles).toHaveLength(1);
  });

  it("takes a role's id in any spelling of a UUID", async () => {
    const viewer = await roleId(client(), "signoz-viewer");
    const accountId = await createAccount(client());
    const id = await assign(client(), accountId, viewer);
    for (const spelling of [viewer.toUpperCase(), viewer.replaceAll("-", ""), `urn:uuid:${viewer}`]) {
      expect(await assign(client(), accountId, spelling)).toBe(id);
    }
  });

  it("rights are the union of the roles, and change with them at once", async () => {
    const lister = await createRole(client(), [group("list", "role", "*")]);
    const reader = await createRole(client(), [group("list", "serviceaccount", "*")]);
    const { accountId, secret } = await holderOf(client(), lister);
    const statuses = async () => [
      (await client().call("ListRoles", { key: secret })).status,
      (await client().call("ListServiceAccounts", { key: secret })).status,
    ];
    expect(await statuses()).toEqual([200, 403]);
    const id = await assign(client(), accountId, reader);
    expect(await statuses()).toEqual([200, 200]);
    expect(await client().call("DeleteServiceAccountRole", { params: { id } })).toMatchObject({ status: 204 });
    expect(await statuses()).toEqual([200, 403]);
  });

  it.each([
    { name: "no account", body: { roleId: nobody }, status: 400, code: "invalid_resource_id" },
    { name: "no body", body: undefined, status: 400, code: "invalid_resource_id" },
    {
      name: "a malformed account",
      body: { serviceAccountId: "x", roleId: nobody },
      status: 400,
      code: "invalid_selector",
    },
    { name: "no role", body: { serviceAccountId: nobody }, status: 400, code: "invalid_valuer" },
    { name: "a malformed role", body: { serviceAccountId: nobody, roleId: "x" }, status: 400, code: "invalid_valuer" },
    {
      name: "an unknown role",
      body: { serviceAccountId: nobody, roleId: nobody },
      status: 404,
      code: "role_not_found",
    },
  ])("fails on $name", async ({ body, status, code }) => {
    expect(await client().call("CreateServiceAccountRole", { body })).toMatchObject({ status, code });
  });

  it("fails on an account that is not there, and on the all-zero one", async () => {
    const viewer = await roleId(client(), "signoz-viewer");
    const attempt = (serviceAccountId: string) =>
      client().call("CreateServiceAccountRole", { body: { serviceAccountId, roleId: viewer } });
    expect(await attempt(nobody)).toMatchObject({ status: 404, code: "service_account_not_found" });
    expect(await attempt("00000000-0000-0000-0000-000000000000")).toMatchObject({
      status: 400,
      code: "service_account_invalid_input",
    });
  });

  it("fails on an assignment that is not there, whoever asks", async () => {
    const { secret } = await holderOf(client());
    const gone = { status: 404, code: "service_account_role_not_found" };
    expect(await client().call("GetServiceAccountRole", { params: { id: nobody }, key: secret })).toMatchObject(gone);
    expect(await client().call("DeleteServiceAccountRole", { params: { id: nobody } })).toMatchObject(gone);
    expect(await client().call("GetServiceAccountRole", { params: { id: "x" } })).toMatchObject({
      status: 400,
      code: "invalid_valuer",
    });
  });
}

export const cases: ContractCases<Client> = { title: "service account roles", run: serviceAccountRoleCases };
