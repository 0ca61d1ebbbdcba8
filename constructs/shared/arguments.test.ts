import { describe, expect, it } from "vitest";
import * as exported from "../index.ts";
import { CombinedGrant } from "../combined-grant.ts";
import { CustomRole } from "../custom-role.ts";
import { RoleMapping } from "../role-mapping.ts";
import { ServiceAccount } from "../service-account.ts";
import { ServiceAccountGrants } from "../service-account-grants.ts";
import { createBigeyeStack, createSignozStack, synthesize } from "../testing/test-stack.ts";
import { signoz } from "../vocabulary/signoz.ts";
import { Testing } from "./cdktf.ts";

/** What JavaScript lets through. */
type Anything = (...given: readonly unknown[]) => unknown;

const permissions = [signoz.read("dashboard")];

const mistakes: readonly { name: string; make: (given: unknown) => unknown; says: string }[] = [
  {
    name: "addRole",
    make: (role) => (new ServiceAccount(createSignozStack(), "one").addRole as Anything)(role),
    says: "billing/one: a role is",
  },
  {
    name: "bindTo",
    make: (subject) => (new CustomRole(createSignozStack(), "one", { permissions }).bindTo as Anything)(subject),
    says: "billing/one: bindTo: the subject is",
  },
  {
    name: "addPermissions",
    make: (permission) => {
      const role = new CustomRole(createSignozStack(), "one", { permissions });
      return (role.addPermissions as Anything).call(role, permission);
    },
    says: "billing/one: a permission is",
  },
  {
    name: "grants",
    make: (role) => {
      const { grants } = new ServiceAccount(createSignozStack(), "one");
      return (grants.read as Anything).call(grants, role);
    },
    says: "billing/one: the role that gets the permission is not made here.",
  },
  {
    name: "grants of nothing",
    make: (given) => (ServiceAccountGrants.from as Anything)(given),
    says: "grants: what they are on is",
  },
  { name: "combine", make: (given) => (CombinedGrant.of as Anything)(given), says: "combine: grant 0 is no grant." },
  {
    name: "a mapped role",
    make: (role) =>
      new RoleMapping(createSignozStack(), "one", { domain: "x.example.com", groupMappings: { a: role as string } }),
    says: "billing/one: a role that is mapped is",
  },
];

describe.each(mistakes)("$name", ({ make, says }) => {
  it.each([undefined, null])("refuses %s, and says where", (given) => {
    const call = (): unknown => {
      try {
        return make(given);
      } catch (error) {
        throw error instanceof TypeError ? new Error(`a TypeError: ${error.message}`) : error;
      }
    };
    expect(call).toThrow(says);
  });
});

const lookUps = Object.entries(exported).flatMap(([name, value]) =>
  (["fromId", "fromName"] as const).flatMap((method) => {
    const found: unknown = typeof value === "function" ? Reflect.get(value, method) : undefined;
    return typeof found === "function" && name !== "Scope"
      ? [{ name: `${name}.${method}`, find: found as Anything }]
      : [];
  }),
);

describe.each(lookUps)("$name", ({ find }) => {
  it.each([undefined, null, "", " ", {}, 7])("refuses %j, and says where", (given) => {
    expect(() => find(createBigeyeStack(), "one", given)).toThrow(/billing\/one: the (?:id|name) to look up is/);
  });
});

it("every noun that can be looked up is tried", () => {
  expect(lookUps.length).toBeGreaterThan(8);
});

describe("lists", () => {
  it("fails for a role that permits nothing, unless something is added or it is meant", () => {
    const stack = createSignozStack();
    const filled = new CustomRole(stack, "filled", { permissions: [] });
    filled.addPermissions(signoz.read("dashboard"));
    new CustomRole(stack, "meant", { permissions: "none" });
    expect(Testing.synth(stack, true)).toContain("meant");
    new CustomRole(stack, "empty", { permissions: [] });
    expect(() => Testing.synth(stack, true)).toThrow("billing/empty: the role permits nothing. Write what its holders");
  });

  it("fails for a role that is listed twice", () => {
    const viewer = signoz.role("signoz-viewer");
    const make = () => new ServiceAccount(createSignozStack(), "one", { exclusiveRoles: [viewer, viewer] });
    expect(make).toThrow("billing/one: `exclusiveRoles` lists one role twice, at 0 and at 1. Name each role once.");
  });
});

it("a role may be called as every object's own members are", () => {
  const stack = createSignozStack();
  new ServiceAccount(stack, "one").addRole(signoz.role("constructor"));
  expect(JSON.stringify(synthesize(stack).data)).toContain('"name":"constructor"');
  expect(Testing.synth(stack)).toContain("role-constructor");
});
