import { expect, test } from "vitest";
import { Testing } from "./shared/cdktf.ts";
import { CustomRole } from "./custom-role.ts";
import { AccessProvider } from "./access-provider.ts";
import { Member } from "./member.ts";
import { createEmptyStack, createSignozStack, findBlocks } from "./testing/test-stack.ts";
import { arize } from "./vocabulary/arize.ts";
import { signoz } from "./vocabulary/signoz.ts";

const email = "ada@terns.example.org";

test("golden: an invitation with a role, and another role granted", () => {
  // GIVEN
  const stack = createSignozStack();
  const role = new CustomRole(stack, "invoices", { permissions: [signoz.read("dashboard")] });
  // WHEN
  const ada = new Member(stack, "ada", {
    email,
    name: "Ada",
    invitedAs: [signoz.role("signoz-viewer")],
    inviteBaseUrl: "https://signals.example.com",
    deletionPolicy: "abandon",
  });
  ada.addRole(role, { reason: "Pays the invoices" });
  // THEN
  const { resource, data } = JSON.parse(Testing.synth(stack, true));
  expect({ resource, data }).toMatchInlineSnapshot(`
    {
      "data": {
        "access_role": {
          "signoz_signoz-viewer_21BEFF5B": {
            "name": "signoz-viewer",
            "provider": "access",
          },
        },
      },
      "resource": {
        "access_member": {
          "ada_41702F42": {
            "deletion_policy": "abandon",
            "email": "ada@terns.example.org",
            "invite_base_url": "https://signals.example.com",
            "name": "Ada",
            "provider": "access",
            "role_ids": [
              "\${data.access_role.signoz_signoz-viewer_21BEFF5B.id}",
            ],
          },
        },
        "access_role": {
          "invoices_57D3D2E1": {
            "lifecycle": {
              "create_before_destroy": true,
            },
            "name": "invoices",
            "permissions": [
              {
                "action": "read",
                "resource": "dashboard",
              },
            ],
            "provider": "access",
          },
        },
        "access_role_binding": {
          "ada_role-invoices_11513C28": {
            "member_id": "\${access_member.ada_41702F42.id}",
            "provider": "access",
            "reason": "Pays the invoices",
            "role_id": "\${access_role.invoices_57D3D2E1.id}",
          },
        },
      },
    }
  `);
});

test("is found by id and by email address, and can hold roles", () => {
  // GIVEN
  const stack = createSignozStack();
  // WHEN
  const byId = Member.fromId(stack, "by-id", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  const byAddress = Member.fromName(stack, "by-address", email);
  for (const member of [byId, byAddress]) member.addRole(signoz.role("signoz-editor"));
  // THEN
  expect(findBlocks(stack, "access_member").map((block) => block["email"])).toEqual([email]);
  expect(findBlocks(stack, "access_role_binding").map((block) => block["member_id"])).toEqual([
    expect.stringContaining("data.access_member."),
    "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80",
  ]);
});

test.each([
  { name: "an invalid email address", given: { email: "ada" }, want: "must be an email address" },
  {
    name: "an argument that the vendor does not support",
    given: { email, accountRole: "admin" },
    want: "SigNoz does not support `accountRole`",
  },
  {
    name: "an invite mode that the vendor does not support",
    given: { email, inviteMode: "x" },
    want: "Set `inviteBaseUrl`",
  },
])("fails for $name, with the construct's path", ({ given, want }) => {
  const make = () => new Member(createSignozStack(), "ada", given);
  expect(make).toThrow(want);
  expect(make).toThrow("billing/ada: ");
});

test("has what only one vendor knows of a person, and fails with that of another", () => {
  const stack = createEmptyStack();
  new AccessProvider(stack, "arize", { vendor: "arize" });
  const own = arize.member({ isDeveloper: false });
  new Member(stack, "ada", { email, name: "Ada", accountRole: "MEMBER", inviteMode: "NONE", own });
  expect(findBlocks(stack, "access_member")).toMatchObject([{ email, is_developer: false }]);
  expect(() => new Member(createSignozStack(), "ada", { email, own })).toThrow("`own` (isDeveloper) belongs to arize");
});
