import { afterEach, describe, expect, it } from "vitest";
import type { ContractCases } from "../cases.ts";
import type { Client } from "./client.ts";
import { createAccount, createKey, holderOf, listKeys, nobody } from "./fixtures.ts";

const day = 86_400;

function secondsFromNow(seconds: number): number {
  return Math.floor(Date.now() / 1_000) + seconds;
}

function creationCases(client: () => Client): void {
  it("gives the secret once", async () => {
    const accountId = await createAccount(client());
    const { keyId, secret } = await createKey(client(), accountId);
    expect(secret).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    const { body } = await client().call("ListServiceAccountKeys", { params: { id: accountId } });
    expect(JSON.stringify(body)).not.toContain(secret);
    const [listed] = await listKeys(client(), accountId);
    expect(listed).toMatchObject({ id: keyId, name: "first", expiresAt: 0, serviceAccountId: accountId });
    expect(listed?.lastObservedAt).toBe(listed?.createdAt);
  });

  it.each([
    { name: "an empty name", body: { name: "", expiresAt: 0 }, code: "api_key_invalid_input" },
    { name: "no name", body: { expiresAt: 0 }, code: "api_key_invalid_input" },
    { name: "81 letters", body: { name: "k".repeat(81), expiresAt: 0 }, code: "api_key_invalid_input" },
    { name: "a past date", body: { name: "old", expiresAt: secondsFromNow(-1) }, code: "api_key_invalid_input" },
    { name: "a date as text", body: { name: "text", expiresAt: "2030-01-01" }, code: "invalid_request_field" },
    { name: "a negative date", body: { name: "minus", expiresAt: -1 }, code: "invalid_request_field" },
    { name: "a fraction", body: { name: "half", expiresAt: 1.5 }, code: "invalid_request_field" },
    { name: "no JSON", body: "name=x", code: "invalid_request_body" },
  ])("fails on $name", async ({ body, code }) => {
    const id = await createAccount(client());
    expect(await client().call("CreateServiceAccountKey", { params: { id }, body })).toMatchObject({
      status: 400,
      code,
    });
  });

  it("takes a name of 80 letters, and no date for never", async () => {
    const id = await createAccount(client());
    const body = { name: "k".repeat(80) };
    expect(await client().call("CreateServiceAccountKey", { params: { id }, body })).toMatchObject({ status: 201 });
    expect(await listKeys(client(), id)).toMatchObject([{ name: body.name, expiresAt: 0 }]);
  });

  it("keeps names apart by account, and frees them when a key is revoked", async () => {
    const one = await createAccount(client());
    const other = await createAccount(client());
    const { keyId: fid } = await createKey(client(), one, "shared");
    await createKey(client(), other, "shared");
    const again = { params: { id: one }, body: { name: "shared", expiresAt: 0 } };
    expect(await client().call("CreateServiceAccountKey", again)).toMatchObject({
      status: 409,
      code: "api_key_already_exists",
    });
    await client().call("RevokeServiceAccountKey", { params: { id: one, fid } });
    expect(await client().call("CreateServiceAccountKey", again)).toMatchObject({ status: 201 });
  });

  it("fails on an account that is not there", async () => {
    const asking = { params: { id: nobody }, body: { name: "first", expiresAt: 0 } };
    expect(await client().call("CreateServiceAccountKey", asking)).toMatchObject({
      status: 404,
      code: "service_account_not_found",
    });
  });
}

function updateCases(client: () => Client): void {
  it("replaces name and expiry and keeps the secret", async () => {
    const { accountId: id, keyId: fid, secret } = await holderOf(client());
    const body = { name: "renamed", expiresAt: secondsFromNow(day) };
    expect(await client().call("UpdateServiceAccountKey", { params: { id, fid }, body })).toMatchObject({
      status: 204,
    });
    expect(await listKeys(client(), id)).toMatchObject([{ id: fid, ...body }]);
    expect(await client().call("GetMyServiceAccount", { key: secret })).toMatchObject({ status: 200 });
  });

  it("without a date makes the key eternal", async () => {
    const { accountId: id, keyId: fid } = await holderOf(client());
    const update = (body: unknown) => client().call("UpdateServiceAccountKey", { params: { id, fid }, body });
    await update({ name: "dated", expiresAt: secondsFromNow(day) });
    expect(await update({ name: "dated" })).toMatchObject({ status: 204 });
    expect(await listKeys(client(), id)).toMatchObject([{ expiresAt: 0 }]);
  });

  it("fails on a past date, on a taken name and on a body that is none", async () => {
    const { accountId: id, keyId: fid } = await holderOf(client());
    await createKey(client(), id, "taken");
    const update = (body: unknown) => client().call("UpdateServiceAccountKey", { params: { id, fid }, body });
    expect(await update({ name: "first", expiresAt: 1 })).toMatchObject({ status: 400, code: "api_key_invalid_input" });
    expect(await update({ name: "taken", expiresAt: 0 })).toMatchObject({
      status: 409,
      code: "api_key_already_exists",
    });
    expect(await update("{")).toMatchObject({ status: 400, code: "invalid_request_body" });
    expect(await update({ name: "first", expiresAt: 0 })).toMatchObject({ status: 204 });
  });
}

function revocationCases(client: () => Client): void {
  it("acts on the next request, and once", async () => {
    const { accountId: id, keyId: fid, secret } = await holderOf(client());
    const revoke = () => client().call("RevokeServiceAccountKey", { params: { id, fid } });
    expect(await revoke()).toMatchObject({ status: 204 });
    expect(await client().call("GetMyServiceAccount", { key: secret })).toMatchObject({ status: 401 });
    expect(await revoke()).toMatchObject({ status: 404, code: "api_key_not_found" });
    expect(await listKeys(client(), id)).toEqual([]);
  });

  it("fails on a key that is addressed under another account, as an update does", async () => {
    const { keyId: fid } = await holderOf(client());
    const params = { id: await createAccount(client()), fid };
    const gone = { status: 404, code: "api_key_not_found" };
    const body = { name: "first", expiresAt: 0 };
    expect(await client().call("RevokeServiceAccountKey", { params })).toMatchObject(gone);
    expect(await client().call("UpdateServiceAccountKey", { params, body })).toMatchObject(gone);
    const nowhere = { params: { id: nobody, fid } };
    const absent = { status: 404, code: "service_account_not_found" };
    expect(await client().call("RevokeServiceAccountKey", nowhere)).toMatchObject(absent);
    expect(await client().call("UpdateServiceAccountKey", { ...nowhere, body })).toMatchObject(absent);
  });
}

function timeCases(client: () => Client): void {
  afterEach(() => client().target.clock?.reset());

  it("are refused from their expiry on, and come back when it is moved", async () => {
    const { accountId: id, keyId: fid, secret } = await holderOf(client());
    const expire = (expiresAt: number) =>
      client().call("UpdateServiceAccountKey", { params: { id, fid }, body: { name: "first", expiresAt } });
    const status = async () => (await client().call("GetMyServiceAccount", { key: secret })).status;
    await expire(secondsFromNow(day));
    expect(await status()).toBe(200);
    client().target.clock?.advance(2 * day * 1_000);
    expect(await status()).toBe(401);
    expect(await expire(secondsFromNow(day))).toMatchObject({ status: 400 });
    expect(await listKeys(client(), id)).toHaveLength(1);
    await expire(0);
    expect(await status()).toBe(200);
  });

  it("note each request that they authenticated, refused ones too", async () => {
    const { accountId, secret } = await holderOf(client());
    const observed = async () => Date.parse((await listKeys(client(), accountId))[0]?.lastObservedAt ?? "");
    const before = await observed();
    client().target.clock?.advance(5_000);
    expect(await client().call("ListRoles", { key: secret })).toMatchObject({ status: 403 });
    expect((await observed()) - before).toBeGreaterThanOrEqual(5_000);
  });
}

function keyCases(client: () => Client, isMock: boolean): void {
  describe("a key's creation", () => creationCases(client));
  describe("a key's update", () => updateCases(client));
  describe("a key's revocation", () => revocationCases(client));
  describe.runIf(isMock)("keys in time", () => timeCases(client));
}

export const cases: ContractCases<Client> = { title: "keys", run: keyCases };
