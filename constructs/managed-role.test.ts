import { expect, test } from "vitest";
import { AccessProvider } from "./access-provider.ts";
import { TerraformVariable, Testing } from "./shared/cdktf.ts";
import { ManagedRole } from "./managed-role.ts";
import { ServiceAccount } from "./service-account.ts";
import { findBlocks, createSignozStack } from "./testing/test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

test("golden: a managed role", () => {
  const stack = createSignozStack();
  new ManagedRole(stack, "viewer", { name: "signoz-viewer" });
  expect(Testing.synth(stack, true)).toMatchInlineSnapshot(`
    "{
      "data": {
        "access_role": {
          "viewer_20C5F55C": {
            "name": "signoz-viewer",
            "provider": "access"
          }
        }
      },
      "provider": {
        "access": [
          {
            "vendor": "signoz"
          }
        ]
      },
      "terraform": {
        "required_providers": {
          "access": {
            "source": "latchkey/access"
          }
        }
      }
    }"
  `);
});

test("uses its id as its name", () => {
  const stack = createSignozStack();
  new ManagedRole(stack, "signoz-editor");
  expect(findBlocks(stack, "access_role")).toEqual([{ name: "signoz-editor", provider: "access" }]);
});

test("is looked up only once", () => {
  // GIVEN
  const stack = createSignozStack();
  // WHEN
  for (const name of ["invoices", "reports", "audits"]) {
    new ServiceAccount(stack, name).addRole(signoz.role("signoz-viewer"));
  }
  // THEN
  expect(findBlocks(stack, "access_role")).toEqual([{ name: "signoz-viewer", provider: "access" }]);
  expect(findBlocks(stack, "access_role_binding")).toHaveLength(3);
});

test("is looked up in each account that uses it", () => {
  // GIVEN
  const stack = createSignozStack();
  const staging = new AccessProvider(stack, "staging", { vendor: "signoz" });
  const first = new ServiceAccount(stack, "invoices", { provider: staging });
  // WHEN
  first.addRole(signoz.role("signoz-viewer"));
  // THEN
  expect(findBlocks(stack, "access_role")).toEqual([{ name: "signoz-viewer", provider: "access.staging" }]);
});

test("by name or id, is a role that can be granted", () => {
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "invoices");
  account.addRole(ManagedRole.fromName(stack, "editor", "signoz-editor"));
  account.addRole(ManagedRole.fromId(stack, "other", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80"));
  expect(findBlocks(stack, "access_role_binding").map(({ role_id }) => role_id)).toEqual([
    expect.stringMatching(/^\$\{data\.access_role\.editor_\w+\.id\}$/),
    "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80",
  ]);
});

test("fails for a reference whose name is a token", () => {
  const stack = createSignozStack();
  const name = new TerraformVariable(stack, "role", { type: "string" }).stringValue;
  expect(() => new ServiceAccount(stack, "invoices").addRole(signoz.role(name))).toThrow(
    "billing/invoices: the name of the role is a token",
  );
});
