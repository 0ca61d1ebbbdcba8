import { describe, expect, it } from "vitest";
import { dashboard } from "#vendors/signoz/wire/dashboard.ts";
import { failure } from "#vendors/signoz/wire/common.ts";
import { z } from "zod";
import type { ContractCases } from "../cases.ts";
import type { Client } from "./client.ts";
import { createAccount, holderOf, roleId } from "./fixtures.ts";

function credentialCases(client: () => Client): void {
  it.each([
    { name: "no key", key: null, headers: {} },
    { name: "an unknown key", key: "A".repeat(43) + "=", headers: {} },
    { name: "a key as a bearer token", key: null, headers: { authorization: "Bearer x" } },
  ])("fails on $name, always alike", async ({ key, headers }) => {
    const { status, body } = await client().call("ListServiceAccounts", { key, headers });
    expect(status).toBe(401);
    expect(failure.parse(body).error).toMatchObject({
      type: "unauthenticated",
      message: "unauthenticated",
      errors: [],
    });
  });

  it("fails on a good key beside an Authorization header: one method is tried", async () => {
    const headers = { authorization: "Bearer nonsense" };
    expect(await client().call("GetMyServiceAccount", { headers })).toMatchObject({ status: 401 });
  });
}

function documentCases(client: () => Client): void {
  it.each([
    { method: "GET", path: "/api/v1/nothing" },
    { method: "PATCH", path: "/api/v1/roles" },
    { method: "POST", path: "/api/v1/service_accounts/me" },
    { method: "GET", path: "/api/v1/roles/" },
  ])("answers $method $path with the web UI", async ({ method, path }) => {
    const answer = await client().send(method, path, {});
    expect(answer).toMatchObject({ status: 200, body: undefined });
    expect(answer.contentType).toMatch(/^text\/html/);
  });

  it("takes DELETE …/me for an account's id", async () => {
    expect(await client().call("DeleteServiceAccount", { params: { id: "me" } })).toMatchObject({
      status: 400,
      code: "invalid_selector",
    });
  });

  it("answers 204 without a body", async () => {
    const answer = await client().call("DeleteServiceAccount", { params: { id: await createAccount(client()) } });
    expect(answer).toMatchObject({ status: 204, body: undefined });
  });

  it.each(["GetHealth", "Healthz", "Readyz", "Livez", "GetVersion"])("%s is public", async (operationId) => {
    expect(await client().call(operationId, { key: "nonsense" })).toMatchObject({ status: 200 });
  });

  it.each(["Healthz", "Readyz"])(
    "%s says whether the instance is healthy, and of which services",
    async (operationId) => {
      const { body } = await client().call(operationId, { key: null });
      expect(body).toMatchObject({ status: "success", data: { healthy: true, services: {} } });
    },
  );
}

function transportCases(client: () => Client): void {
  describe("credentials", () => credentialCases(client));
  describe("documents", () => documentCases(client));

  it("dashboards show a key's rights in use", async () => {
    const editor = await holderOf(client(), await roleId(client(), "signoz-editor"));
    const viewer = await holderOf(client(), await roleId(client(), "signoz-viewer"));
    const body = { title: "latency", widgets: [] };
    const made = await client().data(dashboard, "CreateDashboard", { key: editor.secret, body });
    const listed = await client().data(z.array(dashboard), "ListDashboards", { key: viewer.secret });
    expect(listed.find(({ id }) => id === made.id)?.data).toEqual(body);
  });
}

export const cases: ContractCases<Client> = { title: "transport", run: transportCases };
