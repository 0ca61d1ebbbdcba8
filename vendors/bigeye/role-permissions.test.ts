import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { holdSameRights, type Permission } from "#access/model/permissions/permission.ts";
import { actions, domains } from "./facts/data/catalog.ts";
import { separateOwnPart } from "./facts/own-part.ts";
import { fromRolePermissions, toRolePermissions } from "./role-permissions.ts";

function createPermissions(resource: string, ...verbs: readonly string[]): readonly Permission[] {
  return verbs.map((action) => ({ action, resource, selectors: null }));
}

const permission = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...domains.map(({ domain }) => domain)),
  selectors: fc.constant(null),
});
const permissions = fc.array(permission, { maxLength: 12 });

test("a role reads back with the rights that were sent", () => {
  fc.assert(fc.property(permissions, (given) => holdSameRights(fromRolePermissions(toRolePermissions(given)), given)));
});

test("an entry grants each of its actions on each of its domains", () => {
  const entry = {
    domains: ["PERMISSION_DOMAIN_TABLE", "PERMISSION_DOMAIN_PROFILE"],
    actions: ["PERMISSION_ACTION_READ", "PERMISSION_ACTION_PREVIEW"],
  };
  const want = [...createPermissions("TABLE", "READ", "PREVIEW"), ...createPermissions("PROFILE", "READ", "PREVIEW")];
  expect(holdSameRights(fromRolePermissions([entry]), want)).toBe(true);
});

describe("a role's own part", () => {
  const base = createPermissions("ALL", "READ");

  it("is what was written, even if the base has some of it too", () => {
    fc.assert(
      fc.property(permissions, permissions, (own, held) => {
        const part = separateOwnPart([...held, ...own], held, own);
        return part.hasBase && part.permissions === own;
      }),
    );
  });

  it.each([
    {
      name: "excludes the permissions of the base after an import with a known base",
      given: { found: [...base, ...createPermissions("TABLE", "WRITE")], prior: null },
      want: { permissions: createPermissions("TABLE", "WRITE"), hasBase: true },
    },
    {
      name: "includes permissions that were added outside Terraform",
      given: {
        found: [...base, ...createPermissions("TABLE", "PREVIEW", "WRITE")],
        prior: createPermissions("TABLE", "WRITE"),
      },
      want: { permissions: createPermissions("TABLE", "PREVIEW", "WRITE"), hasBase: true },
    },
    {
      name: "is everything if the role no longer includes the base",
      given: { found: createPermissions("TABLE", "WRITE"), prior: createPermissions("TABLE", "WRITE") },
      want: { permissions: createPermissions("TABLE", "WRITE"), hasBase: false },
    },
  ])("$name", ({ given: { found, prior }, want }) => {
    const part = separateOwnPart(found, base, prior);
    expect(part.hasBase).toBe(want.hasBase);
    expect(holdSameRights(part.permissions, want.permissions)).toBe(true);
  });
});
