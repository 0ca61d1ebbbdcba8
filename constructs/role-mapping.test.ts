import { expect, test } from "vitest";
import { CustomRole } from "./custom-role.ts";
import { RoleMapping } from "./role-mapping.ts";
import { findBlocks, createSignozStack } from "./testing/test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

const domain = "terns.example.org";

test("refers to roles by name, and waits for those in the same stack", () => {
  // GIVEN
  const stack = createSignozStack();
  const role = new CustomRole(stack, "invoices", { permissions: [signoz.read("dashboard")] });
  const former = CustomRole.fromName(stack, "former", "former-role");
  // WHEN
  const groupMappings = { payers: role, others: former, staff: "VIEWER", ops: signoz.role("signoz-editor") };
  new RoleMapping(stack, "sso", { domain, defaultRole: signoz.role("signoz-viewer"), groupMappings });
  // THEN
  const [mapping] = findBlocks(stack, "access_role_mapping");
  expect(mapping).toMatchObject({
    auth_domain_id: expect.stringMatching(/^\$\{data\.access_auth_domain\..+\.id\}$/),
    default_role: "signoz-viewer",
    group_mappings: {
      payers: expect.stringMatching(/^\$\{access_role\.invoices_.+\.name\}$/),
      others: "former-role",
      staff: "VIEWER",
      ops: "signoz-editor",
    },
  });
  expect(mapping).not.toHaveProperty("use_role_attribute");
  expect(findBlocks(stack, "access_auth_domain")).toMatchObject([{ name: domain }]);
});

test("leaves missing values to the vendor", () => {
  const stack = createSignozStack();
  new RoleMapping(stack, "sso", { domain });
  const [mapping] = findBlocks(stack, "access_role_mapping");
  expect(Object.keys(mapping ?? {})).toEqual(["auth_domain_id", "provider"]);
});

test("fails for a role without a known name, for an invalid name, and for a role of another vendor", () => {
  const stack = createSignozStack();
  const byId = CustomRole.fromId(stack, "by-id", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  expect(() => new RoleMapping(stack, "a", { domain, defaultRole: byId })).toThrow("known by its id alone");
  expect(() => new RoleMapping(stack, "b", { domain, groupMappings: { ops: "Ops Team" } })).toThrow(
    '`groupMappings` contains "Ops Team"',
  );
  const stranger = { vendor: "heron", name: "reader" };
  expect(() => new RoleMapping(stack, "c", { domain, defaultRole: stranger })).toThrow("the role reader");
});
