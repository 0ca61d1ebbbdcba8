import { describe, expect, it } from "vitest";
import type { Statement } from "../model/statements/statement.ts";
import { findDifference } from "./broadening.ts";
import { buildGraph } from "./graph.ts";
import { cause, coast, coastFacts, holdRole, nameRole, nameSubject, referTo } from "./testing/coast.ts";

const facts = new Map([[coast, coastFacts]]);
const at = "2030-01-01T00:00:00Z";

function lookUp(statement: Statement): Statement {
  return { ...statement, cause: { ...cause, presence: "data" } };
}

const key: Statement = {
  kind: "credential",
  subject: referTo("principal", "ann"),
  id: "k-1",
  name: "old",
  form: "key",
  expiresAt: null,
  audience: null,
  isSealed: false,
  overlap: null,
  hasSecret: false,
  cause,
};

const role = nameRole("r1", "light lamp");

function compare(before: readonly Statement[], after: readonly Statement[]) {
  return findDifference(buildGraph(before, facts), buildGraph(after, facts), { at });
}

describe("what a data source finds", () => {
  it("was there already: an account, its roles and its keys", () => {
    const found = [nameSubject("account", "ann"), holdRole("ann", "r1"), key].map(lookUp);
    expect(compare([role], [role, ...found])).toMatchObject({ verdict: "neither", broadenings: [], subjects: [] });
  });

  it("is no invitation", () => {
    expect(compare([role], [role, lookUp(nameSubject("member", "ben"))])).toMatchObject({ broadenings: [] });
  });

  it("may come to more by what the code gives it", () => {
    const after = [role, lookUp(nameSubject("account", "ann")), holdRole("ann", "r1")];
    expect(compare([role], after)).toMatchObject({
      verdict: "broadens",
      subjects: [{ gained: [{ isListed: false }] }],
    });
  });

  it("has changed where another look finds more", () => {
    const known = [nameSubject("account", "ann")].map(lookUp);
    const after = [role, ...known, lookUp(holdRole("ann", "r1"))];
    expect(compare([role, ...known], after)).toMatchObject({ verdict: "broadens" });
  });
});
