import { expect, it } from "vitest";
import { permissionNames } from "./facts/data/catalog.ts";
import { splitPermissionName } from "./facts/permission-names.ts";
import { fromPermissionName, toPermissionName } from "./role-permissions.ts";

it("splits each known name into resource and action", () => {
  for (const name of permissionNames)
    expect(fromPermissionName(name)).toEqual({ ...splitPermissionName(name), selectors: null });
});

it.each([...permissionNames, "users.deactivate", "a.b.c", "Manage API Keys", ""])(
  "converts %j to a permission and back",
  (name) => {
    expect(toPermissionName(fromPermissionName(name))).toBe(name);
  },
);
