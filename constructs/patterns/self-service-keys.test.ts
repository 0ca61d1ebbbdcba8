import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Token } from "../shared/cdktf.ts";
import { CustomRole } from "../custom-role.ts";
import { Member } from "../member.ts";
import { SelfServiceKeys, type SelfServiceKeysProps } from "./self-service-keys.ts";
import { findBlocks, createSignozStack } from "../testing/test-stack.ts";
import { signoz } from "../vocabulary/signoz.ts";

const domain = "terns.example.org";

function made(props: SelfServiceKeysProps) {
  const stack = createSignozStack();
  const keys = new SelfServiceKeys(stack, "keys", props);
  const role = findBlocks(stack, "access_role").find(({ permissions }) => permissions !== undefined);
  return { stack, keys, role, permissions: role?.["permissions"] as readonly Record<string, unknown>[] };
}

const addOwnKey = [
  { action: "create", resource: "factor-api-key" },
  { action: "list", resource: "factor-api-key" },
  { action: "list", resource: "serviceaccount" },
  { action: "attach", resource: "serviceaccount", selectors: [expect.stringContaining("access_service_account.")] },
  { action: "read", resource: "serviceaccount", selectors: [expect.stringContaining("access_service_account.")] },
];

// What SigNoz's page on self-service keys prints for its JSON mode.
const pageRole = join(import.meta.dirname, "..", "..", "test", "fixtures", "vendors", "signoz-self-service-role.json");

describe("the page's own JSON", () => {
  test("is read unchanged, and equals the role that the construct creates", () => {
    // GIVEN
    const json = readFileSync(pageRole, "utf8");
    const { stack, keys, permissions } = made({});
    // WHEN
    const pasted = signoz.fromJson(json.replaceAll("<service-account-id>", keys.account.id));
    new CustomRole(stack, "pasted", { permissions: pasted });
    // THEN
    expect(pasted).toHaveLength(5);
    const roles = findBlocks(stack, "access_role");
    expect(roles.find(({ name }) => name === "pasted")?.["permissions"]).toEqual(
      expect.arrayContaining([...permissions]),
    );
  });
});

describe("self-service keys", () => {
  test("create an account with one role, and a role that only adds keys to it", () => {
    const { stack, role, permissions } = made({});
    expect(findBlocks(stack, "access_service_account")).toMatchObject([
      { name: "viewer-readonly", keys_by_holders: true },
    ]);
    expect(role).toMatchObject({ name: "viewer-service-account" });
    expect(permissions).toEqual(addOwnKey);
    expect(findBlocks(stack, "access_role_binding")).toHaveLength(1);
    expect(findBlocks(stack, "access_role_mapping")).toEqual([]);
  });

  test("grant both roles to the invited and to existing members", () => {
    const stack = createSignozStack();
    const bea = Member.fromName(stack, "bea", "bea@terns.example.org");
    const keys = new SelfServiceKeys(stack, "keys", {
      viewers: ["ada@terns.example.org", bea],
      invitations: { deletionPolicy: "abandon" },
    });
    const invited = findBlocks(stack, "access_member").filter((block) => "deletion_policy" in block);
    expect(invited).toMatchObject([{ email: "ada@terns.example.org", deletion_policy: "abandon" }]);
    const toMembers = findBlocks(stack, "access_role_binding").filter((block) => "member_id" in block);
    expect(toMembers).toHaveLength(4);
    expect(keys.members[1]).toBe(bea);
  });

  test("with two groups for single sign-on, one views and the other adds keys, and the role is as on the page", () => {
    const { stack, permissions } = made({ sso: { domain, group: "key-makers", viewerGroup: "staff" } });
    expect(findBlocks(stack, "access_role_mapping")).toMatchObject([
      {
        default_role: "signoz-viewer",
        group_mappings: { "key-makers": expect.stringContaining("access_role."), staff: "signoz-viewer" },
      },
    ]);
    expect(permissions).toEqual(addOwnKey);
  });

  test("with one group for single sign-on, the role lets them view too, because they do not get the default role", () => {
    const { stack, permissions } = made({ sso: { domain, group: "staff" } });
    const [mapping] = findBlocks(stack, "access_role_mapping");
    expect(Object.keys(Object(mapping?.["group_mappings"]))).toEqual(["staff"]);
    expect(permissions).toHaveLength(addOwnKey.length + signoz.heldBy("signoz-viewer").length);
    expect(permissions).toContainEqual({ action: "read", resource: "dashboard" });
    expect(permissions.filter(({ action }) => /create|update|delete/.test(String(action)))).toEqual([
      { action: "create", resource: "factor-api-key" },
      ...signoz
        .heldBy("signoz-viewer")
        .filter(({ action }) => /create|update|delete/.test(action))
        .map(({ action, resource }) => ({ action, resource })),
    ]);
  });

  test("fail if both groups are the same, and for an address that is a token", () => {
    expect(() => made({ sso: { domain, group: "staff", viewerGroup: "staff" } })).toThrow(
      "SigNoz maps a group to one role",
    );
    const later = Token.asString({ resolve: () => "x" });
    expect(() => made({ viewers: [later] })).toThrow("is a token");
  });
});
