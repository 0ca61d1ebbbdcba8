import { describe, expect, it } from "vitest";
import * as agentKeyWire from "#vendors/bigeye/wire/agent-key.ts";
import * as keyWire from "#vendors/bigeye/wire/key.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, unique } from "./client.ts";
import { createAccount, createKey, holderOf, isValid, keysOf, nobody } from "./fixtures.ts";

const create = "ServiceAccountApiKeyService_CreateServiceAccountApiKey";
const revoke = "ServiceAccountApiKeyService_DeleteServiceAccountApiKey";

function accountKeyCases(client: () => Client): void {
  it("may be many, and share a name", async () => {
    const { id } = await createAccount(client());
    const name = unique("twin");
    const made = [await createKey(client(), id, name), await createKey(client(), id, name)];
    expect(new Set(made.map(({ apiKey }) => apiKey)).size).toBe(2);
    expect((await keysOf(client(), id)).map((key) => key.id)).toEqual(made.map(({ info }) => info.id));
  });

  it("never expire: an expiry that is sent is not kept", async () => {
    const { id } = await createAccount(client());
    const body = { name: "dated", expiresAt: "1", serviceAccountId: Number(id) };
    const { apiKey } = await client().data(keyWire.createdKey, create, { body });
    const { body: listed } = await client().call("ServiceAccountApiKeyService_ListKeysForServiceAccount", {
      query: { serviceAccountId: id },
    });
    expect(JSON.stringify(listed)).not.toMatch(/expir/i);
    client().target.clock?.advance(400 * 86_400_000);
    expect(await isValid(client(), apiKey)).toBe(true);
    client().target.clock?.reset();
  });

  it("cannot be read singly, nor changed", async () => {
    const { keyId } = await holderOf(client());
    for (const method of ["GET", "PUT", "PATCH"]) {
      const path = `/api/v1/personal-api-keys/${keyId}`;
      expect(await client().send(method, path, {}), method).toMatchObject({ status: 404 });
    }
  });

  it("fails without a name and for an account that is not there", async () => {
    const { id } = await createAccount(client());
    expect(await client().call(create, { body: { serviceAccountId: Number(id) } })).toMatchObject({ status: 400 });
    const body = { name: "x", serviceAccountId: Number(nobody) };
    expect(await client().call(create, { body })).toMatchObject({ status: 404 });
    const list = "ServiceAccountApiKeyService_ListKeysForServiceAccount";
    expect(await client().call(list, { query: { serviceAccountId: nobody } })).toMatchObject({ status: 404 });
    expect(await client().call(list, { query: { serviceAccountId: "x" } })).toMatchObject({ status: 400 });
  });

  it("are revoked once", async () => {
    const { keyId } = await holderOf(client());
    const params = { serviceAccountApiKeyId: keyId };
    expect(await client().call(revoke, { params })).toMatchObject({ status: 200, body: {} });
    expect(await client().call(revoke, { params })).toMatchObject({ status: 404 });
  });
}

function ownKeyCases(client: () => Client): void {
  it("are made, listed and revoked by their owner, whatever it may do", async () => {
    const { accountId, keyId, secret } = await holderOf(client());
    const asking = { key: secret, body: { name: "own" } };
    const own = await client().data(keyWire.createdKey, create, asking);
    expect(own.info).toMatchObject({ owner: { id: accountId }, createdBy: { id: accountId } });
    for (const operation of [
      "ApiKeyService_GetAllPersonalApiKeys",
      "ServiceAccountApiKeyService_ListKeysForServiceAccount",
    ]) {
      const { keys } = await client().data(keyWire.keys, operation, { key: secret });
      expect(keys.map(({ id }) => id)).toEqual([keyId, own.info.id]);
    }
    const params = { serviceAccountApiKeyId: own.info.id };
    expect(await client().call(revoke, { key: secret, params })).toMatchObject({ status: 200 });
    expect(await isValid(client(), own.apiKey)).toBe(false);
  });

  it("fails on another's", async () => {
    const one = await holderOf(client());
    const other = await holderOf(client());
    const query = { serviceAccountId: other.accountId };
    const denied = [
      await client().call("ServiceAccountApiKeyService_ListKeysForServiceAccount", { key: one.secret, query }),
      await client().call("ServiceAccountApiKeyService_ListAllServiceAccountKeys", { key: one.secret }),
      await client().call(revoke, { key: one.secret, params: { serviceAccountApiKeyId: other.keyId } }),
      await client().call(create, { key: one.secret, body: { name: "x", serviceAccountId: Number(other.accountId) } }),
    ];
    expect(denied.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await isValid(client(), other.secret)).toBe(true);
  });
}

function agentKeyCases(client: () => Client): void {
  const make = async (type: string) => {
    const body = { name: unique("agent"), description: "on premises", type: `AGENT_API_KEY_TYPE_${type}` };
    return client().data(agentKeyWire.createdAgentKey, "ApiKeyService_CreateAgentApiKey", { body });
  };

  it("are the company's, and listed apart", async () => {
    const { apiKey, info } = await make("INTEGRATION");
    const { keys } = await client().data(agentKeyWire.agentKeys, "ApiKeyService_GetAllAgentApiKeys");
    expect(keys.find(({ id }) => id === info.id)).toMatchObject({ type: "AGENT_API_KEY_TYPE_INTEGRATION" });
    expect(JSON.stringify(keys)).not.toContain(apiKey);
    const params = { apiKeyId: info.id };
    expect(await client().call("ApiKeyService_DeleteAgentApiKey", { params })).toMatchObject({ status: 200 });
    expect(await client().call("ApiKeyService_DeleteAgentApiKey", { params })).toMatchObject({ status: 404 });
  });

  it("are accepted for agents' operations alone", async () => {
    const { apiKey, info } = await make("AGENT");
    const asking = { key: apiKey };
    expect(await client().call("ApiKeyService_VerifyAgentApiKey", asking)).toMatchObject({ status: 204 });
    expect(await client().call("ApiKeyService_VerifyPersonalApiKey", asking)).toMatchObject({ status: 401 });
    expect(await client().call("WorkspaceService_GetAllWorkspaces", asking)).toMatchObject({ status: 401 });
    expect(await client().call("ApiKeyService_VerifyAgentApiKey")).toMatchObject({ status: 401 });
    await client().call("ApiKeyService_DeleteAgentApiKey", { params: { apiKeyId: info.id } });
    expect(await client().call("ApiKeyService_VerifyAgentApiKey", asking)).toMatchObject({ status: 401 });
  });

  it("fails without a type or a name", async () => {
    for (const body of [{ name: "x" }, { type: "AGENT_API_KEY_TYPE_AGENT" }, { name: "x", type: "AGENT" }]) {
      expect(await client().call("ApiKeyService_CreateAgentApiKey", { body })).toMatchObject({ status: 400 });
    }
  });
}

function keyCases(client: () => Client): void {
  describe("of service accounts", () => accountKeyCases(client));
  describe("of the caller", () => ownKeyCases(client));
  describe("of agents", () => agentKeyCases(client));
}

export const cases: ContractCases<Client> = { title: "keys", run: keyCases };
