import { describe, expect, it } from "vitest";
import type { ContractCases } from "../cases.ts";
import { type Client, outcome } from "./client.ts";
import { createRole, group, holderOf, roleId } from "./fixtures.ts";

const builder = (signal: string, expression = "", rest = {}) => ({
  type: "builder_query",
  spec: { name: "A", signal, filter: { expression }, ...rest },
});
const formula = { type: "builder_formula", spec: { name: "F", expression: "A / 2" } };
const ofKey = "signoz.workspace.key.id";

function asking(...queries: readonly unknown[]): Readonly<Record<string, unknown>> {
  return { schemaVersion: "v1", start: 1, end: 2, requestType: "time_series", compositeQuery: { queries } };
}

interface Case {
  readonly name: string;
  readonly queries: readonly unknown[];
  /** What suffices: `KIND SELECTOR`. */
  readonly needs: readonly string[];
  /** What does not. */
  readonly but: readonly string[];
}

const table: readonly Case[] = [
  {
    name: "a builder's query",
    queries: [builder("logs")],
    needs: ["logs builder_query/*"],
    but: ["traces *", "logs promql/*", `logs builder_query/${ofKey}/a`],
  },
  { name: "any of the signal", queries: [builder("traces"), formula], needs: ["traces *"], but: ["logs *"] },
  {
    name: "a key's part",
    queries: [builder("logs", `service.name = 'x' AND resource.${ofKey} = 'a'`)],
    needs: [`logs builder_query/${ofKey}/a`],
    but: [`logs builder_query/${ofKey}/b`],
  },
  {
    name: "a filter that may leave other keys",
    queries: [builder("logs", `${ofKey} = 'a' OR service.name = 'x'`)],
    needs: ["logs builder_query/*"],
    but: [`logs builder_query/${ofKey}/a`],
  },
  {
    name: "the meter",
    queries: [builder("metrics", "", { source: "meter" })],
    needs: ["meter-metrics *"],
    but: ["metrics *"],
  },
  {
    name: "the audit",
    queries: [builder("logs", "", { source: "audit" })],
    needs: ["audit-logs *"],
    but: ["logs *"],
  },
  { name: "an AI query", queries: [{ type: "builder_ai_query", spec: {} }], needs: ["traces *"], but: ["logs *"] },
  { name: "PromQL", queries: [{ type: "promql", spec: {} }], needs: ["metrics promql/*"], but: ["logs *"] },
  {
    name: "SQL, of everything",
    queries: [{ type: "clickhouse_sql", spec: {} }],
    needs: ["logs *", "traces clickhouse_sql/*", "metrics *", "meter-metrics *"],
    but: ["logs *"],
  },
  {
    name: "two signals",
    queries: [builder("logs"), builder("traces")],
    needs: ["logs *", "traces *"],
    but: ["logs *"],
  },
];

function queryCases(client: () => Client): void {
  const ask = async (body: unknown, key?: string) =>
    outcome(await client().call("QueryRangeV5", key === undefined ? { body } : { body, key }));
  const keyWith = async (...permissions: readonly string[]) => {
    const groups = permissions.map((permission) => {
      const [kind = "", selector = ""] = permission.split(" ");
      return group("read", `telemetryresource/${kind}`, selector);
    });
    return (await holderOf(client(), await createRole(client(), groups))).secret;
  };

  describe.each(table)("$name", ({ queries, needs, but }) => {
    it("is answered to who may read all of it", async () => {
      expect(await ask(asking(...queries), await keyWith(...needs))).toBe("200");
    });

    it.each(but)("is refused to who may read %s", async (permission) => {
      expect(await ask(asking(...queries), await keyWith(permission))).toBe("403 authz_forbidden");
    });
  });

  it("are a viewer's, with an empty result", async () => {
    const { secret: key } = await holderOf(client(), await roleId(client(), "signoz-viewer"));
    const { body } = await client().call("QueryRangeV5", { body: asking(builder("logs")), key });
    expect(body).toMatchObject({ data: { type: "time_series", data: { results: [] } } });
  });

  it.each([{}, asking(), asking(formula), asking(7, null, { type: "builder_query", spec: { signal: "weather" } })])(
    "fail before rights where nothing is read: %j",
    async (body) => {
      const { secret: key } = await holderOf(client());
      for (const by of [undefined, key]) expect(await ask(body, by)).toBe("400 invalid_input");
    },
  );

  it("fail on a key that is no selector", async () => {
    const long = asking(builder("logs", `${ofKey} = '${"x".repeat(600)}'`));
    expect(await ask(long)).toBe("400 invalid_selector");
  });
}

export const cases: ContractCases<Client> = { title: "queries", run: queryCases };
