import { describe, expect, expectTypeOf, it } from "vitest";
import { allows } from "#access/model/permissions/permission.ts";
import { type PermissionName, catalog, permissionNames } from "./data/catalog.ts";
import { spaceLevelPermissions } from "./data/levels.ts";
import { listNames, permissions, toPermissions } from "./permissions.ts";
import { predefinedRoles } from "./data/managed-roles.ts";

describe("the catalog", () => {
  it("has the vendor's 132 permissions, each once, sorted", () => {
    expect(permissionNames).toHaveLength(132);
    expect(new Set(permissionNames).size).toBe(132);
    expect(new Set(catalog.map(({ resource }) => resource)).size).toBe(36);
  });

  it("splits a permission between its resource and its action", () => {
    expect(catalog.find(({ name }) => name === "USER_PERMISSION_UPDATE")).toMatchObject({
      resource: "USER_PERMISSION",
      action: "UPDATE",
    });
    expect(catalog.map(({ name }) => name)).not.toContain("ROLE_BINDING_UPDATE");
  });

  it("types each permission as a literal", () => {
    expectTypeOf<"PROJECT_READ">().toExtend<PermissionName>();
    expectTypeOf<"ALYX_READ">().not.toExtend<PermissionName>();
  });
});

describe("permissions", () => {
  it("survive the round trip through the model", () => {
    expect(listNames(toPermissions([...permissionNames].reverse()))).toEqual([...permissionNames].sort());
  });

  it("keep a name that the catalog does not know", () => {
    const [read] = toPermissions(["NEW_THING_READ"]);
    expect(read).toEqual({ action: "READ", resource: "NEW_THING", selectors: null });
    expect(listNames(toPermissions(["NEW_THING_READ"]))).toEqual(["NEW_THING_READ"]);
  });

  it("do not imply each other", () => {
    const held = toPermissions(["PROJECT_UPDATE"]);
    const may = (action: string) => allows(held, { action, resource: "PROJECT", selector: "*" }, permissions);
    expect([may("UPDATE"), may("READ"), may("DELETE")]).toEqual([true, false, false]);
  });

  it.each([
    { name: "accept a permission of the catalog", given: { action: "READ", resource: "PROJECT" }, want: [] },
    {
      name: "accept the selector *",
      given: { action: "READ", resource: "PROJECT", selectors: ["*"] },
      want: [],
    },
    { name: "accept a permission without a resource, which may be unknown", given: { action: "REVOKE" }, want: [] },
    { name: "fail on an unknown resource", given: { action: "READ", resource: "PROJECTS" }, want: ["resource"] },
    {
      name: "fail on an action of another resource",
      given: { action: "UPDATE", resource: "ROLE_BINDING" },
      want: ["action"],
    },
    { name: "fail on an unknown action", given: { action: "OWN" }, want: ["action"] },
    {
      name: "fail on a selector",
      given: { action: "READ", resource: "PROJECT", selectors: ["a", "*"] },
      want: ["selectors"],
    },
  ])("$name", ({ given, want }) => {
    expect(permissions.problems(given).map(({ field }) => field)).toEqual(want);
  });

  it("explain how to write a whole permission as resource and action", () => {
    const [problem] = permissions.problems({ resource: "SERVICE_KEY_REVOKE" });
    expect(problem?.message).toContain('its resource is "SERVICE_KEY", its action "REVOKE"');
  });

  it("explain how to narrow a role without selectors", () => {
    const [problem] = permissions.problems({ action: "READ", resource: "PROJECT", selectors: ["fraud"] });
    expect(problem?.message).toContain("bind the role to a space or a project");
  });
});

describe("permissions of roles and levels", () => {
  it("grow with each higher level", () => {
    const { ADMIN, MEMBER, READ_ONLY } = spaceLevelPermissions;
    expect(MEMBER).toEqual(expect.arrayContaining([...READ_ONLY, "SERVICE_KEY_CREATE"]));
    expect(ADMIN).toEqual(expect.arrayContaining([...MEMBER, "ROLE_BINDING_CREATE"]));
    expect(READ_ONLY).not.toContain("SERVICE_KEY_CREATE");
    expect(MEMBER).not.toContain("ROLE_BINDING_CREATE");
  });

  it("grow with each predefined role, and are listed by its name", () => {
    const sizes = predefinedRoles.map(({ permissions: held }) => held.length);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(Object.keys(permissions.managedRoles)).toEqual(predefinedRoles.map(({ name }) => name));
  });
});
