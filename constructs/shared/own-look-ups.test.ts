import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { AccessProvider, CustomRole, Member, ServiceAccount, signoz } from "../index.ts";
import { DataAccessRole } from "../l1.ts";
import { createSignozStack, synthesize } from "../testing/test-stack.ts";

const permissions = [signoz.read("dashboard")];

/** The warnings of a stack, with where they are. */
function listWarnings(build: (stack: Construct) => void): readonly string[] {
  const stack = createSignozStack();
  build(stack);
  synthesize(stack);
  return stack.node.findAll().flatMap(({ node: { path, metadata } }) => {
    return metadata.filter(({ type }) => /warn/i.test(type)).map(({ data }) => `${path}: ${String(data)}`);
  });
}

const fails = "makes what this looks up by its name. A look-up comes first, so that it fails before the first deploy.";

describe("a look-up of what the stack makes", () => {
  it.each<[string, (stack: Construct) => void, string]>([
    [
      "fromName of a role",
      (stack) => {
        new CustomRole(stack, "reader", { permissions });
        CustomRole.fromName(stack, "found", "reader");
      },
      `billing/found/Resource: billing/reader/Resource ${fails} Refer to the construct instead.`,
    ],
    [
      "a role of the vocabulary",
      (stack) => {
        new ServiceAccount(stack, "ferry").addRole(signoz.role("reader"));
        new CustomRole(stack, "reader", { permissions });
      },
      `billing/signoz/reader/Resource: billing/reader/Resource ${fails} Refer to the construct instead.`,
    ],
    [
      "fromName of an account",
      (stack) => {
        new ServiceAccount(stack, "ferry");
        ServiceAccount.fromName(stack, "found", "ferry");
      },
      `billing/found/Resource: billing/ferry/Resource ${fails} Refer to the construct instead.`,
    ],
  ])("is warned of: %s", (_, build, warning) => {
    expect(listWarnings(build)).toEqual([warning]);
  });

  it.each<[string, (stack: Construct) => void]>([
    [
      "what is imported",
      (stack) => {
        new CustomRole(stack, "reader", { permissions }).importFrom("0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
        CustomRole.fromName(stack, "found", "reader");
      },
    ],
    [
      "a look-up that waits for it",
      (stack) => {
        const role = new CustomRole(stack, "reader", { permissions });
        const provider = AccessProvider.of(role);
        new DataAccessRole(stack, "found", { name: "reader", provider, dependsOn: [role.resource] });
      },
    ],
    [
      "another name, and another noun",
      (stack) => {
        new ServiceAccount(stack, "reader");
        new Member(stack, "person", { email: "person@example.com" });
        CustomRole.fromName(stack, "found", "reader");
      },
    ],
  ])("is not warned of: %s", (_, build) => {
    expect(listWarnings(build)).toEqual([]);
  });
});
