import { describe, expect, it } from "vitest";
import { permissionNames } from "./data/catalog.ts";
import { isPermissionName, splitPermissionName } from "./permission-names.ts";

describe("the catalog", () => {
  it("has each permission once, and splits it at its dot", () => {
    expect(new Set(permissionNames).size).toBe(permissionNames.length);
    expect(permissionNames.map(splitPermissionName).map(({ resource, action }) => `${resource}.${action}`)).toEqual(
      permissionNames,
    );
    expect(splitPermissionName("service-accounts.create")).toEqual({ resource: "service-accounts", action: "create" });
  });

  it.each(["Roles.create", "roles", "roles.own", "webhooks.create", ""])("does not know %j", (text) => {
    expect(isPermissionName(text)).toBe(false);
  });
});
