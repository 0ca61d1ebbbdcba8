import { describe, expect, it } from "vitest";
import { allows } from "#access/model/permissions/permission.ts";
import { permissionNames } from "./data/catalog.ts";
import { splitPermissionName } from "./permission-names.ts";
import { permissions as facts } from "./permissions.ts";

const createProblem = (field: string, message: string) => ({ field, message: expect.stringContaining(message) });

describe("problems of a permission", () => {
  it("are empty for every permission of the catalog", () => {
    expect(permissionNames.length).toBeGreaterThan(15);
    expect(permissionNames.flatMap((name) => facts.problems(splitPermissionName(name)))).toEqual([]);
  });

  it.each([
    { name: "an action with an unknown resource", given: { action: "refresh" } },
    { name: "a resource with an unknown action", given: { resource: "users" } },
    { name: "nothing but unknown values", given: {} },
    { name: "selectors left out", given: { action: "create", resource: "roles", selectors: undefined } },
  ])("are empty for $name", ({ given }) => {
    expect(facts.problems(given)).toEqual([]);
  });

  it.each([
    {
      name: "an action that the resource does not support",
      given: { action: "activate", resource: "roles" },
      want: [createProblem("action", "use one of create, retrieve, update, delete")],
    },
    {
      name: "a resource that does not exist",
      given: { action: "create", resource: "webhooks" },
      want: [createProblem("resource", 'unknown resource "webhooks": use one of folders, roles')],
    },
    {
      name: "a resource with a capital letter, as in the vendor's table",
      given: { action: "create", resource: "Roles" },
      want: [createProblem("resource", 'Inkit spells it "roles"')],
    },
    {
      name: "an action that no resource supports",
      given: { action: "own" },
      want: [createProblem("action", 'unknown action "own"')],
    },
    {
      name: "selectors together with a wrong action",
      given: { action: "own", resource: "roles", selectors: ["role_7"] },
      want: [createProblem("action", "own"), createProblem("selectors", "leave selectors out")],
    },
    {
      name: "the selector for all objects",
      given: { action: "create", resource: "roles", selectors: ["*"] },
      want: [createProblem("selectors", "leave selectors out")],
    },
  ])("fails on $name", ({ given, want }) => {
    expect(facts.problems(given)).toEqual(want);
  });
});

describe("what a permission covers", () => {
  const refresh = { action: "refresh", resource: "api-keys", selector: "*" };

  it.each([
    {
      name: "itself",
      held: "roles.create",
      wanted: { action: "create", resource: "roles", selector: "*" },
      want: true,
    },
    { name: "not another action", held: "roles.create", wanted: { ...refresh, action: "create" }, want: false },
    { name: "generating a secret by updating keys", held: "service-accounts.update", wanted: refresh, want: true },
    { name: "not generating a secret by creating keys", held: "service-accounts.create", wanted: refresh, want: false },
    {
      name: "not updating keys by generating a secret",
      held: "api-keys.refresh",
      wanted: { action: "update", resource: "service-accounts", selector: "*" },
      want: false,
    },
  ] as const)("$name: $want", ({ held, wanted, want }) => {
    expect(allows([{ ...splitPermissionName(held), selectors: null }], wanted, facts)).toBe(want);
  });

  it("is every known permission for the Admin role", () => {
    const admin = facts.managedRoles["Admin"] ?? [];
    for (const name of permissionNames)
      expect(allows(admin, { ...splitPermissionName(name), selector: "*" }, facts)).toBe(true);
  });
});
