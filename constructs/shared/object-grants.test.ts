import { expect, test } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { AccessProvider } from "../access-provider.ts";
import { CustomRole } from "../custom-role.ts";
import * as l1 from "../l1.ts";
import { RoleGrants } from "../role-grants.ts";
import { ServiceAccount } from "../service-account.ts";
import { ServiceAccountGrants } from "../service-account-grants.ts";
import { createEmptyStack, createSignozStack, findBlocks, synthesize } from "../testing/test-stack.ts";
import { signoz } from "../vocabulary/signoz.ts";

function createRole(stack = createSignozStack()) {
  const role = new CustomRole(stack, "minter", { permissions: [signoz.create("factor-api-key")] });
  return { stack, role, readers: new ServiceAccount(stack, "readers") };
}

test("the object's side writes what the role's side would", () => {
  // GIVEN
  const { stack, role, readers } = createRole();
  const byRole = createSignozStack();
  const same = new ServiceAccount(byRole, "readers");
  new CustomRole(byRole, "minter", {
    permissions: [signoz.create("factor-api-key"), signoz.attach(same), signoz.read(same)],
  });
  // WHEN
  readers.grants.attach(role);
  readers.grants.read(role);
  // THEN
  expect(synthesize(stack)).toEqual(synthesize(byRole));
});

test("gives several actions at once, and each once", () => {
  const { stack, role, readers } = createRole();
  readers.grants.actions(role, ["attach", "read", "attach"]);
  readers.grants.read(role);
  const [block] = findBlocks(stack, "access_role");
  expect(block?.["permissions"]).toHaveLength(3);
});

test("names roles as the vendor does, by their names", () => {
  const { stack, role } = createRole();
  const viewer = CustomRole.fromName(stack, "viewer", "dashboard-viewer");
  viewer.grants.actions(role, ["assignee"]);
  const own = new CustomRole(stack, "other", { permissions: [signoz.read("dashboard")] });
  own.grants.attach(role);
  expect(findBlocks(stack, "access_role").find(({ name }) => name === "minter")?.["permissions"]).toEqual([
    { action: "create", resource: "factor-api-key" },
    { action: "assignee", resource: "role", selectors: ["dashboard-viewer"] },
    { action: "attach", resource: "role", selectors: ["other"] },
  ]);
});

test("serves blocks of the generated bindings", () => {
  // GIVEN
  const { stack, role } = createRole();
  const account = new l1.ServiceAccount(stack, "plain", { name: "plain" });
  const found = new l1.DataAccessServiceAccount(stack, "found", { name: "found" });
  const plainRole = new l1.Role(stack, "plain-role", { name: "plain-role", permissions: [] });
  // WHEN
  ServiceAccountGrants.from(account).read(role);
  ServiceAccountGrants.from(account).attach(role);
  ServiceAccountGrants.from(found).read(role);
  RoleGrants.from(plainRole).attach(role);
  // THEN
  const block = findBlocks(stack, "access_role").find(({ name }) => name === "minter");
  expect(block?.["permissions"]).toMatchObject([
    {},
    { action: "read", selectors: [`\${access_service_account.${account.friendlyUniqueId}.id}`] },
    { action: "attach" },
    { action: "read", selectors: [`\${data.access_service_account.${found.friendlyUniqueId}.id}`] },
    { action: "attach", selectors: [`\${access_role.${plainRole.friendlyUniqueId}.name}`] },
  ]);
});

test("a grant says what it permits, what makes it, and can be waited for", () => {
  const { role, readers } = createRole();
  const grant = readers.grants.attach(role);
  expect(grant.permissions).toEqual([
    { vendor: "signoz", action: "attach", resource: "serviceaccount", selectors: [readers.id] },
  ]);
  expect(grant.cause).toMatchObject({
    constructPath: "billing/minter/Resource",
    address: `access_role.${role.resource.friendlyUniqueId}`,
  });
  expect(grant.resource).toBe(role.resource);
});

test.each<{ name: string; actions: readonly string[]; says: string }>([
  {
    name: "an empty list",
    actions: [],
    says: "`actions` is an empty list, which would grant nothing. Name some of: read",
  },
  {
    name: "an action of a whole kind",
    actions: ["create"],
    says: 'does not have the action "create" on a single serviceaccount',
  },
  {
    name: "an action that there is not",
    actions: ["fly"],
    says: 'does not have the action "fly" on a single serviceaccount',
  },
])("fails for $name", ({ actions, says }) => {
  const { role, readers } = createRole();
  expect(() => readers.grants.actions(role, actions)).toThrow(`billing/readers: `);
  expect(() => readers.grants.actions(role, actions)).toThrow(says);
});

test("fails for a role of another account", () => {
  const stack = createSignozStack();
  const other = new AccessProvider(stack, "other", { vendor: "signoz" });
  const [provider] = stack.allProviders();
  if (!(provider instanceof AccessProvider)) throw new Error("there is one");
  const readers = new ServiceAccount(stack, "readers", { provider });
  const role = new CustomRole(stack, "minter", { permissions: [signoz.read("dashboard")], provider: other });
  expect(() => readers.grants.read(role)).toThrow("billing/minter:");
});

const without = Object.values(vendorFacts).filter(({ permissions }) => permissions.objects === undefined);

test.each(without)("fails for $name, whose permissions name no single objects", ({ name, title, nouns }) => {
  const stack = createEmptyStack();
  new AccessProvider(stack, name, { vendor: name as "arize", endpoint: "http://127.0.0.1:1" });
  const role = CustomRole.fromId(stack, "role", "1");
  const subject = "service_account" in nouns ? ServiceAccount.fromId(stack, "readers", "2") : role;
  const grants = "grants" in subject ? subject.grants : undefined;
  expect(() => grants?.actions(role as CustomRole, ["read"])).toThrow(
    `permissions of ${title} do not name single objects of this kind`,
  );
});

test("the facts name nouns that the vendor has, and actions that it accepts", () => {
  const all = Object.values(vendorFacts).flatMap(({ permissions, nouns, name }) =>
    Object.entries(permissions.objects ?? {}).map(([noun, object]) => ({ name, noun, object, permissions, nouns })),
  );
  expect(all.length).toBeGreaterThan(0);
  for (const { noun, object, permissions, nouns } of all) {
    expect(nouns).toHaveProperty(noun);
    for (const action of object.actions) {
      expect(permissions.problems({ action, resource: object.resource })).toEqual([]);
    }
  }
});
