import { describe, expect, it } from "vitest";
import * as commonWire from "#vendors/bigeye/wire/common.ts";
import * as keyWire from "#vendors/bigeye/wire/key.ts";
import * as memberWire from "#vendors/bigeye/wire/member.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import {
  changeMembers,
  createAccount,
  createGroup,
  createKey,
  defaultWorkspace,
  groupHolding,
  holderOf,
  isValid,
  keysOf,
  readUser,
  roleNamed,
  grantAll,
} from "./fixtures.ts";

function creationCases(client: () => Client): void {
  it("takes a name, and roles by way of groups, at creation", async () => {
    const group = await createGroup(client());
    const { id: workspace } = await defaultWorkspace(client());
    await grantAll(client(), { role: (await roleNamed(client(), "View")).id, group: group.id, workspace });
    const name = unique("nightly load");
    const made = await createAccount(client(), { name, groupIds: [group.id] });
    expect(made).toMatchObject({ name, isServiceAccount: true, email: "" });
    expect(made.groups).toEqual([{ id: group.id, displayName: group.name }]);
    const { apiKey } = await createKey(client(), made.id);
    const collections = { query: { workspaceId: workspace }, key: apiKey };
    expect(await client().call("ListCollections", collections)).toMatchObject({ status: 200 });
    expect(await client().call("CreateCollection", { ...collections, body: { name: "x" } })).toMatchObject({
      status: 403,
    });
  });

  it("gives no way to log in: neither name nor key is a user's name or password", async () => {
    const { accountId, secret } = await holderOf(client());
    const { name } = await readUser(client(), accountId);
    for (const login of [`${name}:${secret}`, `:${secret}`, `${secret}:`, `${accountId}:${secret}`]) {
      const headers = { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
      const answer = await client().call("WorkspaceService_GetAllWorkspaces", { key: null, headers });
      expect(answer, login).toMatchObject({ status: 401 });
    }
    expect(await isValid(client(), secret)).toBe(true);
  });

  it("needs no key, and makes one with a name and a description that is optional", async () => {
    const { id } = await createAccount(client());
    expect(await keysOf(client(), id)).toEqual([]);
    const body = { name: "bare", serviceAccountId: Number(id) };
    const call = { body };
    const bare = await client().data(
      keyWire.createdKey,
      "ServiceAccountApiKeyService_CreateServiceAccountApiKey",
      call,
    );
    expect(bare.info).toMatchObject({ name: "bare", description: "" });
    expect((await createKey(client(), id)).info.description).toBe("for the nightly load");
  });

  it("shows the key once: in no list, and in no other answer", async () => {
    const { accountId, keyId, secret } = await holderOf(client());
    expect(secret).toMatch(/^bigeye_pak_\S{20,}$/);
    const seen = await Promise.all([
      client().call("ServiceAccountApiKeyService_ListKeysForServiceAccount", {
        query: { serviceAccountId: accountId },
      }),
      client().call("ServiceAccountApiKeyService_ListAllServiceAccountKeys"),
      client().call("ApiKeyService_GetAllPersonalApiKeys", { key: secret }),
      client().call("UserService_GetUser", { params: { userId: accountId } }),
    ]);
    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(JSON.stringify(seen)).toContain(`"id":${keyId}`);
    expect(JSON.stringify(seen)).not.toContain(secret);
  });
}

function editingCases(client: () => Client): void {
  it("renames and regroups in place, and keys go on", async () => {
    const before = await createGroup(client());
    const after = await createGroup(client());
    const { accountId, secret } = await holderOf(client(), before.id);
    const name = unique("renamed");
    const body = { name, groupIds: [Number(after.id)] };
    const call = { params: { userId: accountId }, body };
    const { user } = await client().data(memberWire.wrappedUser, "UserService_UpdateUser", call);
    expect(user).toMatchObject({ id: accountId, name, groups: [{ id: after.id, displayName: after.name }] });
    expect(await readUser(client(), accountId)).toEqual(user);
    expect(await isValid(client(), secret)).toBe(true);
  });

  it("creates and revokes keys of an account that is there", async () => {
    const { accountId, keyId, secret } = await holderOf(client());
    const second = await createKey(client(), accountId);
    const params = { serviceAccountApiKeyId: keyId };
    await client().data(commonWire.nothing, "ServiceAccountApiKeyService_DeleteServiceAccountApiKey", { params });
    expect(await isValid(client(), secret)).toBe(false);
    expect(await isValid(client(), second.apiKey)).toBe(true);
    expect((await keysOf(client(), accountId)).map(({ id }) => id)).toEqual([second.info.id]);
  });
}

function listCases(client: () => Client): void {
  it("has every account's keys in one list, each with owner, creator and last use", async () => {
    const one = await holderOf(client());
    const other = await holderOf(client());
    const list = async () =>
      (await client().data(keyWire.keys, "ServiceAccountApiKeyService_ListAllServiceAccountKeys")).keys;
    const unused = (await list()).filter(({ id }) => [one.keyId, other.keyId].includes(id));
    expect(unused.map(({ owner }) => owner?.id)).toEqual([one.accountId, other.accountId]);
    for (const { createdBy, createdAt, lastUsedAt } of unused) {
      expect(createdBy?.id).toBeDefined();
      expect(createdBy?.id).not.toBe(one.accountId);
      expect(Number(createdAt)).toBeGreaterThan(1_700_000_000);
      expect(lastUsedAt).toBe("0");
    }
    await isValid(client(), other.secret);
    const used = (await list()).find(({ id }) => id === other.keyId);
    expect(Number(used?.lastUsedAt)).toBeGreaterThan(1_700_000_000);
    expect(used?.lastUsedIp).not.toBe("");
  });
}

/** What the vendor's page on service accounts promises, each at the level of HTTP. */
function seedCases(client: () => Client): void {
  describe("at creation", () => creationCases(client));
  describe("when edited", () => editingCases(client));
  describe("on the page of all keys", () => listCases(client));

  it("acts at once: a membership taken away is a right taken away", async () => {
    const { id: workspace } = await defaultWorkspace(client());
    const group = await groupHolding(client(), workspace, "COLLECTION:READ");
    const { accountId, secret } = await holderOf(client(), group);
    const list = async () => (await client().call("ListCollections", { key: secret })).status;
    expect(await list()).toBe(200);
    await changeMembers(client(), "REMOVE", { users: [accountId], groups: [group] });
    expect(await list()).toBe(403);
  });
}

export const cases: ContractCases<Client> = {
  title: "what the vendor's page promises of a service account",
  run: seedCases,
};
