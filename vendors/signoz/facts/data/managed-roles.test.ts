import { describe, expect, it } from "vitest";
import { resources, verbs } from "./catalog.ts";
import { managedRoles } from "./managed-roles.ts";

const totals = [
  { name: "signoz-admin", total: 147 },
  { name: "signoz-editor", total: 68 },
  { name: "signoz-viewer", total: 38 },
  { name: "signoz-anonymous", total: 1 },
];

describe("managed roles", () => {
  it.each(totals)("$name has $total transactions", ({ name, total }) => {
    expect(managedRoles.find((role) => role.name === name)?.transactions).toHaveLength(total);
  });

  it("are in the order of registration", () => {
    expect(managedRoles.map(({ name }) => name)).toEqual(totals.map(({ name }) => name));
  });

  it("have only verbs that the resource supports", () => {
    const illegal = managedRoles
      .flatMap(({ transactions }) => transactions)
      .filter(({ kind, verb }) => {
        const legal: readonly string[] = resources.find((resource) => resource.kind === kind)?.verbs ?? [];
        return !legal.includes(verb);
      });
    expect(illegal).toEqual([]);
  });

  it("sort transactions by verb, then by resource", () => {
    const rank = (name: string, of: readonly string[]): number => of.indexOf(name);
    const kinds = resources.map(({ kind }) => kind);
    for (const { transactions } of managedRoles) {
      const ranks = transactions.map(({ verb, kind }) => rank(verb, verbs) * 100 + rank(kind, kinds));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }
  });
});
