import { describe, expect, it } from "vitest";
import { findNode } from "#access/graph/graph.ts";
import { findReach } from "#access/graph/reach.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import type { ExactRef } from "#access/model/statements/ref.ts";
import { referToSignedIn } from "#access/model/statements/sign-in.ts";
import { unknown } from "#access/schema/unknown.ts";
import { buildWorldGraph, Judge, type Judgement } from "./support/judge.ts";
import { maskWorld } from "./support/masks.ts";
import { createRandom } from "./support/random.ts";
import { Rows, type Terms } from "./support/world.ts";

// Where the graph and a mock disagreed once: the smallest world of each.

interface Case {
  readonly name: string;
  readonly vendor: string;
  build(rows: Rows): void;
  subject(terms: Terms): ExactRef;
  readonly atom: RightAtom;
  scope?(terms: Terms): ExactRef;
  readonly want: Judgement;
}

const act = (action: string, resource: string): RightAtom => ({ kind: "act", action, resource, selector: "*" });
const standing = (name: string): RightAtom => ({ kind: "standing", standing: name });
const robot = (terms: Terms): ExactRef => terms.ref("principal", "a1");
const may: Judgement = { kind: "unknown", isPossible: true };
const refusedToAll: Judgement = { kind: "no", isPossible: false };

const cases: readonly Case[] = [
  {
    name: "a custom role with the name of the vendor's own is not the vendor's",
    vendor: "inkit",
    build(rows) {
      rows.addDataSource("role", { id: "r9", name: "Admin", permissions: [], managed: true });
      rows.addResource("role", { id: "r1", name: "Admin", permissions: [], managed: false });
      rows.addResource("service_account", { id: "a1", name: "robot", roleIds: ["r1"] });
    },
    subject: robot,
    atom: act("update", "roles"),
    want: refusedToAll,
  },
  {
    name: "a role that was looked up, and whose name is not known, may be the administrator's",
    vendor: "signoz",
    build(rows) {
      rows.addDataSource("role", { id: "r9", name: unknown, permissions: [], managed: true });
      rows.addResource("service_account", { id: "a1", name: "robot", roleIds: ["r9"] });
    },
    subject: robot,
    atom: standing("signoz-admin"),
    want: may,
  },
  {
    name: "a role of which nobody knows who made it may be the vendor's",
    vendor: "inkit",
    build(rows) {
      rows.addDataSource("role", { id: "r9", name: "Admin", permissions: [], managed: unknown });
      rows.addResource("service_account", { id: "a1", name: "robot", roleIds: ["r9"] });
    },
    subject: robot,
    atom: standing("Admin"),
    want: may,
  },
  {
    name: "a group whose name is not known may be the administrators'",
    vendor: "bigeye",
    build(rows) {
      rows.addResource("group", { id: "7", name: unknown });
      rows.addResource("service_account", { id: "a1", name: "robot", groupIds: ["7"] });
    },
    subject: robot,
    atom: standing("Admin"),
    want: may,
  },
  {
    name: "a group that nobody looked at may be the administrators'",
    vendor: "bigeye",
    build: (rows) => rows.addResource("service_account", { id: "a1", name: "robot", groupIds: ["7"] }),
    subject: robot,
    atom: standing("Admin"),
    want: may,
  },
  {
    name: "a base is the vendor's role, whatever else has its name",
    vendor: "bigeye",
    build(rows) {
      rows.addDataSource("scope", { id: "1", name: "North", type: "workspace" });
      const permissions = [{ action: "READ", resource: "ALL", selectors: null }];
      rows.addDataSource("role", { id: "2", name: "View", permissions, managed: true });
      rows.addResource("role", { id: "3", name: "View", permissions: [], base: "VIEW", managed: false });
      rows.addResource("group", { id: "4", name: "Crew" });
      rows.addResource("role_binding", { id: "5", roleId: "3", groupId: "4", scope: { type: "workspace", id: "1" } });
      rows.addResource("service_account", { id: "a1", name: "robot", groupIds: ["4"] });
    },
    subject: robot,
    atom: act("READ", "COLLECTION"),
    scope: (terms) => terms.scope("workspace", "1"),
    want: { kind: "yes", isPossible: true },
  },
  ...[null, "pilots"].map((group): Case => ({
    name: `the role attribute of the identity provider decides before ${group === null ? "the default" : "a group"} does`,
    vendor: "signoz",
    build(rows) {
      const groupMappings = { pilots: "signoz-editor" };
      rows.addResource("role_mapping", { id: "d1", authDomainId: "d1", groupMappings, useRoleAttribute: true });
    },
    subject: (terms) => referToSignedIn(terms, terms.ref("domain", "d1"), group),
    atom: standing("signoz-viewer"),
    want: may,
  })),
  ...[null, "s1"].map((parentId): Case => ({
    name: `a role in a space may hold in a project ${parentId === null ? "of which nobody knows the space" : "there, which may be restricted"}`,
    vendor: "arize",
    build(rows) {
      rows.addDataSource("scope", { id: "s1", name: "blue", type: "space" });
      rows.addDataSource("scope", { id: "p1", name: "tides", type: "project", parentId });
      const permissions = [{ action: "READ", resource: "PROJECT", selectors: null }];
      rows.addResource("role", { id: "r1", name: "crane", permissions, managed: false });
      rows.addResource("member", { id: "a1", email: "ann@harbor.example" });
      rows.addResource("role_binding", { id: "b1", roleId: "r1", memberId: "a1", scope: { type: "space", id: "s1" } });
    },
    subject: robot,
    atom: act("READ", "PROJECT"),
    scope: (terms) => terms.scope("project", "p1"),
    want: may,
  })),
];

describe("a disagreement that was mended", () => {
  it.each(cases)("$name", ({ vendor, build, subject, atom, scope, want }) => {
    const rows = new Rows({ vendor, alias: vendor, endpoint: null, organization: null });
    build(rows);
    const { terms } = maskWorld(rows.instances, 0, createRandom(0));
    const complete = (["roles", "groups", "levels"] as const).map((relation) => ({ subject: null, relation }));
    const graph = buildWorldGraph(rows.instances, complete, terms);
    const node = findNode(graph, subject(terms));
    if (node === undefined) throw new Error("the subject is not in the graph");
    expect(new Judge(graph, node).judge([{ atom, scope: scope?.(terms) ?? null }])).toEqual(want);
  });
});

interface ReachCase {
  readonly name: string;
  readonly vendor: string;
  build(rows: Rows): void;
  readonly power: string;
}

function holdOnly(rows: Rows, ...permissions: readonly (readonly [action: string, resource: string])[]): void {
  const written = permissions.map(([action, resource]) => ({ action, resource, selectors: null }));
  rows.addResource("role", { id: "r1", name: "ops", permissions: written, managed: false });
  rows.addResource("service_account", { id: "a1", name: "robot", roleIds: ["r1"] });
}

const domainActs = ["update", "attach", "detach"].map((action) => [action, "auth-domain"] as const);

const reachCases: readonly ReachCase[] = [
  {
    name: "a mapping of an auth domain can be changed, whatever says that there is the domain",
    vendor: "signoz",
    build(rows) {
      holdOnly(rows, ...domainActs, ["attach", "role"]);
      rows.addResource("role_mapping", { id: "d1", authDomainId: "d1" });
    },
    power: "map",
  },
  {
    name: "an auth domain that was looked up can be mapped",
    vendor: "signoz",
    build(rows) {
      holdOnly(rows, ...domainActs, ["attach", "role"]);
      rows.addDataSource("auth_domain", { id: "d1", name: "harbor.example" });
    },
    power: "map",
  },
  {
    name: "an auth domain can be created for a mapping",
    vendor: "signoz",
    build: (rows) => holdOnly(rows, ["create", "auth-domain"], ["attach", "auth-domain"], ["attach", "role"]),
    power: "create-domain",
  },
  ...(
    [
      ["take-over", domainActs],
      ["take-over-by-creation", [["create", "auth-domain"] as const, ["attach", "auth-domain"] as const]],
    ] as const
  ).map(([power, acts]): ReachCase => ({
    name: `whoever sets an identity provider can sign in as a member: ${power}`,
    vendor: "signoz",
    build(rows) {
      holdOnly(rows, ...acts);
      rows.addDataSource("auth_domain", { id: "d1", name: "harbor.example" });
      rows.addResource("member", { id: "m1", email: "ann@harbor.example" });
      rows.addResource("role_binding", { id: "b1", roleId: "r2", memberId: "m1" });
      const permissions = [{ action: "delete", resource: "dashboard", selectors: null }];
      rows.addResource("role", { id: "r2", name: "harbor", permissions, managed: false });
    },
    power,
  })),
  ...(["refresh", "mint-administrator"] as const).map((power): ReachCase => ({
    name: `who administers a space can act as a bot there: ${power}`,
    vendor: "arize",
    build(rows) {
      const inSpaces = (...spaces: readonly (readonly [id: string, level: string])[]) => ({
        accountRole: "MEMBER",
        organizations: [
          {
            orgId: "o1",
            role: "READ_ONLY",
            spaces: spaces.map(([spaceId, name]) => ({ spaceId, role: { type: "PREDEFINED", name, id: null } })),
          },
        ],
      });
      const isRefreshing = power === "refresh";
      rows.addResource("key", {
        id: "k1",
        serviceAccountId: "a1",
        access: inSpaces(["s1", isRefreshing ? "ADMIN" : "READ_ONLY"]),
      });
      rows.addResource("key", {
        id: "k2",
        serviceAccountId: "a2",
        access: inSpaces(["s1", "READ_ONLY"], ["s2", "ADMIN"]),
      });
      if (isRefreshing) return;
      const acts = [
        ["CREATE", "SERVICE_KEY"],
        ["UPDATE", "USER_PERMISSION"],
      ] as const;
      const permissions = acts.map(([action, resource]) => ({ action, resource, selectors: null }));
      rows.addResource("role", { id: "r1", name: "crane", permissions, managed: false });
      const scope = { type: "space", id: "s1" };
      rows.addResource("role_binding", { id: "b1", roleId: "r1", serviceAccountId: "a1", scope });
    },
    power,
  })),
];

describe("a way to more that the graph did not know", () => {
  it.each(reachCases)("$name", ({ vendor, build, power }) => {
    const rows = new Rows({ vendor, alias: vendor, endpoint: null, organization: null });
    build(rows);
    const { terms } = maskWorld(rows.instances, 0, createRandom(0));
    const graph = buildWorldGraph(rows.instances, [], terms);
    const node = findNode(graph, robot(terms)) ?? "";
    const { rights, identities } = findReach(graph, node, "upper");
    const powers = [...rights, ...identities].flatMap(({ chain }) => chain.map((step) => step.power));
    expect(powers).toContain(power);
    // It depends on what nobody can look up.
    const certain = findReach(graph, node, "lower").identities.flatMap(({ chain }) => chain.map((step) => step.power));
    expect(certain).not.toContain(power);
  });
});
