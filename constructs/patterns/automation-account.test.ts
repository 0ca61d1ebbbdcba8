import { expect, test } from "vitest";
import { AutomationAccount } from "./automation-account.ts";
import { Testing } from "../shared/cdktf.ts";
import { Scope } from "../scope.ts";
import { createBigeyeStack, findBlocks, createSignozStack } from "../testing/test-stack.ts";
import { bigeye } from "../vocabulary/bigeye.ts";
import { signoz } from "../vocabulary/signoz.ts";

test("golden: an account with its group, its grant and its key", () => {
  // GIVEN
  const stack = createBigeyeStack();
  const on = Scope.fromName(stack, "harbour", { type: "workspace", name: "Harbour" });
  // WHEN
  new AutomationAccount(stack, "nightly-loads", {
    role: bigeye.role("Edit"),
    on,
    reason: "Loads at night",
    key: { description: "Loads from the orchestrator", rotateAfter: "90d", overlap: "2d" },
  });
  // THEN
  expect(Testing.synth(stack, true)).toMatchInlineSnapshot(`
    "{
      "data": {
        "access_role": {
          "bigeye_Edit_A0FCFCA8": {
            "name": "Edit",
            "provider": "access"
          }
        },
        "access_scope": {
          "harbour_5E6EF5E2": {
            "name": "Harbour",
            "provider": "access",
            "type": "workspace"
          }
        }
      },
      "provider": {
        "access": [
          {
            "vendor": "bigeye"
          }
        ]
      },
      "resource": {
        "access_group": {
          "nightly-loads_Account_Group_A7233744": {
            "name": "nightly-loads",
            "provider": "access"
          }
        },
        "access_group_membership": {
          "nightly-loads_Account_Group_member-Account_8F14123A": {
            "group_id": "\${access_group.nightly-loads_Account_Group_A7233744.id}",
            "provider": "access",
            "reason": "Holds what nightly-loads holds.",
            "service_account_id": "\${access_service_account.nightly-loads_Account_96BF119B.id}"
          }
        },
        "access_key": {
          "nightly-loads_Key_1D0630F9": {
            "depends_on": [
              "access_role_binding.nightly-loads_Account_role-Edit-on-harbour_F2055F26"
            ],
            "description": "Loads from the orchestrator",
            "name": "nightly-loads",
            "overlap": "2d",
            "provider": "access",
            "rotate_after": "90d",
            "service_account_id": "\${access_service_account.nightly-loads_Account_96BF119B.id}"
          }
        },
        "access_role_binding": {
          "nightly-loads_Account_role-Edit-on-harbour_F2055F26": {
            "depends_on": [
              "access_group_membership.nightly-loads_Account_Group_member-Account_8F14123A"
            ],
            "group_id": "\${access_group.nightly-loads_Account_Group_A7233744.id}",
            "provider": "access",
            "reason": "Loads at night",
            "role_id": "\${data.access_role.bigeye_Edit_A0FCFCA8.id}",
            "scope": {
              "id": "\${data.access_scope.harbour_5E6EF5E2.id}",
              "type": "workspace"
            }
          }
        },
        "access_service_account": {
          "nightly-loads_Account_96BF119B": {
            "name": "nightly-loads",
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

test("has no key by default, and accepts further roles", () => {
  const stack = createBigeyeStack();
  const on = Scope.fromId(stack, "harbour", { type: "workspace", id: "31" });
  const loads = new AutomationAccount(stack, "nightly-loads", { role: bigeye.role("View"), on, name: "loads" });
  loads.addRole(bigeye.role("Edit"), { on });
  expect(loads.key).toBeUndefined();
  expect(findBlocks(stack, "access_key")).toEqual([]);
  expect(findBlocks(stack, "access_service_account")).toMatchObject([{ name: "loads" }]);
  expect(findBlocks(stack, "access_role_binding")).toHaveLength(2);
});

test("creates no group if the vendor grants roles to accounts", () => {
  const stack = createSignozStack();
  new AutomationAccount(stack, "ingest", { role: signoz.role("signoz-viewer"), key: { name: "ingest-main" } });
  expect(findBlocks(stack, "access_group")).toEqual([]);
  expect(findBlocks(stack, "access_role_binding")).toMatchObject([
    { service_account_id: expect.stringContaining("access_service_account.") },
  ]);
  expect(findBlocks(stack, "access_key")).toMatchObject([{ name: "ingest-main", depends_on: [expect.any(String)] }]);
});
