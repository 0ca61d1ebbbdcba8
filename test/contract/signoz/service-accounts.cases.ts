import { describe, expect, it } from "vitest";
import { z } from "zod";
import { role } from "#vendors/signoz/wire/role.ts";
import { serviceAccount, serviceAccountWithRoles } from "#vendors/signoz/wire/service-account.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import { assign, createAccount, createKey, holderOf, listKeys, nobody, readAccount, roleId } from "./fixtures.ts";

function creationCases(client: () => Client): void {
  it("answers the id alone, and reads as active without roles", async () => {
    const name = unique("bot");
    const id = await createAccount(client(), name);
    const account = await readAccount(client(), id);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(account).toMatchObject({ id, name, email: `${name}@signozserviceaccount.com`, status: "active" });
    expect(account.serviceAccountRoles).toBeNull();
    expect(Date.parse(account.createdAt ?? "")).not.toBeNaN();
  });

  it.each([{}, { name: null }, { name: "" }, { name: "Bot" }, { name: "7bot" }, { name: "b".repeat(51) }])(
    "fails on the name in %j",
    async (body) => {
      expect(await client().call("CreateServiceAccount", { body })).toMatchObject({
        status: 400,
        code: "service_account_invalid_input",
      });
    },
  );

  it.each([
    { name: "no body", body: undefined, code: "invalid_request_body" },
    { name: "half a body", body: '{"name":', code: "invalid_request_body" },
    { name: "a number for a name", body: { name: 7 }, code: "invalid_request_field" },
    { name: "an array", body: [], code: "invalid_request_field" },
  ])("fails on $name", async ({ body, code }) => {
    expect(await client().call("CreateServiceAccount", { body })).toMatchObject({ status: 400, code });
  });

  it("ignores members that it does not know, and the content type", async () => {
    const body = { name: unique("bot"), owner: "nobody" };
    const headers = { "content-type": "text/plain" };
    expect(await client().call("CreateServiceAccount", { body, headers })).toMatchObject({ status: 201 });
  });

  it("refuses a taken name, also when both are asked for at once", async () => {
    const body = { name: unique("bot") };
    const answers = await Promise.all([1, 2, 3].map(() => client().call("CreateServiceAccount", { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
}

function renameCases(client: () => Client): void {
  it("changes the name and keeps the e-mail, so the old name stays taken", async () => {
    const name = unique("bot");
    const next = unique("bot");
    const id = await createAccount(client(), name);
    expect(await client().call("UpdateServiceAccount", { params: { id }, body: { name: next } })).toMatchObject({
      status: 204,
    });
    expect(await readAccount(client(), id)).toMatchObject({ name: next, email: `${name}@signozserviceaccount.com` });
    expect(await client().call("CreateServiceAccount", { body: { name } })).toMatchObject({
      status: 409,
      code: "service_account_already_exists",
    });
  });

  it("may be to its own name, and not to another's", async () => {
    const name = unique("bot");
    const other = unique("bot");
    const id = await createAccount(client(), name);
    await createAccount(client(), other);
    const rename = (body: unknown) => client().call("UpdateServiceAccount", { params: { id }, body });
    expect(await rename({ name })).toMatchObject({ status: 204 });
    expect(await rename({ name: other })).toMatchObject({ status: 409 });
    expect(await rename({ name: "Not A Name" })).toMatchObject({ status: 400 });
  });

  it("is open to the account's own key, whatever it may do", async () => {
    const { accountId, secret } = await holderOf(client());
    const name = unique("self");
    const rename = (body: unknown, key: string | null = secret) =>
      client().call("UpdateMyServiceAccount", { body, key });
    expect(await rename({ name })).toMatchObject({ status: 204 });
    expect(await client().data(serviceAccountWithRoles, "GetMyServiceAccount", { key: secret })).toMatchObject({
      id: accountId,
      name,
    });
    expect(await rename({ name: "No" })).toMatchObject({ status: 400, code: "service_account_invalid_input" });
    const taken = unique("bot");
    await createAccount(client(), taken);
    expect(await rename({ name: taken })).toMatchObject({ status: 409 });
    expect(await rename({ name }, null)).toMatchObject({ status: 401, code: "unauthenticated" });
  });
}

function deletionCases(client: () => Client): void {
  it("is soft: the account and its assignments stay readable, its keys are gone", async () => {
    const viewer = await roleId(client(), "signoz-viewer");
    const { accountId: id, secret, keyId: fid } = await holderOf(client(), viewer);
    expect(await client().call("DeleteServiceAccount", { params: { id } })).toMatchObject({ status: 204 });
    const account = await readAccount(client(), id);
    expect(account).toMatchObject({ status: "deleted", serviceAccountRoles: [{ roleId: viewer }] });
    const listed = await client().data(z.array(serviceAccount), "ListServiceAccounts");
    expect(listed.find((row) => row.id === id)?.status).toBe("deleted");
    expect(await client().data(z.array(role), "GetServiceAccountRoles", { params: { id } })).toHaveLength(1);
    expect(await listKeys(client(), id)).toEqual([]);
    expect(await client().call("GetMyServiceAccount", { key: secret })).toMatchObject({ status: 401 });
    expect(await client().call("RevokeServiceAccountKey", { params: { id, fid } })).toMatchObject({
      status: 404,
      code: "api_key_not_found",
    });
  });

  it("leaves nothing that can be changed", async () => {
    const viewer = await roleId(client(), "signoz-viewer");
    const id = await createAccount(client());
    const assignment = await assign(client(), id, viewer);
    await client().call("DeleteServiceAccount", { params: { id } });
    const gone = { status: 404, code: "service_account_not_found" };
    expect(await client().call("DeleteServiceAccount", { params: { id } })).toMatchObject(gone);
    expect(await client().call("UpdateServiceAccount", { params: { id }, body: { name: "next" } })).toMatchObject(gone);
    const body = { name: "late", expiresAt: 0 };
    expect(await client().call("CreateServiceAccountKey", { params: { id }, body })).toMatchObject(gone);
    const pair = { serviceAccountId: id, roleId: viewer };
    expect(await client().call("CreateServiceAccountRole", { body: pair })).toMatchObject(gone);
    expect(await client().call("DeleteServiceAccountRole", { params: { id: assignment } })).toMatchObject(gone);
    expect(await client().call("GetServiceAccountRole", { params: { id: assignment } })).toMatchObject({ status: 200 });
  });

  it("frees the name for another id", async () => {
    const name = unique("bot");
    const id = await createAccount(client(), name);
    await client().call("DeleteServiceAccount", { params: { id } });
    expect(await createAccount(client(), name)).not.toBe(id);
  });
}

function serviceAccountCases(client: () => Client): void {
  describe("a service account's creation", () => creationCases(client));
  describe("a service account's new name", () => renameCases(client));
  describe("a service account's deletion", () => deletionCases(client));

  it("fails on an account that is not there", async () => {
    const gone = { status: 404, code: "service_account_not_found" };
    const params = { id: nobody };
    expect(await client().call("GetServiceAccount", { params })).toMatchObject(gone);
    expect(await client().call("GetServiceAccountRoles", { params })).toMatchObject(gone);
    expect(await client().call("UpdateServiceAccount", { params, body: { name: "next" } })).toMatchObject(gone);
    expect(await client().call("ListServiceAccountKeys", { params })).toMatchObject(gone);
  });

  it("lists without roles, and reads them where they are asked for", async () => {
    const viewer = await roleId(client(), "signoz-viewer");
    const id = await createAccount(client());
    expect(await client().data(z.array(role), "GetServiceAccountRoles", { params: { id } })).toEqual([]);
    await assign(client(), id, viewer);
    await createKey(client(), id);
    const { body } = await client().call("ListServiceAccounts");
    expect(JSON.stringify(body)).not.toContain("serviceAccountRoles");
    const [held] = await client().data(z.array(role), "GetServiceAccountRoles", { params: { id } });
    expect(held?.transactionGroups).toHaveLength(38);
  });
}

export const cases: ContractCases<Client> = { title: "service accounts", run: serviceAccountCases };
