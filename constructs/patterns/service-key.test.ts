import { describe, expect, it, test } from "vitest";
import { AccessProvider } from "../access-provider.ts";
import { CustomRole } from "../custom-role.ts";
import { Key } from "../key.ts";
import { Scope } from "../scope.ts";
import { ServiceAccount } from "../service-account.ts";
import { ServiceKey } from "./service-key.ts";
import { findBlocks, createEmptyStack, createSignozStack } from "../testing/test-stack.ts";
import { arize } from "../vocabulary/arize.ts";

function idOf(type: string, number: number): string {
  return Buffer.from(`${type}:${number}:x1`).toString("base64");
}

const fisheries = idOf("AccountOrganization", 4);

function arizeStack() {
  const stack = createEmptyStack("harbour");
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

describe("a key with its own account", () => {
  it("has the access from the vocabulary, with levels and custom roles", () => {
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
    expect(findBlocks(stack, "access_key")).toMatchObject([
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

  it("holds roles as its own account", () => {
    const { stack, organization, landings, quotas } = arizeStack();
    const key = new Key(stack, "tern", {
      own: arize.access({ organizations: [{ organization, spaces: [{ space: landings }] }] }),
    });
    key.addRole(CustomRole.fromId(stack, "reader", idOf("Role", 9)), { on: quotas });
    const [binding] = findBlocks(stack, "access_role_binding");
    expect(binding).toMatchObject({ scope: { type: "project", id: quotas.id } });
    expect(binding?.["service_account_id"]).toMatch(/^\$\{access_key\.tern_\w+\.service_account_id\}$/);
  });

  it("fails for a scope of another type, and without access", () => {
    const { stack, organization, landings } = arizeStack();
    const swapped = () =>
      arize.access({ organizations: [{ organization: landings, spaces: [{ space: organization }] }] });
    expect(swapped).toThrow(
      'arize.access: harbour/landings has the type "space" and belongs to arize. Use a Scope of type "organization"',
    );
    expect(() => new Key(stack, "bare", {})).toThrow("`own` (access) is required");
  });

  it("fails for another vendor", () => {
    const { organization, landings } = arizeStack();
    const own = arize.access({ organizations: [{ organization, spaces: [{ space: landings }] }] });
    const stack = createSignozStack();
    const serviceAccount = new ServiceAccount(stack, "invoices");
    expect(() => new Key(stack, "nightly", { serviceAccount, own })).toThrow("`own` (access) belongs to arize");
  });
});

test("fails for a role on a key that acts as a service account", () => {
  const stack = createSignozStack();
  const serviceAccount = new ServiceAccount(stack, "invoices");
  const key = new Key(stack, "nightly", { serviceAccount });
  const role = CustomRole.fromId(stack, "r", "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80");
  expect(() => key.addRole(role)).toThrow("Grant the role to the account.");
});

describe("ServiceKey", () => {
  it("golden: read only in one space", () => {
    const { stack, organization, landings } = arizeStack();
    new ServiceKey(stack, "tern-ingest", { organization, spaces: [landings], reason: "landings" });
    expect(findBlocks(stack, "access_key")).toEqual([
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

  const notLimited = /The key is not limited to its spaces.*public space.*\(READ_ONLY\).*acceptsPublicSpaces/s;

  it.each([
    { acceptsPublicSpaces: undefined, want: [expect.stringMatching(notLimited)] },
    { acceptsPublicSpaces: false, want: [expect.stringMatching(notLimited)] },
    { acceptsPublicSpaces: true, want: [] },
  ])(
    "warns at synth that public spaces are open to it: acceptsPublicSpaces $acceptsPublicSpaces",
    ({ acceptsPublicSpaces, want }) => {
      const { stack, organization, landings } = arizeStack();
      const accepts = acceptsPublicSpaces === undefined ? {} : { acceptsPublicSpaces };
      new ServiceKey(stack, "tern", { organization, spaces: [landings], ...accepts });
      const own = arize.access({ organizations: [{ organization, spaces: [{ space: landings }] }], ...accepts });
      new Key(stack, "gull", { own });
      const warnings = stack.node
        .findAll()
        .map(({ node }) => node.metadata.filter(({ type }) => type.includes("warn")).map(({ data }): unknown => data));
      expect(warnings.filter((one) => one.length > 0)).toEqual(want.flatMap((one) => [[one], [one]]));
    },
  );

  it.each([
    {
      maker: arize.level.member,
      role: arize.level.admin,
      want: "`role` is ADMIN, which is above its `maker`, MEMBER.",
    },
    { maker: arize.level.readOnly, role: arize.level.readOnly, want: "cannot create service keys" },
  ])("fails above its maker: $role.level by $maker.level", ({ maker, role, want }) => {
    const { stack, organization, landings } = arizeStack();
    expect(() => new ServiceKey(stack, "tern", { organization, spaces: [landings], role, maker })).toThrow(want);
  });

  it("accepts the level of its maker", () => {
    const { stack, organization, landings } = arizeStack();
    const { admin, member } = arize.level;
    new ServiceKey(stack, "one", { organization, spaces: [landings], role: admin, maker: admin });
    new ServiceKey(stack, "two", { organization, spaces: [landings], role: member, maker: admin });
    expect(findBlocks(stack, "access_key")).toHaveLength(2);
  });

  it("fails for a role on a space in which it does not work", () => {
    const { stack, organization, landings, weather } = arizeStack();
    const key = new ServiceKey(stack, "tern", { organization, spaces: [landings] });
    const role = CustomRole.fromId(stack, "reader", idOf("Role", 9));
    expect(() => key.addRole(role, { on: weather })).toThrow("the key works in harbour/landings only");
    key.addRole(role, { on: landings });
    expect(findBlocks(stack, "access_role_binding")).toHaveLength(1);
  });
});
