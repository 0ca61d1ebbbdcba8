import { describe, expect, it } from "vitest";
import { resources } from "#vendors/signoz/facts/data/catalog.ts";
import { managedRoles } from "#vendors/signoz/facts/data/managed-roles.ts";
import { checkedTransactions } from "#vendors/signoz/wire/permission-check.ts";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { bearing, createRole, group, nobody, personOf, roleId } from "./fixtures.ts";

interface Asked {
  readonly relation: string;
  readonly object: { readonly resource: { readonly type: string; readonly kind: string }; readonly selector: string };
}

function ask(relation: string, resource: string, selector = "*"): Asked {
  const [type = "", kind = type] = resource.split("/");
  return { relation, object: { resource: { type, kind }, selector } };
}

async function answers(client: Client, token: string, asked: readonly Asked[]): Promise<readonly boolean[]> {
  const seen = await client.data(checkedTransactions, "AuthzCheck", { body: asked, ...bearing(token) });
  expect(seen.map(({ authorized: _, ...rest }) => rest)).toEqual(asked);
  return seen.map(({ authorized }) => authorized);
}

const every = resources
  .filter(({ type }) => type !== "anonymous")
  .flatMap(({ type, kind, verbs: legal }) => legal.map((verb) => ask(verb, `${type}/${kind}`)))
  .filter(({ relation }) => relation !== "assignee");

function taxonomyCases(client: () => Client): void {
  it.each(managedRoles)("every legal question about $name is answered as the table says", async (role) => {
    const { accessToken } = await personOf(client(), await roleId(client(), role.name));
    const held = new Set(role.transactions.map(({ verb, type, kind }) => `${verb} ${type}/${kind}`));
    const allowed: string[] = [];
    for (let at = 0; at < every.length; at += 50) {
      const batch = every.slice(at, at + 50);
      const seen = await answers(client(), accessToken, batch);
      for (const [index, { relation, object }] of batch.entries()) {
        const { type, kind } = object.resource;
        if (seen[index] === true) allowed.push(`${relation} ${type}/${kind}`);
      }
    }
    expect(allowed.sort()).toEqual([...held].sort());
    expect(every.length).toBeGreaterThan(200);
  });

  it("an assignee is who holds the role", async () => {
    const { accessToken } = await personOf(client(), await roleId(client(), "signoz-viewer"));
    const asked = [ask("assignee", "role", "signoz-viewer"), ask("assignee", "role", "signoz-admin")];
    expect(await answers(client(), accessToken, asked)).toEqual([true, false]);
  });
}

function selectorCases(client: () => Client): void {
  it("one object is covered by itself and by the wildcard, and not the other way", async () => {
    const groups = [group("read", "metaresource/rule", nobody), group("read", "metaresource/pipeline", "*")];
    const { accessToken } = await personOf(client(), await createRole(client(), groups));
    const asked = [
      ask("read", "metaresource/rule", nobody),
      ask("read", "metaresource/rule"),
      ask("read", "metaresource/rule", nobody.replace("f", "e")),
      ask("read", "metaresource/pipeline", nobody),
      ask("update", "metaresource/pipeline", nobody),
    ];
    expect(await answers(client(), accessToken, asked)).toEqual([true, false, false, true, false]);
  });

  it("telemetry climbs: a value, its key, its query type, all", async () => {
    const key = "signoz.workspace.key.id";
    const held = [`builder_query/${key}/one`, "promql", `builder_ai_query/${key}/*`];
    const groups = [group("read", "telemetryresource/logs", ...held), group("read", "telemetryresource/traces", "*")];
    const { accessToken } = await personOf(client(), await createRole(client(), groups));
    const cases: readonly (readonly [string, string, boolean])[] = [
      ["logs", `builder_query/${key}/one`, true],
      ["logs", `builder_query/resource.${key}/one`, true],
      ["logs", `builder_query/${key}/two`, false],
      ["logs", "builder_query", false],
      ["logs", "promql/*", true],
      ["logs", "promql", true],
      ["logs", `builder_ai_query/${key}/any value/with a slash`, true],
      ["logs", "*", false],
      ["traces", `builder_sub_query/${key}/one`, true],
      ["metrics", "promql", false],
    ];
    const asked = cases.map(([kind, selector]) => ask("read", `telemetryresource/${kind}`, selector));
    expect(await answers(client(), accessToken, asked)).toEqual(cases.map(([, , wanted]) => wanted));
  });
}

const refused = [
  { name: "an unknown verb", asked: ask("own", "nothing/Nothing", "x"), want: "400 invalid_verb" },
  { name: "an unknown type", asked: ask("read", "nothing/Nothing", "x"), want: "400 invalid_type" },
  { name: "the anonymous", asked: ask("read", "anonymous"), want: "400 invalid_type" },
  { name: "a kind that is no word", asked: ask("read", "metaresource/No_Kind", "x"), want: "400 invalid_input" },
  { name: "an unknown pair", asked: ask("read", "metaresource/logs", "x"), want: "400 resource_not_found" },
  { name: "an illegal verb", asked: ask("attach", "metaresource/dashboard", "x"), want: "400 invalid_verb" },
  { name: "no selector", asked: ask("read", "role", "Not A Role"), want: "400 invalid_selector" },
  { name: "an upper-case id", asked: ask("read", "user", nobody.toUpperCase()), want: "400 invalid_selector" },
  { name: "no query type", asked: ask("read", "telemetryresource/logs", "sql/*"), want: "400 invalid_selector" },
  { name: "nothing", asked: {}, want: "400 invalid_verb" },
];

function authzCheckCases(client: () => Client, isMock: boolean): void {
  describe("the table", () => taxonomyCases(client));
  describe("selectors", () => selectorCases(client));

  it.each(refused)("fails on $name: $want", async ({ asked, want }) => {
    expect(outcome(await client().call("AuthzCheck", { body: [ask("list", "role"), asked] }))).toBe(want);
  });

  it("takes fifty tuples: a concrete selector is two, the wildcard one", async () => {
    const concrete = Array.from({ length: 25 }, () => ask("read", "role", "signoz-viewer"));
    expect(outcome(await client().call("AuthzCheck", { body: concrete }))).toBe("200");
    const unavailable = "500 authz_unavailable";
    expect(outcome(await client().call("AuthzCheck", { body: [...concrete, ask("list", "role")] }))).toBe(unavailable);
    expect(outcome(await client().call("AuthzCheck", { body: [] }))).toBe(unavailable);
  });

  it("knows no account: a key gets no for an answer, whatever it may do", async () => {
    const seen = await client().data(checkedTransactions, "AuthzCheck", { body: [ask("list", "role")] });
    expect(seen.map(({ authorized }) => authorized)).toEqual([false]);
  });

  it.runIf(isMock)("answers for accounts as well where the defect is switched off", async () => {
    const fixed = await client().variant({ knownDefects: false });
    const seen = await fixed.data(checkedTransactions, "AuthzCheck", { body: [ask("list", "role")] });
    expect(seen.map(({ authorized }) => authorized)).toEqual([true]);
  });
}

export const cases: ContractCases<Client> = { title: "permission checks", run: authzCheckCases };
