import { expect, test } from "vitest";
import { catalog, permissionNames } from "#vendors/arize/facts/data/catalog.ts";
import { permissions } from "#vendors/arize/facts/permissions.ts";
import { arize } from "./arize.ts";

test("names an action on everything of a kind", () => {
  expect(arize.permission("PROJECT_READ")).toEqual({ vendor: "arize", action: "READ", resource: "PROJECT" });
  const want = { vendor: "arize", action: "UPDATE", resource: "USER_PERMISSION" };
  expect(arize.permission("USER_PERMISSION_UPDATE")).toEqual(want);
});

test("makes permissions that the vendor's rules accept, of every name", () => {
  const made = permissionNames.map((name) => arize.permission(name));
  expect(made).toHaveLength(catalog.length);
  expect(made.flatMap(({ action, resource }) => permissions.problems({ action, resource }))).toEqual([]);
});

test("has levels in addition to roles", () => {
  expect(arize.level.readOnly).toEqual({ vendor: "arize", level: "READ_ONLY" });
  expect(arize.role("Project Viewer")).toEqual({ vendor: "arize", name: "Project Viewer" });
});

test("fails for an unknown name that the compiler did not check", () => {
  const call = (name: string) => Reflect.apply(arize.permission, arize, [name]);
  expect(() => call("PROJECT_READD")).toThrow(
    'arize.permission("PROJECT_READD"): there is no such permission. Did you mean PROJECT_READ',
  );
});
