import { describe, expect, it } from "vitest";
import { compareRights } from "#access/graph/difference.ts";
import { buildGraph } from "#access/graph/graph.ts";
import { toAccessFacts } from "#access/graph/statements-of.ts";
import type { Statement } from "#access/model/statements/statement.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { keep, readPlanCase } from "../testing/plan-case.ts";

// What a comparison of lists would take for the same, or for less.

const account = (roleIds: readonly string[]) => ({ id: "a1", name: "robot", role_ids: roleIds });
const all = vendorFacts["signoz"]?.permissions.managedRoles["signoz-admin"] ?? [];
const every = { id: "r2", name: "everything", managed: false, permissions: all };
const admin = { id: "r9", name: "signoz-admin", managed: true, permissions: [] };

describe("what broadens", () => {
  it("is the administrator's role for who had every permission: routes test the role by its name", () => {
    const { difference } = readPlanCase("signoz", [
      keep("role", "everything", every),
      keep("role", "admin", admin),
      { noun: "service_account", name: "robot", before: account(["r2"]), after: account(["r9"]) },
    ]);
    expect(all.length).toBeGreaterThan(100);
    expect(difference.verdict).toBe("broadens");
    expect(difference.subjects).toMatchObject([
      { gained: [{ right: { atom: { standing: "signoz-admin" } } }], lost: [] },
    ]);
  });

  it("is a group mapping taken out whose default is stronger", () => {
    const mapping = (groups: object) => ({
      id: "d1",
      auth_domain_id: "d1",
      group_mappings: groups,
      default_role: "signoz-admin",
      use_role_attribute: false,
    });
    const { difference } = readPlanCase("signoz", [
      {
        noun: "role_mapping",
        name: "staff",
        before: mapping({ pilots: "signoz-viewer", cooks: "signoz-editor" }),
        after: mapping({ cooks: "signoz-editor" }),
      },
    ]);
    expect(["broadens", "both"]).toContain(difference.verdict);
  });

  it("is not a mapping that stays as it is, although the identity provider alone says what it gives", () => {
    const mapping = (useRoleAttribute: boolean, groups: object = { cooks: "signoz-editor" }) => ({
      id: "d1",
      auth_domain_id: "d1",
      group_mappings: groups,
      default_role: "signoz-viewer",
      use_role_attribute: useRoleAttribute,
    });
    const editor = { id: "r3", name: "signoz-editor", managed: true, permissions: [] };
    const compare = (before: object, after: object) =>
      readPlanCase("signoz", [
        keep("role", "editor", editor),
        { noun: "role_mapping", name: "staff", before: { ...before }, after: { ...after } },
        { noun: "service_account", name: "robot", before: account(["r3"]), after: account([]) },
      ]).difference;
    expect(compare(mapping(true), mapping(true)).verdict).toBe("narrows");
    expect(compare(mapping(false), mapping(true)).verdict).toBe("both");
    expect(compare(mapping(true), mapping(true, { cooks: "signoz-admin" })).verdict).toBe("both");
  });

  it("is a key without end on an administrator's account, although no role changes", () => {
    const key = (expires: string | null) => ({
      id: "k1",
      name: "deploy",
      service_account_id: "a1",
      expires_at: expires,
    });
    const { difference } = readPlanCase("signoz", [
      keep("role", "admin", admin),
      keep("service_account", "robot", account(["r9"])),
      { noun: "key", name: "deploy", before: key("2027-06-01T00:00:00Z"), after: key(null) },
    ]);
    expect(difference).toMatchObject({ verdict: "broadens", subjects: [], broadenings: [{ kind: "keyEternal" }] });
  });

  const reader = (permissions: readonly object[]) => ({ id: "7", name: "reader", managed: false, permissions });
  const grant = { id: "12", role_id: "7", group_id: "3", scope: { type: "workspace", id: "5" } };
  it.each([
    {
      name: "actions of Bigeye",
      vendor: "bigeye",
      list: ["READ", "WRITE"].map((action) => ({ action, resource: "TABLE", selectors: null })),
      wildcard: { action: "ALL", resource: "TABLE", selectors: null },
      holders: [keep("group", "robots", { id: "3", name: "robots" }), keep("role_binding", "robots", grant)],
    },
    {
      name: "objects at SigNoz",
      vendor: "signoz",
      list: [{ action: "read", resource: "dashboard", selectors: ["d1", "d2"] }],
      wildcard: { action: "read", resource: "dashboard", selectors: null },
      holders: [keep("service_account", "robot", account(["7"]))],
    },
  ])("is a list that becomes the wildcard: $name", ({ vendor, list, wildcard, holders }) => {
    const { difference } = readPlanCase(vendor, [
      { noun: "role", name: "reader", before: reader(list), after: reader([wildcard]) },
      ...holders,
    ]);
    expect(difference.verdict).toBe("broadens");
    expect(difference.subjects).toHaveLength(1);
  });

  it("is a restriction of a project that is deleted: no noun says it yet, the statements do", () => {
    const account = "one account";
    const refer = (space: "principal" | "role" | "scope", text: string) =>
      ({ account, space, kind: "id", text }) as const;
    const graph = graphFacts["arize"];
    const own = vendorFacts["arize"];
    if (graph === undefined || own === undefined) throw new Error("Arize has no facts");
    const facts = new Map([[account, toAccessFacts({ facts: own, graph })]]);
    const cause = { happening: "unchanged", presence: "managed", type: "x", address: null, attribute: null } as const;
    const scope = refer("scope", "project/p1");
    const parent = refer("scope", "space/s1");
    const permissions = [{ action: "READ", resource: "PROJECT", selectors: null }];
    const open: readonly Statement[] = [
      { kind: "subject", is: [refer("principal", "bot")], as: "account", name: "bot", cause },
      { kind: "within", scope, parent, cause },
      {
        kind: "holds",
        subject: refer("principal", "bot"),
        grant: { kind: "permissions", permissions },
        place: parent,
        reason: null,
        until: null,
        cause,
      },
    ];
    const before = buildGraph([...open, { kind: "limit", scope, cause }], facts);
    const { verdict, subjects } = compareRights(before, buildGraph(open, facts));
    expect(verdict).toBe("broadens");
    expect(subjects).toMatchObject([
      { mayGain: [{ right: { scope: expect.stringContaining("project/p1") as string } }] },
    ]);
  });
});
