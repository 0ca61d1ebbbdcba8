import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { holdSameRights, type Permission } from "#access/model/permissions/permission.ts";
import { actions, domains } from "./facts/data/catalog.ts";
import { fromRolePermissions, onWorkspace, ownPart, toRolePermissions } from "./role-permissions.ts";

function on(resource: string, ...verbs: readonly string[]): readonly Permission[] {
  return verbs.map((action) => ({ action, resource, selectors: null }));
}

const permission = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...domains.map(({ domain }) => domain)),
  selectors: fc.constant(null),
});
const permissions = fc.array(permission, { maxLength: 12 });

test("what is sent reads back as the same rights", () => {
  fc.assert(fc.property(permissions, (given) => holdSameRights(fromRolePermissions(toRolePermissions(given)), given)));
});

test("an entry gives each of its actions on each of its domains", () => {
  const entry = {
    domains: ["PERMISSION_DOMAIN_TABLE", "PERMISSION_DOMAIN_PROFILE"],
    actions: ["PERMISSION_ACTION_READ", "PERMISSION_ACTION_PREVIEW"],
  };
  const want = [...on("TABLE", "READ", "PREVIEW"), ...on("PROFILE", "READ", "PREVIEW")];
  expect(holdSameRights(fromRolePermissions([entry]), want)).toBe(true);
});

describe("a role's own part", () => {
  const base = on("ALL", "READ");

  it("is what was written, whatever of it the base holds too", () => {
    fc.assert(
      fc.property(permissions, permissions, (own, held) => {
        const part = ownPart([...held, ...own], held, own);
        return part.hasBase && part.permissions === own;
      }),
    );
  });

  it.each([
    {
      name: "lacks what the base holds, after an import of a role whose base is known",
      given: { told: [...base, ...on("TABLE", "WRITE")], prior: null },
      want: { permissions: on("TABLE", "WRITE"), hasBase: true },
    },
    {
      name: "has what was added behind its back",
      given: { told: [...base, ...on("TABLE", "PREVIEW", "WRITE")], prior: on("TABLE", "WRITE") },
      want: { permissions: on("TABLE", "PREVIEW", "WRITE"), hasBase: true },
    },
    {
      name: "is all that is told where the base is no longer in it",
      given: { told: on("TABLE", "WRITE"), prior: on("TABLE", "WRITE") },
      want: { permissions: on("TABLE", "WRITE"), hasBase: false },
    },
  ])("$name", ({ given: { told, prior }, want }) => {
    const part = ownPart(told, base, prior);
    expect(part.hasBase).toBe(want.hasBase);
    expect(holdSameRights(part.permissions, want.permissions)).toBe(true);
  });
});

test("rights on one workspace are no rights on all", () => {
  expect(onWorkspace(on("TABLE", "READ"), "12")).toEqual([{ action: "READ", resource: "TABLE", selectors: ["12"] }]);
  expect(onWorkspace(on("TABLE", "READ"), undefined)[0]?.selectors).toEqual(["*"]);
});
