import { describe, expect, it } from "vitest";
import { Secret } from "#access/schema/secret.ts";
import { instant, text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { checkResult, reconcile } from "./handler-result.ts";

const attributes = {
  id: text.computed("id"),
  name: text.required("name"),
  until: instant.optional("until"),
  reason: text.optional("reason").notReadBack(),
  secret: text.computed("secret").secret().notReadBack(),
};

const planned = { id: unknown, name: "fir", until: "2031-01-01T01:00:00+01:00", reason: "audit", secret: unknown };

describe("checking a result against its plan", () => {
  it("accepts values that became known, in the spelling of the plan", () => {
    const secret = new Secret("moss");
    const returned = { id: "9", name: "fir", until: "2031-01-01T00:00:00Z", secret };
    const { state, diagnostics } = checkResult(attributes, planned, returned);
    expect(diagnostics).toStrictEqual([]);
    expect(state).toStrictEqual({ ...planned, id: "9", secret });
  });

  it("keeps the result and names the attribute that differs from the plan", () => {
    const { state, diagnostics } = checkResult(attributes, planned, { id: "9", name: "pine", until: null });
    expect(state).toMatchObject({ id: "9", name: "pine" });
    expect(diagnostics.map(({ path }) => path)).toStrictEqual([["name"], ["until"]]);
    expect(diagnostics[0]?.detail).toContain('name: planned "fir", but the vendor returned "pine"');
  });

  it("fails for a value that never became known", () => {
    const { diagnostics } = checkResult(attributes, planned, { name: "fir", until: planned.until });
    expect(diagnostics.map(({ path }) => path)).toStrictEqual([["id"]]);
  });

  it("never prints a secret", () => {
    const kept = { ...planned, id: "1", secret: new Secret("moss-agate-5") };
    const { diagnostics } = checkResult({ ...attributes, secret: text.computed("s").secret() }, kept, {
      ...kept,
      secret: new Secret("lichen-8"),
    });
    expect(JSON.stringify(diagnostics)).toMatch(/\[secret\].*\[secret\]/);
    expect(JSON.stringify(diagnostics)).not.toMatch(/agate|lichen/);
  });
});

describe("reconciling a read", () => {
  const prior = {
    id: "9",
    name: "fir",
    until: "2031-01-01T01:00:00+01:00",
    reason: "audit",
    secret: new Secret("moss"),
  };

  it("keeps values that the vendor never returns, and the spelling of the others", () => {
    expect(reconcile(attributes, prior, { id: "9", name: "fir", until: "2031-01-01T00:00:00Z" })).toStrictEqual(prior);
  });

  it("shows changed values", () => {
    expect(reconcile(attributes, prior, { id: "9", name: "yew", until: null })).toStrictEqual({
      ...prior,
      name: "yew",
      until: null,
    });
  });
});
