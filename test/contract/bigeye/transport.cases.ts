import { describe, expect, it } from "vitest";
import type { ContractCases } from "../cases.ts";
import { type Client, routes } from "./client.ts";
import { holderOf, nobody } from "./fixtures.ts";

function credentialCases(client: () => Client): void {
  const forms = [
    { name: "no credential", of: () => undefined },
    { name: "Bearer", of: (key: string) => `Bearer ${key}` },
    { name: "a capital letter", of: (key: string) => `Apikey ${key}` },
    { name: "capitals", of: (key: string) => `APIKEY ${key}` },
    { name: "two blanks", of: (key: string) => `apikey  ${key}` },
    { name: "the key alone", of: (key: string) => key },
    { name: "half a key", of: (key: string) => `apikey ${key.slice(0, -1)}` },
    { name: "a key in other letters", of: (key: string) => `apikey ${key.toUpperCase()}` },
    { name: "a key and more", of: (key: string) => `apikey ${key} x` },
  ];

  it.each(forms)("fails on $name", async ({ of }) => {
    const { secret } = await holderOf(client());
    const authorization = of(secret);
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await client().call("ApiKeyService_VerifyPersonalApiKey", { key: null, headers });
    expect(answer).toMatchObject({ status: 401, code: 401 });
    expect(answer.message).not.toContain(secret.slice(12, 20));
  });

  it("names the right form where the form is wrong", async () => {
    const headers = { authorization: `Bearer ${client().target.token}` };
    const { message } = await client().call("UserService_GetAllUsers", { key: null, headers });
    expect(message).toContain("Authorization: apikey KEY");
  });

  it("asks for one at every route", async () => {
    expect(routes.length).toBeGreaterThan(35);
    for (const { operationId, path } of routes) {
      const params = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, nobody]));
      expect((await client().call(operationId, { params, key: null })).status, operationId).toBe(401);
    }
  });
}

function transportCases(client: () => Client): void {
  describe("a credential", () => credentialCases(client));

  it.each([
    { method: "GET", path: "/api/v1/user" },
    { method: "GET", path: "/api/v2/users" },
    { method: "DELETE", path: "/api/v1/users/101" },
    { method: "PATCH", path: "/api/v1/groups" },
    { method: "POST", path: "/api/v1/personal-api-key" },
  ])("answers $method $path, which there is not, with 404 and the envelope", async ({ method, path }) => {
    expect(await client().send(method, path, {})).toMatchObject({ status: 404, code: 404, message: "Not Found" });
  });

  it("answers creations with 200, and checks of a key with 204", async () => {
    const body = { name: "made" };
    expect(await client().call("UserService_CreateServiceAccount", { body })).toMatchObject({ status: 200 });
    expect(await client().call("ApiKeyService_VerifyPersonalApiKey")).toMatchObject({ status: 204, body: undefined });
  });

  it("takes account-level calls with and without a workspace", async () => {
    for (const headers of [{}, { "X-Bigeye-Workspace-Id": "0" }, { "X-Bigeye-Workspace-Id": nobody }]) {
      expect(await client().call("GroupService_GetAllGroups", { headers })).toMatchObject({ status: 200 });
    }
  });
}

export const cases: ContractCases<Client> = { title: "transport", run: transportCases };
