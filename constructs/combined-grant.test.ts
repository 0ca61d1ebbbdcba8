import { Dependable } from "constructs";
import { expect, test } from "vitest";
import { CombinedGrant } from "./combined-grant.ts";
import { CustomRole } from "./custom-role.ts";
import { Key } from "./key.ts";
import * as l1 from "./l1.ts";
import { ServiceAccount } from "./service-account.ts";
import { createSignozStack, findBlocks } from "./testing/test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

function createGrants() {
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "invoices");
  const role = new CustomRole(stack, "auditor", { permissions: [signoz.read("dashboard")] });
  return { stack, account, role, first: account.addRole(role), second: account.addRole(signoz.role("signoz-viewer")) };
}

test("a grant says what the role permits, and what makes it", () => {
  const { role, first, second } = createGrants();
  expect(first.permissions).toEqual(role.permissions);
  expect(second.permissions).toEqual(signoz.heldBy("signoz-viewer"));
  expect(first.cause).toEqual({
    constructPath: first.resource.node.path,
    address: `access_role_binding.${first.resource.friendlyUniqueId}`,
  });
});

test("nobody knows what a role permits of which only the id is known", () => {
  const { stack, account } = createGrants();
  const grant = account.addRole(CustomRole.fromId(stack, "other", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f81"));
  expect(grant.permissions).toBeUndefined();
  expect(CombinedGrant.of(grant).permissions).toBeUndefined();
});

test("several grants are waited for as one", () => {
  // GIVEN
  const { stack, account, first, second } = createGrants();
  // WHEN
  const both = first.combine(second, first);
  new Key(stack, "nightly", { serviceAccount: account }).node.addDependency(both);
  new l1.Key(stack, "daily", { name: "daily", serviceAccountId: account.id, dependsOn: [...both] });
  // THEN
  expect(both.grants).toEqual([first, second]);
  expect(both.permissions).toEqual([...(first.permissions ?? []), ...(second.permissions ?? [])]);
  expect(Dependable.of(both).dependencyRoots).toEqual([first.resource, second.resource]);
  const waits = findBlocks(stack, "access_key").map(({ depends_on }) => depends_on);
  const addresses = [first.cause.address, second.cause.address];
  expect(waits).toEqual([addresses, addresses]);
});

test("what is read is a copy", () => {
  const { role, first } = createGrants();
  for (const list of [role.permissions, first.permissions, first.combine().grants]) {
    expect(list).toHaveLength(1);
    Array.prototype.pop.call(list);
  }
  expect(role.permissions).toHaveLength(1);
  expect(first.combine().grants).toHaveLength(1);
});
