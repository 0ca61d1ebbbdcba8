import { expect, test } from "vitest";
import { AccessProvider } from "./access-provider.ts";
import { TerraformOutput, TerraformVariable, Testing } from "./shared/cdktf.ts";
import { CustomRole } from "./custom-role.ts";
import { ServiceAccount } from "./service-account.ts";
import { findBlocks, createSignozStack, synthesize } from "./testing/test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

test("golden: an account", () => {
  const stack = createSignozStack();
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

test("uses its id as its name by default", () => {
  // GIVEN
  const stack = createSignozStack();
  // WHEN
  const first = new ServiceAccount(stack, "a");
  const second = new ServiceAccount(stack, "b", { name: "invoices" });
  // THEN
  expect([first.name, second.name]).toEqual(["a", "invoices"]);
  expect(findBlocks(stack, "access_service_account").map(({ name }) => name)).toEqual(["a", "invoices"]);
});

test("accepts another logical id after its creation", () => {
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "invoice-reader");
  account.resource.overrideLogicalId("kept_from_before");
  new TerraformOutput(stack, "id", { value: account.id });
  expect(Object.keys(synthesize(stack).resource?.["access_service_account"] ?? {})).toEqual(["kept_from_before"]);
  expect(synthesize(stack).output).toEqual({ id: { value: "${access_service_account.kept_from_before.id}" } });
});

test("can hold exactly the listed roles, created here or existing", () => {
  // GIVEN
  const stack = createSignozStack();
  const role = new CustomRole(stack, "key-maker", { permissions: [signoz.list("dashboard")] });
  // WHEN
  new ServiceAccount(stack, "reader", { exclusiveRoles: [role, signoz.role("signoz-viewer")], keysByHolders: true });
  new ServiceAccount(stack, "unheld", { exclusiveRoles: [] });
  // THEN
  expect(findBlocks(stack, "access_service_account")).toMatchObject([
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

test("fails for a role in addition to `exclusiveRoles`, from either side", () => {
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "reader", { exclusiveRoles: [] });
  const role = new CustomRole(stack, "key-maker", { permissions: [] });
  const want =
    "billing/reader: a role is granted in addition to `exclusiveRoles`, which lists all roles of the account. Add the role to that list, or leave `exclusiveRoles` out and grant each role with addRole.";
  expect(() => account.addRole(role)).toThrow(want);
  expect(() => role.bindTo(account)).toThrow(want);
});

test("creates nothing if it is given by id", () => {
  const stack = createSignozStack();
  const account = ServiceAccount.fromId(stack, "theirs", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  expect(account.id).toBe("0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  expect(account.name).toBeUndefined();
  expect(synthesize(stack).resource).toBeUndefined();
});

test("is looked up by name in the given account", () => {
  // GIVEN
  const stack = createSignozStack();
  const staging = new AccessProvider(stack, "staging", { vendor: "signoz" });
  // WHEN
  ServiceAccount.fromName(stack, "theirs", { name: "reports", provider: staging });
  // THEN
  expect(findBlocks(stack, "access_service_account")).toEqual([{ name: "reports", provider: "access.staging" }]);
});

test("accepts a name that is a token", () => {
  const stack = createSignozStack();
  const name = new TerraformVariable(stack, "team", { type: "string" }).stringValue;
  new ServiceAccount(stack, "reports", { name: `${name}-READER` });
  expect(findBlocks(stack, "access_service_account")).toMatchObject([{ name: "${var.team}-READER" }]);
});

test("fails for a name that the vendor refuses, with the path and the provider's message", () => {
  expect(() => new ServiceAccount(createSignozStack(), "Invoice Reader")).toThrow(
    'billing/Invoice Reader: SigNoz service account: `name` is "Invoice Reader"; it must be 1 to 50 lower-case letters, digits and hyphens, beginning with a letter.',
  );
});

test("fails with all mistakes at once", () => {
  const make = () => new ServiceAccount(createSignozStack(), "x", { name: "X", description: "for invoices" });
  expect(make).toThrow(/`name` is "X".*\n.*SigNoz does not support `description`/);
});
