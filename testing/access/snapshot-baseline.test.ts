import { describe, expect, it } from "vitest";
import {
  AccessProvider,
  CustomRole,
  Key,
  type KeyProps,
  Scope,
  ServiceAccount,
  bigeye,
  signoz,
} from "#constructs/index.ts";
import { TerraformStack, Testing } from "#constructs/shared/cdktf.ts";
import { digestOf } from "#review/snapshot/canonical-json.ts";
import { snapshotFormat } from "#review/snapshot/snapshot-format.ts";
import { matchers } from "../index.ts";

expect.extend(matchers);

const endpoint = "https://quay.example.com";

interface Listed {
  readonly type: string;
  readonly builtIn?: true;
  readonly state: { readonly [attribute: string]: unknown };
}

/** As `latchkey snapshot` writes it. */
function writeSnapshot(vendor: string, listed: readonly Listed[], lists: readonly string[]): string {
  const document = {
    format: snapshotFormat,
    previous: null,
    takenAt: "2030-01-01T00:00:00Z",
    tool: { name: "latchkey", version: "0.0.0" },
    account: { vendor, endpoint },
    askedBy: { reason: "a test" },
    complete: true,
    blind: [],
    lists,
    instances: listed.map((one) => ({ kind: "resource", form: 0, ...one })),
  };
  return JSON.stringify({ digest: digestOf(document), ...document });
}

const accountId = "0198c1a2-0000-7c44-9b1f-2f4c5d6e7f80";
const roleId = "0198c1a2-0001-7c44-9b1f-2f4c5d6e7f80";
const adminId = "0198c1a2-0002-7c44-9b1f-2f4c5d6e7f80";
const otherId = "0198c1a2-0003-7c44-9b1f-2f4c5d6e7f80";

const signozObjects: readonly Listed[] = [
  { type: "service_account", state: { id: accountId, name: "ferry", email: "ferry@example.com", status: "active" } },
  { type: "service_account", state: { id: otherId, name: "by-hand", email: "by-hand@example.com", status: "active" } },
  {
    type: "role",
    state: { id: roleId, name: "reader", managed: false, permissions: [{ action: "read", resource: "dashboard" }] },
  },
  { type: "role_binding", state: { id: "b-1", role_id: roleId, service_account_id: accountId } },
  { type: "role_binding", state: { id: "b-2", role_id: roleId, service_account_id: otherId } },
  {
    type: "key",
    state: {
      id: adminId,
      service_account_id: accountId,
      name: "tide",
      created_at: "2030-01-01T00:00:00.4Z",
      expires_at: "2030-04-01T00:00:00Z",
      status: "active",
      rotation_due: false,
      retiring: [],
    },
  },
];

const signozSnapshot = writeSnapshot("signoz", signozObjects, ["key", "role", "role_binding", "service_account"]);

interface Harbor {
  readonly endpoint?: string;
  readonly key?: { readonly [Name in "expiresIn" | "overlap" | "rotateAfter"]?: string | undefined };
  readonly permissions?: readonly ReturnType<typeof signoz.read>[];
  more?(stack: TerraformStack): void;
}

function buildSignoz({ endpoint: at, key = {}, permissions = [signoz.read("dashboard")], more }: Harbor = {}) {
  const stack = new TerraformStack(Testing.app(), "harbor");
  new AccessProvider(stack, "signoz", { vendor: "signoz", ...(at === undefined ? {} : { endpoint: at }) });
  const ferry = new ServiceAccount(stack, "ferry");
  ferry.addRole(new CustomRole(stack, "reader", { permissions: [...permissions] }));
  const rotation = { expiresIn: "90d", overlap: "2d", rotateAfter: "60d", ...key };
  new Key(stack, "tide", { serviceAccount: ferry, ...rotation } as KeyProps);
  more?.(stack);
  return stack;
}

describe("a snapshot as the baseline of toBroaden", () => {
  it.each([
    ["as text", signozSnapshot],
    ["as an object", JSON.parse(signozSnapshot) as object],
  ])("knows what the stack makes by its names, %s", (_, baseline) => {
    expect(buildSignoz()).not.toBroaden(baseline);
    expect(buildSignoz({ endpoint })).not.toBroaden(baseline);
  });

  it.each<[string, Harbor]>([
    ["a right", { permissions: [signoz.read("dashboard"), signoz.read("rule")] }],
    ["an account", { more: (stack) => new ServiceAccount(stack, "tug").addRole(signoz.role("signoz-viewer")) }],
    ["a key that works longer", { key: { expiresIn: "91d" } }],
    ["a key that never ends", { key: { expiresIn: undefined, rotateAfter: undefined, overlap: undefined } }],
    ["another key", { more: (stack) => new Key(stack, "ebb", { serviceAccount: new ServiceAccount(stack, "tug") }) }],
    [
      "a role of an account that was made by hand",
      {
        more: (stack) => ServiceAccount.fromName(stack, "hand", "by-hand").addRole(signoz.role("signoz-admin")),
      },
    ],
  ])("fails with .not for more than it has: %s", (_, more) => {
    expect(buildSignoz(more)).toBroaden(signozSnapshot);
    expect(() => expect(buildSignoz(more)).not.toBroaden(signozSnapshot)).toThrow("it broadens access");
  });

  it("counts a shorter life for no longer one", () => {
    expect(buildSignoz({ key: { expiresIn: "89d" } })).not.toBroaden(signozSnapshot);
  });

  it("says of no account that it is replaced", () => {
    const more = { permissions: [signoz.read("dashboard"), signoz.read("rule")] };
    expect(() => expect(buildSignoz(more)).not.toBroaden(signozSnapshot)).not.toThrow("is replaced");
  });

  it("fails for one of another endpoint", () => {
    const stack = buildSignoz({ endpoint: "https://other.example.com" });
    expect(() => expect(stack).not.toBroaden(signozSnapshot)).toThrow("two accounts cannot be compared");
  });

  it("takes an endpoint that the stack does not say from the vendor's only account in it, and from no other vendor's", () => {
    const stack = new TerraformStack(Testing.app(), "harbor");
    new AccessProvider(stack, "bigeye", { vendor: "bigeye" });
    new ServiceAccount(stack, "ferry");
    expect(() => expect(stack).not.toBroaden(signozSnapshot)).toThrow("two accounts cannot be compared");
  });

  it("does not take two objects of one name for one of them", () => {
    const twice = { type: "service_account", state: { id: "7", name: "loader" } };
    const baseline = writeSnapshot(
      "bigeye",
      [
        twice,
        { ...twice, state: { ...twice.state, id: "8" } },
        { type: "group", state: { id: "9", name: "loader" } },
        { type: "group_membership", state: { id: "7", group_id: "9", service_account_id: "7" } },
      ],
      ["group", "group_membership", "role", "role_binding", "service_account"],
    );
    const stack = new TerraformStack(Testing.app(), "harbor");
    new AccessProvider(stack, "bigeye", { vendor: "bigeye" });
    const on = Scope.fromName(stack, "tides", { type: "workspace", name: "Tides" });
    new ServiceAccount(stack, "loader").addRole(
      new CustomRole(stack, "reader", { permissions: [bigeye.read("TABLE")] }),
      { on },
    );
    expect(stack).toBroaden(baseline);
  });
});
