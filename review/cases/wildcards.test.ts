import { describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { keep, readPlanCase } from "../testing/plan-case.ts";

const role = (permissions: readonly object[]) => ({ id: "7", name: "reader", managed: false, permissions });

describe("a wildcard that becomes the whole list", () => {
  it("is neither where the vendor's catalog is closed", () => {
    const whole = graphFacts["bigeye"]?.expand?.({ action: "ALL", resource: "TABLE", selector: "*" }) ?? [];
    const list = whole.map(({ action, resource }) => ({ action, resource, selectors: null }));
    const grant = { id: "12", role_id: "7", group_id: "3", scope: { type: "workspace", id: "5" } };
    const { difference } = readPlanCase("bigeye", [
      {
        noun: "role",
        name: "reader",
        before: role([{ action: "ALL", resource: "TABLE", selectors: null }]),
        after: role(list),
      },
      keep("group", "robots", { id: "3", name: "robots" }),
      keep("role_binding", "robots", grant),
    ]);
    expect(list.length).toBeGreaterThan(2);
    expect(difference.verdict).toBe("neither");
    // It is told apart from nothing: the rights are lost one by one, all of them listed.
    expect(difference.subjects).toMatchObject([{ lost: [{ isListed: true }], mayGain: [] }]);
  });

  it("narrows where it lists objects: those that come later are not in it", () => {
    const { difference } = readPlanCase("signoz", [
      {
        noun: "role",
        name: "reader",
        before: role([{ action: "read", resource: "dashboard", selectors: null }]),
        after: role([{ action: "read", resource: "dashboard", selectors: ["d1", "d2", "d3"] }]),
      },
      keep("service_account", "robot", { id: "a1", name: "robot", role_ids: ["7"] }),
    ]);
    expect(difference.verdict).toBe("narrows");
  });

  it.each(Object.keys(vendorFacts))("expands to no objects at %s", (vendor) => {
    const held = Object.values(vendorFacts[vendor]?.permissions.managedRoles ?? {}).flat();
    expect(held.length).toBeGreaterThan(5);
    for (const { action, resource } of held) {
      const all = graphFacts[vendor]?.expand?.({ action, resource, selector: "*" }) ?? [];
      for (const { selector } of all) expect(selector).toBe("*");
    }
  });
});
