import { expect, test } from "vitest";
import { AccessProvider } from "./access-provider.ts";
import { TerraformOutput, TerraformVariable, Testing } from "./cdk.ts";
import { CustomRole } from "./custom-role.ts";
import { ServiceAccount } from "./service-account.ts";
import { blocks, signozStack, synthesized } from "./test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

test("golden: an account", () => {
  const stack = signozStack();
  new ServiceAccount(stack, "invoice-reader");
  expect(Testing.synth(stack, true)).toMatchInlineSnapshot(`
    "{
      "provider": {
        "access": [
          {
            "vendor": "signoz"
          }
        ]
      },
      "resource": {
        "access_service_account": {
          "invoice-reader_43FC38B6": {
            "name": "invoice-reader",
            "provider": "access"
          }
        }
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

test("takes its id as its name, unless one is said", () => {
  // GIVEN
  const stack = signozStack();
  // WHEN
  const [first, second] = [new ServiceAccount(stack, "a"), new ServiceAccount(stack, "b", { name: "invoices" })];
  // THEN
  expect([first.name, second.name]).toEqual(["a", "invoices"]);
  expect(blocks(stack, "access_service_account").map(({ name }) => name)).toEqual(["a", "invoices"]);
});

test("can be given another logical id after it is made", () => {
  const stack = signozStack();
  const account = new ServiceAccount(stack, "invoice-reader");
  account.resource.overrideLogicalId("kept_from_before");
  new TerraformOutput(stack, "id", { value: account.id });
  expect(Object.keys(synthesized(stack).resource?.["access_service_account"] ?? {})).toEqual(["kept_from_before"]);
  expect(synthesized(stack).output).toEqual({ id: { value: "${access_service_account.kept_from_before.id}" } });
});

test("can hold exactly some roles, made here or the vendor's", () => {
  // GIVEN
  const stack = signozStack();
  const role = new CustomRole(stack, "key-maker", { permissions: [signoz.list("dashboard")] });
  // WHEN
  new ServiceAccount(stack, "reader", { exclusiveRoles: [role, signoz.role("signoz-viewer")], keysByHolders: true });
  new ServiceAccount(stack, "unheld", { exclusiveRoles: [] });
  // THEN
  expect(blocks(stack, "access_service_account")).toMatchObject([
    {
      keys_by_holders: true,
      role_ids: [
        expect.stringMatching(/^\$\{access_role\.key-maker_\w+\.id\}$/),
        expect.stringMatching(/^\$\{data\.access_role\..*signoz-viewer.*\.id\}$/),
      ],
    },
    { role_ids: [] },
  ]);
});

test("fails to be given a role beside those that it exactly holds, from either side", () => {
  const stack = signozStack();
  const account = new ServiceAccount(stack, "reader", { exclusiveRoles: [] });
  const role = new CustomRole(stack, "key-maker", { permissions: [] });
  const want =
    "billing/reader: its roles are exactly those of `exclusiveRoles`, and it is given one more. Add the role there, or leave `exclusiveRoles` out and give each role with addRole.";
  expect(() => account.addRole(role)).toThrow(want);
  expect(() => role.bindTo(account)).toThrow(want);
});

test("by id, makes nothing", () => {
  const stack = signozStack();
  const account = ServiceAccount.fromId(stack, "theirs", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  expect(account.id).toBe("0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  expect(account.name).toBeUndefined();
  expect(synthesized(stack).resource).toBeUndefined();
});

test("by name, is looked up, in the account that is said", () => {
  // GIVEN
  const stack = signozStack();
  const staging = new AccessProvider(stack, "staging", { vendor: "signoz" });
  // WHEN
  ServiceAccount.fromName(stack, "theirs", { name: "reports", provider: staging });
  // THEN
  expect(blocks(stack, "access_service_account")).toEqual([{ name: "reports", provider: "access.staging" }]);
});

test("passes over a name that only Terraform knows", () => {
  const stack = signozStack();
  const name = new TerraformVariable(stack, "team", { type: "string" }).stringValue;
  new ServiceAccount(stack, "reports", { name: `${name}-READER` });
  expect(blocks(stack, "access_service_account")).toMatchObject([{ name: "${var.team}-READER" }]);
});

test("fails for a name that the vendor refuses, with the path and the provider's words", () => {
  expect(() => new ServiceAccount(signozStack(), "Invoice Reader")).toThrow(
    'billing/Invoice Reader: SigNoz service_account: `name` is "Invoice Reader"; it must be 1 to 50 lower-case letters, digits and hyphens, beginning with a letter.',
  );
});

test("fails for all that is wrong at once", () => {
  const make = () => new ServiceAccount(signozStack(), "x", { name: "X", description: "for invoices" });
  expect(make).toThrow(/`name` is "X".*\n.*`description` is set, which the vendor has nothing for/);
});
