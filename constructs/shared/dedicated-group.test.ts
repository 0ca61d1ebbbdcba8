import { expect, test } from "vitest";
import { Testing } from "./cdktf.ts";
import { CustomRole } from "../custom-role.ts";
import { Group } from "../group.ts";
import { Key } from "../key.ts";
import { Member } from "../member.ts";
import { Scope } from "../scope.ts";
import { ServiceAccount } from "../service-account.ts";
import { createBigeyeStack, findBlocks, synthesize } from "../testing/test-stack.ts";
import { bigeye } from "../vocabulary/bigeye.ts";

function workspaceIn(stack: ReturnType<typeof createBigeyeStack>, id = "harbour", value = "31") {
  return Scope.fromId(stack, id, { type: "workspace", id: value });
}

test("golden: a role for an account of a vendor that grants roles only to groups", () => {
  // GIVEN
  const stack = createBigeyeStack();
  const loads = new ServiceAccount(stack, "nightly-loads");
  // WHEN
  loads.addRole(CustomRole.fromId(stack, "runner", "17"), { on: workspaceIn(stack), reason: "Loads at night" });
  // THEN
  expect(Testing.synth(stack, true)).toMatchInlineSnapshot(`
    "{
      "provider": {
        "access": [
          {
            "vendor": "bigeye"
          }
        ]
      },
      "resource": {
        "access_group": {
          "nightly-loads_Group_AA53D6F5": {
            "name": "nightly-loads",
            "provider": "access"
          }
        },
        "access_group_membership": {
          "nightly-loads_Group_member-nightly-loads_076A2D1F": {
            "group_id": "\${access_group.nightly-loads_Group_AA53D6F5.id}",
            "provider": "access",
            "reason": "Holds what nightly-loads holds.",
            "service_account_id": "\${access_service_account.nightly-loads_E36EAA23.id}"
          }
        },
        "access_role_binding": {
          "nightly-loads_role-runner-on-harbour_284D52F7": {
            "depends_on": [
              "access_group_membership.nightly-loads_Group_member-nightly-loads_076A2D1F"
            ],
            "group_id": "\${access_group.nightly-loads_Group_AA53D6F5.id}",
            "provider": "access",
            "reason": "Loads at night",
            "role_id": "17",
            "scope": {
              "id": "31",
              "type": "workspace"
            }
          }
        },
        "access_service_account": {
          "nightly-loads_E36EAA23": {
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

test("one group holds all roles of an account, and another account has its own group", () => {
  const stack = createBigeyeStack();
  const harbour = workspaceIn(stack);
  const yard = workspaceIn(stack, "yard", "32");
  const loads = new ServiceAccount(stack, "nightly-loads");
  loads.addRole(bigeye.role("View"), { on: harbour });
  loads.addRole(bigeye.role("View"), { on: yard });
  loads.addRole(bigeye.role("Edit"), { on: yard });
  new ServiceAccount(stack, "reports").addRole(bigeye.role("View"), { on: yard });
  expect(findBlocks(stack, "access_group").map(({ name }) => name)).toEqual(["nightly-loads", "reports"]);
  expect(findBlocks(stack, "access_group_membership")).toHaveLength(2);
  expect(findBlocks(stack, "access_role_binding")).toHaveLength(4);
});

test("is the same from the role's side and from the subject's", () => {
  const [left, right] = ["subject", "role"].map((side) => {
    const stack = createBigeyeStack();
    const loads = new ServiceAccount(stack, "nightly-loads");
    const role = new CustomRole(stack, "runner", { permissions: [bigeye.execute("SCAN_JOB")] });
    const on = workspaceIn(stack);
    if (side === "subject") loads.addRole(role, { on });
    else role.bindTo(loads, { on });
    return Testing.synth(stack);
  });
  expect(left).toBe(right);
});

test("a group in code holds the role itself, and members are added to it", () => {
  const stack = createBigeyeStack();
  const stewards = new Group(stack, "stewards");
  stewards.addRole(bigeye.role("Manage"), { on: workspaceIn(stack) });
  stewards.add(new Member(stack, "ines", { email: "ines@example.com", name: "Ines" }));
  stewards.add(new ServiceAccount(stack, "catalog"));
  expect(findBlocks(stack, "access_group")).toHaveLength(1);
  expect(findBlocks(stack, "access_group_membership")).toMatchObject([
    { service_account_id: expect.stringContaining("access_service_account.catalog") },
    { member_id: expect.stringContaining("access_member.ines") },
  ]);
});

test("a key that depends on the grant also waits for the membership", () => {
  const stack = createBigeyeStack();
  const loads = new ServiceAccount(stack, "nightly-loads");
  const grant = loads.addRole(bigeye.role("View"), { on: workspaceIn(stack) });
  new Key(stack, "prod", { serviceAccount: loads }).node.addDependency(grant);
  const { access_role_binding: bindings = {}, access_group_membership: memberships = {} } =
    synthesize(stack).resource ?? {};
  const [binding] = Object.keys(bindings);
  expect(findBlocks(stack, "access_key")).toMatchObject([{ depends_on: [`access_role_binding.${binding}`] }]);
  const [membership] = Object.keys(memberships);
  expect(Object.values(bindings)).toMatchObject([{ depends_on: [`access_group_membership.${membership}`] }]);
});

test("fails for a role without a workspace to grant it on", () => {
  const loads = new ServiceAccount(createBigeyeStack(), "nightly-loads");
  expect(() => loads.addRole(bigeye.role("View"))).toThrow(
    "billing/nightly-loads: Bigeye role binding: `on` is required.",
  );
});

test("fails for a scope that is not a workspace", () => {
  const stack = createBigeyeStack();
  const on = Scope.fromId(stack, "harbour", { type: "space", id: "31" });
  expect(() => new ServiceAccount(stack, "nightly-loads").addRole(bigeye.role("View"), { on })).toThrow(
    '`on.type` is "space"; it must be workspace',
  );
});

test("fails for a key that expires", () => {
  const stack = createBigeyeStack();
  const serviceAccount = new ServiceAccount(stack, "nightly-loads");
  expect(() => new Key(stack, "prod", { serviceAccount, expiresIn: "90d" })).toThrow(
    "Bigeye keys never expire: set `rotateAfter`",
  );
});
