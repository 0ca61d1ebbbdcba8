import { expect, test } from "vitest";
import { AccessProvider } from "./access-provider.ts";
import { TerraformVariable, Testing } from "./cdk.ts";
import { ManagedRole } from "./managed-role.ts";
import { ServiceAccount } from "./service-account.ts";
import { blocks, signozStack } from "./test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

test("golden: a managed role", () => {
  const stack = signozStack();
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

test("takes its id as its name", () => {
  const stack = signozStack();
  new ManagedRole(stack, "signoz-editor");
  expect(blocks(stack, "access_role")).toEqual([{ name: "signoz-editor", provider: "access" }]);
});

test("is looked up once, however often it is referred to", () => {
  // GIVEN
  const stack = signozStack();
  // WHEN
  for (const name of ["invoices", "reports", "audits"]) {
    new ServiceAccount(stack, name).addRole(signoz.role("signoz-viewer"));
  }
  // THEN
  expect(blocks(stack, "access_role")).toEqual([{ name: "signoz-viewer", provider: "access" }]);
  expect(blocks(stack, "access_role_binding")).toHaveLength(3);
});

test("is looked up in each account in which it is referred to", () => {
  // GIVEN
  const stack = signozStack();
  const staging = new AccessProvider(stack, "staging", { vendor: "signoz" });
  const first = new ServiceAccount(stack, "invoices", { provider: staging });
  // WHEN
  first.addRole(signoz.role("signoz-viewer"));
  // THEN
  expect(blocks(stack, "access_role")).toEqual([{ name: "signoz-viewer", provider: "access.staging" }]);
});

test("by name or id, answers a role that can be given", () => {
  const stack = signozStack();
  const account = new ServiceAccount(stack, "invoices");
  account.addRole(ManagedRole.fromName(stack, "editor", "signoz-editor"));
  account.addRole(ManagedRole.fromId(stack, "other", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80"));
  expect(blocks(stack, "access_role_binding").map(({ role_id }) => role_id)).toEqual([
    expect.stringMatching(/^\$\{data\.access_role\.editor_\w+\.id\}$/),
    "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80",
  ]);
});

test("fails for a reference by a name that only Terraform knows", () => {
  const stack = signozStack();
  const name = new TerraformVariable(stack, "role", { type: "string" }).stringValue;
  expect(() => new ServiceAccount(stack, "invoices").addRole(signoz.role(name))).toThrow(
    "billing/invoices: the role's name is known to Terraform alone",
  );
});
