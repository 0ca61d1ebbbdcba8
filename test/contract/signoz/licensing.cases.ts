import { describe, expect, it } from "vitest";
import { z } from "zod";
import { authDomain } from "#vendors/signoz/wire/auth-domain.ts";
import { checkedTransactions } from "#vendors/signoz/wire/permission-check.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { addKeysTo, bearing, createRole, holderOf, nobody, personOf, roleId } from "./fixtures.ts";

const custom = "0198c0de-0000-7000-8000-0000000000a1";

function communityCases(client: () => Client): void {
  it("tests the assigned managed role alone, whatever a role permits", async () => {
    const other = await client().variant({
      edition: "community",
      roles: [{ id: custom, name: "on-call", transactionGroups: addKeysTo(nobody) }],
    });
    const { secret: key } = await holderOf(other, custom);
    const { secret: editor } = await holderOf(other, await roleId(other, "signoz-editor"));
    const asked = async (operationId: string, as: string) =>
      outcome(await other.call(operationId, { key: as, body: {} }));
    expect(await asked("ListServiceAccounts", key)).toBe("403 authz_forbidden");
    expect(await asked("ListServiceAccounts", editor)).toBe("403 authz_forbidden");
    expect(await asked("ListDashboardsV2", key)).toBe("403 authz_forbidden");
    expect(await asked("ListDashboardsV2", editor)).toBe("200");
    expect(await asked("CreateDashboardV2", editor)).toBe("201");
  });

  it("answers permission checks by managed role, without looking at selectors", async () => {
    const other = await client().variant({ edition: "community" });
    const { accessToken } = await personOf(other, await roleId(other, "signoz-viewer"));
    const ask = (relation: string, kind: string, selector: string) => ({
      relation,
      object: { resource: { type: "metaresource", kind }, selector },
    });
    const body = [ask("read", "rule", nobody), ask("read", "rule", "*"), ask("update", "rule", "*")];
    const seen = await other.data(checkedTransactions, "AuthzCheck", { body, ...bearing(accessToken) });
    expect(seen.map(({ authorized }) => authorized)).toEqual([true, true, false]);
    expect(await other.data(checkedTransactions, "AuthzCheck", { body: [], ...bearing(accessToken) })).toEqual([]);
  });

  it("lists no licenses, to a viewer too, and has no route to activate one", async () => {
    const other = await client().variant({ edition: "community" });
    const { secret: viewer } = await holderOf(other, await roleId(other, "signoz-viewer"));
    expect(await other.data(z.array(z.unknown()), "ListLicenses", { key: viewer })).toEqual([]);
    const key = await other.call("ListLicenses", { key: null });
    expect(outcome(key)).toBe("401 unauthenticated");
    const answer = await other.send("POST", "/api/v3/licenses", { body: { key: "x" } });
    expect(answer.contentType).toMatch(/^text\/html/);
  });

  it("signs nobody in by OIDC: the context is a password's", async () => {
    const config = { kind: "oidc", spec: { issuer: "https://idp", clientId: "x", clientSecret: "y" } };
    const authDomains = [{ name: "latchkey.example", enabled: true, config }];
    const other = await client().variant({ edition: "community", authDomains });
    const { body } = await other.call("GetSessionContext", { query: { email: "ada@latchkey.example" } });
    const support = { callback: [], password: [{ provider: "email_password" }] };
    expect(body).toMatchObject({ data: { orgs: [{ authNSupport: support, warning: { code: "not_found" } }] } });
  });

  it("shows no relay state of SAML", async () => {
    const config = { kind: "saml", spec: { entityId: "x", location: "y", certificate: "z" } };
    const other = await client().variant({ edition: "community", authDomains: [{ name: "latchkey.example", config }] });
    const [domain] = await other.data(z.array(authDomain), "ListAuthDomains");
    expect(domain?.authNProviderInfo.relayStatePath).toBeNull();
  });
}

function licenseCases(client: () => Client): void {
  it("is activated once, refreshed and read", async () => {
    const other = await client().variant({ licensed: false });
    const activate = async (key?: string) => outcome(await other.call("ActivateLicense", { body: { key } }));
    expect(await activate()).toBe("400 invalid_input");
    expect(await activate("for-tests-only")).toBe("202");
    expect(await activate("for-tests-only")).toBe("409 already_exists");
    expect(outcome(await other.call("RefreshLicense"))).toBe("204");
    const { body } = await other.call("GetActiveLicense");
    expect(body).toMatchObject({ data: { valid_until: -1, state: "ACTIVATED", plan: {} } });
    expect(JSON.stringify(body)).not.toContain("for-tests-only");
    expect(await createRole(other)).not.toBe("");
    expect(await other.data(z.array(z.unknown()), "ListLicenses")).toEqual([]);
  });
}

function licensingCases(client: () => Client): void {
  describe("community", () => communityCases(client));
  describe("a license", () => licenseCases(client));
}

export const cases: ContractCases<Client> = { title: "licensing", needsMock: true, run: licensingCases };
