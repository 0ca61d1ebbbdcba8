import { expect, test } from "vitest";
import { Testing } from "./shared/cdktf.ts";
import { CustomRole } from "./custom-role.ts";
import { ServiceAccount } from "./service-account.ts";
import { findBlocks, createSignozStack, synthesize } from "./testing/test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

test("golden: a role on one account", () => {
  // GIVEN
  const stack = createSignozStack();
  const readers = new ServiceAccount(stack, "invoice-reader");
  // WHEN
  new CustomRole(stack, "key-maker", {
    description: "Adds keys to invoice-reader",
    permissions: [signoz.create("factor-api-key"), signoz.attach(readers)],
  });
  // THEN
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
        "access_role": {
          "key-maker_7544D405": {
            "description": "Adds keys to invoice-reader",
            "lifecycle": {
              "create_before_destroy": true
            },
            "name": "key-maker",
            "permissions": [
              {
                "action": "create",
                "resource": "factor-api-key"
              },
              {
                "action": "attach",
                "resource": "serviceaccount",
                "selectors": [
                  "\${access_service_account.invoice-reader_43FC38B6.id}"
                ]
              }
            ],
            "provider": "access"
          }
        },
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

test("is deleted after it was taken from its holders", () => {
  const stack = createSignozStack();
  new CustomRole(stack, "key-maker", { permissions: [signoz.list("dashboard")] });
  expect(findBlocks(stack, "access_role")).toMatchObject([{ lifecycle: { create_before_destroy: true } }]);
});

test("accepts no permissions", () => {
  const stack = createSignozStack();
  new CustomRole(stack, "nothing", { permissions: "none" });
  expect(findBlocks(stack, "access_role")).toMatchObject([{ permissions: [] }]);
});

test("can be taken from its holders before it is deleted", () => {
  const stack = createSignozStack();
  new CustomRole(stack, "key-maker", { permissions: [signoz.list("dashboard")], forceDetach: true });
  expect(findBlocks(stack, "access_role")).toMatchObject([{ force_detach: true }]);
});

test("is looked up by name, but creates nothing by id", () => {
  const stack = createSignozStack();
  CustomRole.fromName(stack, "named", "key-maker");
  const known = CustomRole.fromId(stack, "known", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  expect(known.name).toBeUndefined();
  expect(synthesize(stack).resource).toBeUndefined();
  expect(findBlocks(stack, "access_role")).toEqual([{ name: "key-maker", provider: "access" }]);
});

test.each([
  {
    name: "a name with digits",
    given: { name: "reader2", permissions: [] },
    want: 'billing/r: SigNoz role: `name` is "reader2"; it must be 1 to 50 lower-case letters and hyphens, without digits.',
  },
  {
    name: "a verb that the kind does not have",
    given: { name: "reader", permissions: [{ vendor: "signoz", action: "attach", resource: "dashboard" }] },
    want: 'dashboard does not have the action "attach": use one of create, read, update, delete, list.',
  },
  {
    name: "an empty list of selectors",
    given: {
      name: "reader",
      permissions: [{ vendor: "signoz", action: "read", resource: "dashboard", selectors: [] }],
    },
    want: "has an empty list of selectors, which would grant nothing. Name what it holds on, or leave selectors out for all.",
  },
  {
    name: "a selector of another form",
    given: { name: "reader", permissions: [signoz.read("dashboard", { only: ["overview"] })] },
    want: 'the selector "overview" on dashboard must be a UUID in lower-case hexadecimal digits with hyphens, or *.',
  },
  {
    name: "a permission of another vendor",
    given: { name: "reader", permissions: [{ vendor: "acme", action: "read", resource: "dashboard" }] },
    want: "billing/r: the permission read on dashboard belongs to acme, but this construct belongs to signoz (billing/signoz).",
  },
])("fails for $name", ({ given, want }) => {
  expect(() => new CustomRole(createSignozStack(), "r", given)).toThrow(want);
});
