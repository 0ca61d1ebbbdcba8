import { describe, expect, it } from "vitest";
import { allows } from "#access/model/permissions/permission.ts";
import { permissionNames } from "./data/catalog.ts";
import { splitPermissionName } from "./permission-names.ts";
import { permissions as facts } from "./permissions.ts";

const fault = (field: string, message: string) => ({ field, message: expect.stringContaining(message) });

describe("problems of a permission", () => {
  it("are none for every permission of the catalog", () => {
    expect(permissionNames.length).toBeGreaterThan(15);
    expect(permissionNames.flatMap((name) => facts.problems(splitPermissionName(name)))).toEqual([]);
  });

  it.each([
    { name: "an action whose resource is not known yet", given: { action: "refresh" } },
    { name: "a resource whose action is not known yet", given: { resource: "users" } },
    { name: "nothing known", given: {} },
    { name: "selectors left out", given: { action: "create", resource: "roles", selectors: undefined } },
  ])("are none for $name", ({ given }) => {
    expect(facts.problems(given)).toEqual([]);
  });

  it.each([
    {
      name: "a verb that the resource lacks",
      given: { action: "activate", resource: "roles" },
      want: [fault("action", "use one of create, retrieve, update, delete")],
    },
    {
      name: "a resource that there is not",
      given: { action: "create", resource: "webhooks" },
      want: [fault("resource", 'unknown resource "webhooks": use one of folders, roles')],
    },
    {
      name: "the capital letter of the vendor's table",
      given: { action: "create", resource: "Roles" },
      want: [fault("resource", 'Inkit spells it "roles"')],
    },
    { name: "an action of nobody's", given: { action: "own" }, want: [fault("action", 'unknown action "own"')] },
    {
      name: "selectors, beside what else is wrong",
      given: { action: "own", resource: "roles", selectors: ["role_7"] },
      want: [fault("action", "own"), fault("selectors", "leave selectors out")],
    },
    {
      name: "the selector that stands for all",
      given: { action: "create", resource: "roles", selectors: ["*"] },
      want: [fault("selectors", "leave selectors out")],
    },
  ])("fails on $name", ({ given, want }) => {
    expect(facts.problems(given)).toEqual(want);
  });
});

describe("what a right covers", () => {
  const refresh = { action: "refresh", resource: "api-keys", selector: "*" };

  it.each([
    {
      name: "itself",
      held: "roles.create",
      wanted: { action: "create", resource: "roles", selector: "*" },
      want: true,
    },
    { name: "not another verb", held: "roles.create", wanted: { ...refresh, action: "create" }, want: false },
    { name: "generating by editing keys", held: "service-accounts.update", wanted: refresh, want: true },
    { name: "not generating by making keys", held: "service-accounts.create", wanted: refresh, want: false },
    {
      name: "not editing keys by generating",
      held: "api-keys.refresh",
      wanted: { action: "update", resource: "service-accounts", selector: "*" },
      want: false,
    },
  ] as const)("$name: $want", ({ held, wanted, want }) => {
    expect(allows([{ ...splitPermissionName(held), selectors: null }], wanted, facts)).toBe(want);
  });

  it("is everything known for the Admin role", () => {
    const admin = facts.managedRoles["Admin"] ?? [];
    for (const name of permissionNames)
      expect(allows(admin, { ...splitPermissionName(name), selector: "*" }, facts)).toBe(true);
  });
});
