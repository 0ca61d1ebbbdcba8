import { describe, expect, it } from "vitest";
import { findNode } from "#access/graph/graph.ts";
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
