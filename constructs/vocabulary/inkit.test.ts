import { expect, test } from "vitest";
import { permissionNames } from "#vendors/inkit/facts/data/catalog.ts";
import { permissions as facts } from "#vendors/inkit/facts/permissions.ts";
import { standardRoles } from "#vendors/inkit/facts/data/managed-roles.ts";
import { inkit } from "./inkit.ts";

test("splits a permission at its dot", () => {
  const want = { vendor: "inkit", action: "create", resource: "service-accounts" };
  expect(inkit.permission("service-accounts.create")).toEqual(want);
});

test("makes permissions that the vendor's rules accept, of every name", () => {
  const permissions = permissionNames.map((name) => inkit.permission(name));
  expect(permissions.length).toBeGreaterThan(15);
  expect(permissions.flatMap((permission) => facts.problems(permission))).toEqual([]);
});

test("refers to every standard role, and to others", () => {
  const named = Object.values(inkit.standardRoles);
  expect(named).toEqual(standardRoles.map(({ name }) => ({ vendor: "inkit", name })));
  expect(inkit.role("Invoice Printer")).toEqual({ vendor: "inkit", name: "Invoice Printer" });
});

test("fails for an unknown name that the compiler did not check", () => {
  const name = JSON.parse('"Roles.create"');
  expect(() => inkit.permission(name)).toThrow(
    'inkit.permission("Roles.create"): there is no such permission. Did you mean roles.create',
  );
});
