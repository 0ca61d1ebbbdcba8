import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Token } from "./cdk.ts";
import { CustomRole } from "./custom-role.ts";
import { Member } from "./member.ts";
import { SelfServiceKeys, type SelfServiceKeysProps } from "./self-service-keys.ts";
import { blocks, signozStack } from "./test-stack.ts";
import { signoz } from "./vocabulary/signoz.ts";

const domain = "terns.example.org";

function made(props: SelfServiceKeysProps) {
  const stack = signozStack();
  const keys = new SelfServiceKeys(stack, "keys", props);
  const role = blocks(stack, "access_role").find(({ permissions }) => permissions !== undefined);
  return { stack, keys, role, permissions: role?.["permissions"] as readonly Record<string, unknown>[] };
}

const addOwnKey = [
  { action: "create", resource: "factor-api-key" },
  { action: "list", resource: "factor-api-key" },
  { action: "list", resource: "serviceaccount" },
  { action: "attach", resource: "serviceaccount", selectors: [expect.stringContaining("access_service_account.")] },
  { action: "read", resource: "serviceaccount", selectors: [expect.stringContaining("access_service_account.")] },
];

const folder = join(import.meta.dirname, "..", "..", "shared", "seeds");
const page = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith("000_")) : undefined;
if (page === undefined) console.log("skipped: ../shared/seeds is not here to take the page's JSON from");

describe.skipIf(page === undefined)("the page's own JSON", () => {
  test("is read as it stands, and is the role that the construct makes", () => {
    // GIVEN
    const text = readFileSync(join(folder, page ?? ""), "utf8");
    const json = text.slice(text.indexOf("[\n"), text.indexOf("\n]") + 2);
    const { stack, keys, permissions } = made({});
    // WHEN
    const pasted = signoz.fromJson(json.replaceAll("<service-account-id>", keys.account.id));
    new CustomRole(stack, "pasted", { permissions: pasted });
    // THEN
    expect(pasted).toHaveLength(5);
    const roles = blocks(stack, "access_role");
    expect(roles.find(({ name }) => name === "pasted")?.["permissions"]).toEqual(
      expect.arrayContaining([...permissions]),
    );
  });
});

describe("self-service keys", () => {
  test("are an account with one role, and a role that adds keys to it alone", () => {
    const { stack, role, permissions } = made({});
    expect(blocks(stack, "access_service_account")).toMatchObject([{ name: "viewer-readonly", keys_by_holders: true }]);
    expect(role).toMatchObject({ name: "viewer-service-account" });
    expect(permissions).toEqual(addOwnKey);
    expect(blocks(stack, "access_role_binding")).toHaveLength(1);
    expect(blocks(stack, "access_role_mapping")).toEqual([]);
  });

  test("give whoever is named both roles: the invited and those who are there", () => {
    const stack = signozStack();
    const bea = Member.fromName(stack, "bea", "bea@terns.example.org");
    const keys = new SelfServiceKeys(stack, "keys", {
      viewers: ["ada@terns.example.org", bea],
      invitations: { deletionPolicy: "abandon" },
    });
    const invited = blocks(stack, "access_member").filter((block) => "deletion_policy" in block);
    expect(invited).toMatchObject([{ email: "ada@terns.example.org", deletion_policy: "abandon" }]);
    const toMembers = blocks(stack, "access_role_binding").filter((block) => "member_id" in block);
    expect(toMembers).toHaveLength(4);
    expect(keys.members[1]).toBe(bea);
  });

  test("by single sign-on with two groups: the one views, the other adds keys, and the role is what the page has", () => {
    const { stack, permissions } = made({ sso: { domain, group: "key-makers", viewerGroup: "staff" } });
    expect(blocks(stack, "access_role_mapping")).toMatchObject([
      {
        default_role: "signoz-viewer",
        group_mappings: { "key-makers": expect.stringContaining("access_role."), staff: "signoz-viewer" },
      },
    ]);
    expect(permissions).toEqual(addOwnKey);
  });

  test("by single sign-on with one group: its role lets them view as well, for the default is not given beside it", () => {
    const { stack, permissions } = made({ sso: { domain, group: "staff" } });
    const [mapping] = blocks(stack, "access_role_mapping");
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

  test("fail where one group is to give two roles, and for an address that only Terraform will know", () => {
    expect(() => made({ sso: { domain, group: "staff", viewerGroup: "staff" } })).toThrow("a group one role");
    const later = Token.asString({ resolve: () => "x" });
    expect(() => made({ viewers: [later] })).toThrow("known to Terraform alone");
  });
});
