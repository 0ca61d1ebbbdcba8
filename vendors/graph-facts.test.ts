import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildGraph } from "#access/graph/graph.ts";
import { listTargetKinds } from "#access/graph/needs.ts";
import { covers } from "#access/graph/covering.ts";
import { dataSourceDefinitions, resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { dataSourceStatements, resourceStatements } from "#access/model/nouns/statements.gen.ts";
import type { Atom } from "#access/model/permissions/permission.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import { vendorFacts } from "./facts-registry.gen.ts";
import { graphFacts } from "./graph-facts-registry.gen.ts";

const vendors = Object.keys(vendorFacts);

function factsOf(vendor: string) {
  const facts = vendorFacts[vendor];
  const graph = graphFacts[vendor];
  if (facts === undefined || graph === undefined) throw new Error(`${vendor} has no graph facts`);
  return { facts, graph, permissions: facts.permissions };
}

/** Selectors of every form, those that the vendor refuses among them. */
const selectors = [
  "*",
  "ops",
  "019a1c2e-0000-7000-8000-00000000000a",
  "builder_query",
  "builder_query/*",
  "builder_query/signoz.workspace.key.id/*",
  "builder_query/resource.signoz.workspace.key.id/blue",
  "promql",
  "7",
];

function atomsOf(vendor: string): readonly Atom[] {
  const held = Object.values(factsOf(vendor).permissions.managedRoles).flat();
  return held.flatMap(({ action, resource }) => selectors.map((selector) => ({ action, resource, selector })));
}

describe("every vendor", () => {
  it("has graph facts", () => {
    expect(vendors.length).toBeGreaterThanOrEqual(4);
    expect(Object.keys(graphFacts)).toEqual(vendors);
  });
});

describe.each(vendors)("the graph facts of %s", (vendor) => {
  const { facts, graph, permissions } = factsOf(vendor);
  const account = "one account";
  const at = {
    graph: buildGraph(
      [],
      new Map([[account, { graph, covers: permissions.covers, managedRoles: permissions.managedRoles }]]),
    ),
    bound: "lower",
  } as const;
  const atoms = fc.constantFrom(...atomsOf(vendor));
  const standings = Object.keys(graph.standings);
  const rights = fc
    .oneof(
      {
        weight: 4,
        arbitrary: atoms.map((atom): RightAtom | null => {
          const one = graph.effective(atom);
          return one === null ? null : { kind: "act", ...one };
        }),
      },
      fc.constantFrom(...standings).map((standing): RightAtom => ({ kind: "standing", standing })),
    )
    .filter((atom) => atom !== null)
    .map((atom) => ({ account, scope: null, atom }));

  it("canonicalize a right once and for all", () => {
    fc.assert(
      fc.property(atoms, (atom) => {
        const once = graph.effective(atom);
        expect(once === null ? null : graph.effective(once)).toEqual(once);
      }),
    );
  });

  it("cover reflexively and transitively, the rights with effect and the standings", () => {
    fc.assert(
      fc.property(fc.array(rights, { minLength: 3, maxLength: 8 }), (all) => {
        for (const a of all) {
          expect(covers(a, a, at)).toBe(true);
          for (const b of all)
            for (const c of all) if (covers(a, b, at) && covers(b, c, at)) expect(covers(a, c, at)).toBe(true);
        }
      }),
    );
  });

  it("expand a wildcard to rights that it covers, and that are none themselves", () => {
    for (const atom of atomsOf(vendor)) {
      for (const one of graph.expand?.(atom) ?? []) {
        expect(permissions.covers(atom, one)).toBe(true);
        expect(graph.expand?.(one)).toEqual([]);
      }
    }
  });

  it("name standings, roles and scopes that there are", () => {
    const named = [
      ...Object.values(graph.roleStandings),
      ...Object.values(graph.groupStandings),
      ...Object.values(graph.standings).flatMap(({ includes = [] }) => includes),
    ];
    expect(standings).toEqual(expect.arrayContaining(named));
    const roles = Object.keys(permissions.managedRoles);
    expect(roles).toEqual(expect.arrayContaining([...Object.keys(graph.roleStandings), ...graph.inferredRoles]));
    expect(Object.values(graph.standings).some(({ isTop, passes }) => isTop === true && passes === "all")).toBe(true);
  });

  it("declare powers whose needs are legal permissions and declared standings, each with its source", () => {
    expect(graph.powers.length).toBeGreaterThan(3);
    expect(new Set(graph.powers.map(({ name }) => name)).size).toBe(graph.powers.length);
    for (const { name, needs, source } of graph.powers) {
      expect(source, name).toMatch(/^https:\/\//);
      expect(needs.length, name).toBeGreaterThan(0);
      for (const need of needs) {
        if (need.kind === "standing") expect(standings, name).toContain(need.standing);
        else expect(permissions.problems({ action: need.action, resource: need.resource }), name).toEqual([]);
      }
    }
  });

  it("cover by a right on one selector no other one that a power is about, and by one on all each of them", () => {
    const texts = fc.oneof(fc.constantFrom(...selectors.filter((one) => !one.includes("*"))), fc.uuid(), fc.string());
    for (const need of graph.powers.flatMap(({ needs }) => needs)) {
      if (need.kind !== "act") continue;
      const { action, resource } = need;
      fc.assert(
        fc.property(texts, texts, atoms, (held, wanted, other) => {
          const on = (selector: string) => ({ action, resource, selector });
          expect(permissions.covers(on("*"), on(wanted))).toBe(true);
          if (need.on !== undefined && held !== "*" && held !== wanted) {
            expect(permissions.covers({ ...other, selector: held }, on(wanted))).toBe(false);
          }
          if (permissions.covers(other, on(wanted))) {
            expect(permissions.covers({ ...other, selector: "*" }, on("*"))).toBe(true);
          }
        }),
      );
    }
  });

  it("say powers with placeholders that they bind", () => {
    for (const power of graph.powers) {
      const bound: readonly string[] = [
        ...listTargetKinds(power),
        ...(power.effect.kind === "createRole" ? ["role"] : []),
      ];
      const placeholders = [...power.says.matchAll(/\{(\w+)\}/g)].map(([, target]) => target);
      expect(bound, power.name).toEqual(expect.arrayContaining(placeholders));
    }
  });

  it("say something of nouns that the vendor has", () => {
    expect(Object.keys(facts.nouns)).toEqual(expect.arrayContaining(Object.keys(graph.statements)));
  });
});

describe("the nouns of the model", () => {
  it("all declare what they say about access", () => {
    expect(Object.keys(resourceStatements).sort()).toEqual(resourceDefinitions.map(({ type }) => type).sort());
  });

  it("include the data sources through which others are referred to", () => {
    const types = dataSourceDefinitions.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(Object.keys(dataSourceStatements)));
    expect(Object.keys(dataSourceStatements)).toEqual(
      expect.arrayContaining(["role", "scope", "keys", "service_account"]),
    );
  });
});
