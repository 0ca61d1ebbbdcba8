import { expect, test } from "vitest";
import { AccessProvider } from "../access-provider.ts";
import { TerraformOutput, type TerraformStack } from "../shared/cdktf.ts";
import { CustomRole } from "../custom-role.ts";
import { Duration } from "../duration.ts";
import { RolePerSystem } from "./role-per-system.ts";
import { RotatingKey } from "./rotating-key.ts";
import { findBlocks, createEmptyStack, createSignozStack, synthesize } from "../testing/test-stack.ts";
import { inkit } from "../vocabulary/inkit.ts";
import { signoz } from "../vocabulary/signoz.ts";

function inkitStack(): TerraformStack {
  const stack = createEmptyStack();
  new AccessProvider(stack, "inkit", { vendor: "inkit" });
  return stack;
}

const permissions = [inkit.permission("folders.create")];

test("creates two accounts with the same roles, half a period apart", () => {
  // GIVEN
  const stack = inkitStack();
  const roles = [new CustomRole(stack, "filing", { permissions }), inkit.standardRoles.documentViewer];
  // WHEN
  const key = new RotatingKey(stack, "importer", { roles, period: "90d", anchor: "2027-02-01T00:00:00Z" });
  new TerraformOutput(stack, "key", { value: key.secretFor(stack, "key") });
  // THEN
  const accounts = findBlocks(stack, "access_service_account");
  expect(accounts.map(({ name }) => name)).toEqual(["importer-a", "importer-b"]);
  expect(accounts[0]?.["role_ids"]).toEqual(accounts[1]?.["role_ids"]);
  expect(accounts[0]?.["role_ids"]).toHaveLength(2);
  expect(findBlocks(stack, "access_key")).toMatchObject([
    { rotate_after: "90d", rotation_anchor: "2027-02-01T00:00:00Z" },
    { rotate_after: "90d", rotation_anchor: "2027-03-18T00:00:00Z" },
  ]);
  expect(synthesize(stack).output?.["key"]).toMatchObject({ sensitive: true });
});

test("works with a vendor that binds roles and names keys", () => {
  const stack = createSignozStack();
  new RotatingKey(stack, "importer", { roles: [signoz.role("signoz-viewer")], period: Duration.hours(36) });
  expect(findBlocks(stack, "access_role_binding")).toHaveLength(2);
  expect(findBlocks(stack, "access_key")).toMatchObject([
    { name: "key", rotation_anchor: "2026-01-01T00:00:00Z" },
    { name: "key", rotation_anchor: "2026-01-01T18:00:00Z" },
  ]);
});

test.each([
  { name: "a period that has no half", given: { period: "3s" }, says: '`period` is "3s"' },
  { name: "a period in words", given: { period: "quarterly" }, says: '`period` is "quarterly"' },
  { name: "an anchor in words", given: { period: "1d", anchor: "monday" }, says: '`anchor` is "monday"' },
])("a rotating key fails for $name", ({ given, says }) => {
  const roles = [inkit.standardRoles.documentViewer];
  expect(() => new RotatingKey(inkitStack(), "importer", { roles, ...given })).toThrow(`billing/importer: ${says}`);
});

test("a system gets its own role, account and key; the key has no name where the vendor does not support one", () => {
  // GIVEN
  const stack = inkitStack();
  // WHEN
  const system = new RolePerSystem(stack, "archive", {
    permissions,
    description: "Files contracts",
    alsoHolds: [inkit.standardRoles.documentViewer],
    key: { rotateAfter: Duration.days(90) },
  });
  // THEN
  expect(system.secretFor(stack, "x")).toContain("TOKEN");
  expect(findBlocks(stack, "access_role")[0]).toMatchObject({ name: "archive", description: "Files contracts" });
  const [account] = findBlocks(stack, "access_service_account");
  expect(account).toMatchObject({ name: "archive", role_ids: [expect.any(String), expect.any(String)] });
  const [key] = findBlocks(stack, "access_key");
  expect(key).toMatchObject({ rotate_after: "90d" });
  expect(key).not.toHaveProperty("name");
});

test("fails at synth for an account without a role if the vendor requires one", () => {
  const stack = inkitStack();
  new RotatingKey(stack, "importer", { roles: [], period: "90d" });
  expect(() => synthesize(stack)).toThrow("a service account of Inkit needs at least one role");
});
