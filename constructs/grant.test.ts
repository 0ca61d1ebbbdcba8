import { Construct } from "constructs";
import { expect, test } from "vitest";
import { AccessProvider } from "./access-provider.ts";
import { TerraformStack, Testing } from "./shared/cdktf.ts";
import { CustomRole } from "./custom-role.ts";
import { RoleBinding } from "./gen/role-binding.ts";
import { Key } from "./key.ts";
import { ServiceAccount } from "./service-account.ts";
import { findBlocks, createSignozStack, synthesize } from "./testing/test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

function bindingIds(stack: TerraformStack): readonly string[] {
  return Object.keys(synthesize(stack).resource?.["access_role_binding"] ?? {});
}

test("golden: a grant with a reason and an end", () => {
  // GIVEN
  const stack = createSignozStack();
  const account = ServiceAccount.fromId(stack, "invoices", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  const role = CustomRole.fromId(stack, "auditor", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f81");
  // WHEN
  account.addRole(role, { reason: "The audit of 2026", until: new Date(Date.UTC(2027, 0, 31)) });
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
        "access_role_binding": {
          "invoices_role-auditor_3655B335": {
            "provider": "access",
            "reason": "The audit of 2026",
            "role_id": "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f81",
            "service_account_id": "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80",
            "until": "2027-01-31T00:00:00Z"
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

test("is the same from the role's side and from the subject's", () => {
  const [left, right] = ["subject", "role"].map((side) => {
    const stack = createSignozStack();
    const account = new ServiceAccount(stack, "invoices");
    const role = new CustomRole(stack, "auditor", { permissions: [signoz.list("rule")] });
    if (side === "subject") account.addRole(role, { reason: "audit" });
    else role.bindTo(account, { reason: "audit" });
    return Testing.synth(stack);
  });
  expect(left).toBe(right);
});

test("keeps its id when the subject gets another role before it", () => {
  // GIVEN
  const alone = createSignozStack();
  const together = createSignozStack();
  // WHEN
  new ServiceAccount(alone, "invoices").addRole(signoz.role("signoz-viewer"));
  const account = new ServiceAccount(together, "invoices");
  account.addRole(new CustomRole(together, "auditor", { permissions: [signoz.list("rule")] }));
  account.addRole(signoz.role("signoz-viewer"));
  // THEN
  expect(bindingIds(together)).toEqual(expect.arrayContaining([...bindingIds(alone)]));
  expect(bindingIds(together)).toHaveLength(2);
});

test("distinguishes roles with one id in two scopes", () => {
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "invoices");
  for (const team of ["red", "blue"]) {
    const permissions = [signoz.list("rule")];
    account.addRole(new CustomRole(new Construct(stack, team), "auditor", { name: `${team}-auditor`, permissions }));
  }
  expect(bindingIds(stack)).toHaveLength(2);
});

test("is created once for a role and a subject", () => {
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "invoices");
  const grants = [1, 2].map(() => account.addRole(signoz.role("signoz-viewer"), { reason: "reads" }));
  expect(grants[0]).toBe(grants[1]);
  expect(findBlocks(stack, "access_role_binding")).toHaveLength(1);
});

test("can be a dependency of a resource and of a construct", () => {
  // GIVEN
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "invoices");
  const grant = account.addRole(signoz.role("signoz-viewer"));
  // WHEN
  const key = new Key(stack, "nightly", { serviceAccount: account });
  key.node.addDependency(grant);
  const l1 = new RoleBinding(stack, "l1", { roleId: "r", serviceAccountId: "a", dependsOn: [grant] });
  // THEN
  const address = `access_role_binding.${bindingIds(stack)[0]}`;
  expect(findBlocks(stack, "access_key")).toMatchObject([{ depends_on: [address] }]);
  expect(findBlocks(stack, "access_role_binding")).toMatchObject([{}, { depends_on: [address] }]);
  expect(l1.dependsOn).toEqual([expect.any(String)]);
});

test("makes one stack wait for another", () => {
  const app = Testing.app();
  const [first, second] = ["first", "second"].map((id) => {
    const stack = new TerraformStack(app, id);
    new AccessProvider(stack, "signoz", { vendor: "signoz" });
    return stack;
  });
  if (first === undefined || second === undefined) throw new Error("there are two stacks");
  const grant = new ServiceAccount(first, "invoices").addRole(signoz.role("signoz-viewer"));
  new ServiceAccount(second, "reports").node.addDependency(grant);
  Testing.synth(second);
  expect(second.dependsOn(first)).toBe(true);
});

test("fails for the same role with other options", () => {
  const stack = createSignozStack();
  const account = new ServiceAccount(stack, "invoices");
  account.addRole(signoz.role("signoz-viewer"), { reason: "reads" });
  expect(() => account.addRole(signoz.role("signoz-viewer"), { reason: "writes" })).toThrow(
    "billing/invoices: it already holds the role billing/signoz/signoz-viewer, and is granted billing/signoz/signoz-viewer with other options. Grant the role once, with one `reason` and one `until`.",
  );
});

test("fails for a role of another vendor", () => {
  const account = new ServiceAccount(createSignozStack(), "invoices");
  expect(() => account.addRole({ vendor: "acme", name: "reader" })).toThrow(
    'billing/invoices: the role "reader" belongs to acme, but this construct belongs to signoz (billing/signoz). Use one that belongs to signoz, or set `provider` to an AccessProvider of acme.',
  );
});

test("fails for an invalid `until`", () => {
  const account = new ServiceAccount(createSignozStack(), "invoices");
  expect(() => account.addRole(signoz.role("signoz-viewer"), { until: "next year" })).toThrow(
    'SigNoz role binding: `until` is "next year"; it must be an RFC 3339 instant such as 2027-01-31T00:00:00Z.',
  );
});
