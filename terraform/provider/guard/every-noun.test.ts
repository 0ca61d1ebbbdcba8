import { describe, expect, it } from "vitest";
import { saysAnything } from "#access/graph/statements-of.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Holder, Thing, Told } from "#access/model/vendors/told.ts";
import type { Adapter, Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { unknown } from "#access/schema/unknown.ts";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { extendDefinition } from "#access/model/nouns/own-attributes.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { SampleRecords } from "#vendors/shared/testing/sample-record.ts";
import { EscalationGuard } from "./escalation-guard.ts";

// A new noun and a new vendor join these by themselves.

interface Case {
  readonly vendor: string;
  readonly definition: ResourceDefinition;
}

const cases = Object.values(vendorFacts).flatMap(({ name: vendor, nouns }) =>
  resourceDefinitions
    .filter(({ type }) => type in nouns && saysAnything(type, graphFacts[vendor] ?? never()))
    .map((definition): Case => {
      return { vendor, definition: extendDefinition(definition, nouns[definition.type]?.ownAttributes ?? {}) };
    }),
);

function never(): never {
  throw new Error("a vendor without facts for the graph");
}

function isSupported({ vendor, definition }: Case, attribute: string): boolean {
  return vendorFacts[vendor]?.nouns[definition.type]?.attributes[attribute]?.unsupported === undefined;
}

function listSecrets(one: Case): readonly string[] {
  const { attributes } = one.definition;
  return Object.keys(attributes).filter((name) => attributes[name]?.facts.isSecret === true && isSupported(one, name));
}

const nobody: Holder = {
  id: "owner-1",
  title: 'account "owner"',
  told: [{ type: "service_account", kind: "dataSource", state: { id: "owner-1", name: "owner", roleIds: [] } }],
};

/** Everything that is asked for holds or is one role, which permits what the vendor's managed roles do. */
function tellOf({ space, text }: Thing, vendor: string): readonly Told[] {
  const permissions = Object.values(vendorFacts[vendor]?.permissions.managedRoles ?? {})
    .flat()
    .slice(0, 1);
  const role: Told = {
    type: "role",
    kind: "dataSource",
    state: { id: "role-1", name: "heron", permissions, managed: false },
  };
  const none = { serviceAccountId: null, memberId: null, groupId: null, scope: null, reason: null, until: null };
  const bind = (about: object): Told => {
    return { type: "role_binding", kind: "resource", state: { ...none, id: "row-1", roleId: "role-1", ...about } };
  };
  if (space === "role") return [{ ...role, state: { ...role.state, id: text, name: text } }];
  if (space === "group") return [bind({ groupId: text }), role];
  return [bind({ serviceAccountId: text }), role];
}

function createGuard({ vendor, definition }: Case, holder: Holder = nobody) {
  const facts = vendorFacts[vendor] ?? never();
  const asked: string[] = [];
  const adapter: Adapter<ResourceDefinition, unknown> = {
    create: (_context, plan) => Promise.resolve(plan),
    read: () => Promise.resolve(undefined),
    update: (_context, { plan }) => Promise.resolve(plan),
    remove: () => Promise.resolve(),
  };
  const served: Vendor = {
    facts,
    graph: graphFacts[vendor] ?? never(),
    access: {
      readHolder: () => Promise.resolve((asked.push("owner"), holder)),
      readThings: (_context, things) => {
        asked.push(...things.map(({ space }) => space));
        return Promise.resolve(things.flatMap((one) => tellOf(one, vendor)));
      },
    },
    connect: () => undefined,
    resources: { [definition.type]: adapter },
    dataSources: {},
  };
  const context: Context<unknown> = {
    client: undefined,
    facts,
    now: () => new Date(),
    signal: new AbortController().signal,
    warn: () => {},
  };
  const guarded = new EscalationGuard(served, { mode: "error", mayDelegate: [] }).wrap(definition, adapter);
  return { guarded, context, asked };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: unknown) => (error instanceof AccessError ? error.code : String(error)),
  );
}

function sample({ vendor, definition }: Case, isPlan = false) {
  const records = new SampleRecords(vendorFacts[vendor] ?? never());
  return records.create(definition.type, definition.attributes, isPlan);
}

const named = cases.map((one) => ({ ...one, name: `${one.vendor} ${one.definition.type}` }));

/** What gives nobody anything while it is new: a group without grants, and a person without a group. */
const givesNothing: ReadonlySet<string> = new Set(["bigeye group", "bigeye member"]);

describe("a creation by a token that has nothing", () => {
  it.each(named)("$name", async (one) => {
    const { guarded, context } = createGuard(one);
    expect(await codeOf(guarded.create(context, sample(one, true)))).toBe(
      givesNothing.has(one.name) ? "done" : "escalation",
    );
  });
});

describe("a new secret in place by a token that has nothing", () => {
  it.each(named.filter((one) => listSecrets(one).length > 0))("$name", async (one) => {
    const { guarded, context } = createGuard(one);
    const prior = sample(one);
    for (const secret of listSecrets(one)) {
      const plan = { ...prior, [secret]: unknown };
      expect(await codeOf(guarded.update(context, { prior, plan }))).toBe("escalation");
    }
  });

  it("is what some noun makes", () => {
    expect(named.filter((one) => listSecrets(one).length > 0).map(({ name }) => name)).toContain("signoz key");
  });
});

describe("a plan that changes nothing", () => {
  it.each(named)("$name: nothing is asked", async (one) => {
    const { guarded, context, asked } = createGuard(one);
    const prior = sample(one);
    await guarded.plan?.(context, { config: {}, prior, planned: prior });
    await guarded.update(context, { prior, plan: prior });
    expect(asked).toEqual([]);
  });
});

describe("a token of the vendor's administrator", () => {
  const tops = Object.entries(graphFacts).flatMap(([vendor, { standings, roleStandings, groupStandings }]) => {
    const isTop = ([, standing]: readonly [string, string]): boolean => standings[standing]?.passes === "all";
    const role = Object.entries(roleStandings).find(isTop);
    const group = Object.entries(groupStandings).find(isTop);
    const told: readonly Told[] =
      group === undefined
        ? [{ type: "role", kind: "dataSource", state: { id: "r-1", name: role?.[0], permissions: [], managed: true } }]
        : [
            { type: "group", kind: "dataSource", state: { id: "g-1", name: group[0] } },
            { type: "group_membership", kind: "resource", state: { groupId: "g-1", serviceAccountId: "owner-1" } },
          ];
    const account: Told = {
      type: "service_account",
      kind: "dataSource",
      state: { id: "owner-1", name: "owner", roleIds: ["r-1"] },
    };
    const isKnown = role !== undefined || group !== undefined;
    return isKnown ? [{ vendor, holder: { ...nobody, told: [account, ...told] } }] : [];
  });

  it("is known to three vendors", () => {
    expect(tops.map(({ vendor }) => vendor)).toEqual(["bigeye", "inkit", "signoz"]);
  });

  it.each(tops)("$vendor: gives everything, and nothing but the owner is asked for", async ({ vendor, holder }) => {
    for (const one of cases.filter((each) => each.vendor === vendor)) {
      const { guarded, context, asked } = createGuard(one, holder);
      expect(await codeOf(guarded.create(context, sample(one, true)))).toBe("done");
      expect(asked.filter((what) => what !== "owner")).toEqual([]);
    }
  });
});
