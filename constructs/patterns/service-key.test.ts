import { describe, expect, it, test } from "vitest";
import { AccessProvider } from "./access-provider.ts";
import { CustomRole } from "./custom-role.ts";
import { Key } from "./key.ts";
import { Scope } from "./scope.ts";
import { ServiceAccount } from "./service-account.ts";
import { ServiceKey } from "./service-key.ts";
import { blocks, emptyStack, signozStack } from "./test-stack.ts";
import { arize } from "./vocabulary/arize.ts";

function idOf(type: string, number: number): string {
  return Buffer.from(`${type}:${number}:x1`).toString("base64");
}

const fisheries = idOf("AccountOrganization", 4);

function arizeStack() {
  const stack = emptyStack("harbour");
  new AccessProvider(stack, "arize", { vendor: "arize" });
  const space = (name: string, number: number) =>
    Scope.fromId(stack, name, { type: "space", id: idOf("Space", number) });
  return {
    stack,
    organization: Scope.fromId(stack, "fisheries", { type: "organization", id: fisheries }),
    landings: space("landings", 5),
    weather: space("weather", 6),
    quotas: Scope.fromId(stack, "quotas", { type: "project", id: idOf("Model", 7) }),
  };
}

describe("a key whose vendor makes the account with it", () => {
  it("has what it may do where as the vocabulary says, custom roles included", () => {
    const { stack, organization, landings, weather } = arizeStack();
    const reader = CustomRole.fromId(stack, "reader", idOf("Role", 9));
    const own = arize.access({
      account: arize.level.member,
      organizations: [
        {
          organization,
          spaces: [
            { space: landings, role: arize.level.admin },
            { space: weather, role: reader },
          ],
        },
      ],
    });
    new Key(stack, "tern-ingest", { own, reason: "landings" });
    expect(blocks(stack, "access_key")).toMatchObject([
      {
        name: "tern-ingest",
        access: {
          account_role: "MEMBER",
          organizations: [
            {
              org_id: fisheries,
              spaces: [
                { space_id: landings.id, role: { type: "PREDEFINED", name: "ADMIN" } },
                { space_id: weather.id, role: { type: "CUSTOM", id: idOf("Role", 9) } },
              ],
            },
          ],
        },
      },
    ]);
  });

  it("holds roles as the account that comes with it", () => {
    const { stack, organization, landings, quotas } = arizeStack();
    const key = new Key(stack, "tern", {
      own: arize.access({ organizations: [{ organization, spaces: [{ space: landings }] }] }),
    });
    key.addRole(CustomRole.fromId(stack, "reader", idOf("Role", 9)), { on: quotas });
    const [binding] = blocks(stack, "access_role_binding");
    expect(binding).toMatchObject({ scope: { type: "project", id: quotas.id } });
    expect(binding?.["service_account_id"]).toMatch(/^\$\{access_key\.tern_\w+\.service_account_id\}$/);
  });

  it("fails for a scope of another kind, and without any access", () => {
    const { stack, organization, landings } = arizeStack();
    const swapped = () =>
      arize.access({ organizations: [{ organization: landings, spaces: [{ space: organization }] }] });
    expect(swapped).toThrow("harbour/landings is a space of arize, where one of type organization belongs");
    expect(() => new Key(stack, "bare", {})).toThrow("`access` is missing and the vendor needs it");
  });

  it("fails for another vendor", () => {
    const { organization, landings } = arizeStack();
    const own = arize.access({ organizations: [{ organization, spaces: [{ space: landings }] }] });
    const stack = signozStack();
    const serviceAccount = new ServiceAccount(stack, "invoices");
    expect(() => new Key(stack, "nightly", { serviceAccount, own })).toThrow("is of arize");
  });
});

test("a key of an account fails to hold a role itself", () => {
  const stack = signozStack();
  const serviceAccount = new ServiceAccount(stack, "invoices");
  const key = new Key(stack, "nightly", { serviceAccount });
  const role = CustomRole.fromId(stack, "r", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  expect(() => key.addRole(role)).toThrow("Give the role to the account.");
});

describe("ServiceKey", () => {
  it("golden: read only in one space", () => {
    const { stack, organization, landings } = arizeStack();
    new ServiceKey(stack, "tern-ingest", { organization, spaces: [landings], reason: "landings" });
    expect(blocks(stack, "access_key")).toEqual([
      {
        name: "tern-ingest",
        reason: "landings",
        provider: "access",
        access: {
          organizations: [
            {
              org_id: fisheries,
              spaces: [{ space_id: landings.id, role: { type: "PREDEFINED", name: "READ_ONLY" } }],
            },
          ],
        },
      },
    ]);
  });

  it.each([
    { maker: arize.level.member, role: arize.level.admin, want: "its maker is MEMBER alone" },
    { maker: arize.level.readOnly, role: arize.level.readOnly, want: "makes no service keys" },
  ])("fails above its maker: $role.level by $maker.level", ({ maker, role, want }) => {
    const { stack, organization, landings } = arizeStack();
    expect(() => new ServiceKey(stack, "tern", { organization, spaces: [landings], role, maker })).toThrow(want);
  });

  it("takes what its maker has", () => {
    const { stack, organization, landings } = arizeStack();
    const { admin, member } = arize.level;
    new ServiceKey(stack, "one", { organization, spaces: [landings], role: admin, maker: admin });
    new ServiceKey(stack, "two", { organization, spaces: [landings], role: member, maker: admin });
    expect(blocks(stack, "access_key")).toHaveLength(2);
  });

  it("fails for a role on a space that it is not limited to", () => {
    const { stack, organization, landings, weather } = arizeStack();
    const key = new ServiceKey(stack, "tern", { organization, spaces: [landings] });
    const role = CustomRole.fromId(stack, "reader", idOf("Role", 9));
    expect(() => key.addRole(role, { on: weather })).toThrow("It is limited to harbour/landings");
    key.addRole(role, { on: landings });
    expect(blocks(stack, "access_role_binding")).toHaveLength(1);
  });
});
