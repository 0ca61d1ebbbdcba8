import { expect, it } from "vitest";
import { permissionNames } from "./facts/data/catalog.ts";
import { splitPermissionName } from "./facts/permission-names.ts";
import { fromPermissionName, toPermissionName } from "./role-permissions.ts";

it("reads each known name as its parts", () => {
  for (const name of permissionNames)
    expect(fromPermissionName(name)).toEqual({ ...splitPermissionName(name), selectors: null });
});

it.each([...permissionNames, "users.deactivate", "a.b.c", "Manage API Keys", ""])(
  "writes %j as it was read",
  (name) => {
    expect(toPermissionName(fromPermissionName(name))).toBe(name);
  },
);
