import { describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
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

  it.each([
    { name: "all actions of Bigeye", vendor: "bigeye", list: [] as readonly object[] },
    { name: "every object at SigNoz", vendor: "signoz", list: [] as readonly object[] },
  ])("is a list that becomes the wildcard: $name", ({ vendor }) => {
    const listed =
      vendor === "signoz"
        ? [{ action: "read", resource: "dashboard", selectors: ["d1", "d2"] }]
        : ["READ", "WRITE"].map((action) => ({ action, resource: "TABLE", selectors: null }));
    const wildcard =
      vendor === "signoz"
        ? [{ action: "read", resource: "dashboard", selectors: null }]
        : [{ action: "ALL", resource: "TABLE", selectors: null }];
    const role = (permissions: readonly object[]) => ({ id: "7", name: "reader", managed: false, permissions });
    const { difference } = readPlanCase(vendor, [
      { noun: "role", name: "reader", before: role(listed), after: role(wildcard) },
      keep("group", "robots", { id: "3", name: "robots" }),
      ...(vendor === "signoz"
        ? [keep("service_account", "robot", account(["7"]))]
        : [
            keep("role_binding", "robots", {
              id: "12",
              role_id: "7",
              group_id: "3",
              scope: { type: "workspace", id: "5" },
            }),
          ]),
    ]);
    expect(difference.verdict).toBe("broadens");
    expect(difference.subjects).toHaveLength(1);
  });
});
