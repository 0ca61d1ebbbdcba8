import { describe, expect, it } from "vitest";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { AccessProvider } from "../access-provider.ts";
import { CustomRole } from "../custom-role.ts";
import { Group } from "../group.ts";
import { Key } from "../key.ts";
import { Scope } from "../scope.ts";
import { ServiceAccount } from "../service-account.ts";
import { createEmptyStack, synthesize } from "../testing/test-stack.ts";
import { arize } from "../vocabulary/arize.ts";
import { signoz } from "../vocabulary/signoz.ts";
import { App, TerraformOutput, TerraformResource, TerraformStack } from "./cdktf.ts";

type Vendor = "signoz" | "arize" | "bigeye" | "inkit";

/** A stack with two accounts of one vendor. */
function createAccounts(vendor: Vendor) {
  const stack = createEmptyStack();
  const production = new AccessProvider(stack, "production", { vendor });
  const staging = new AccessProvider(stack, "staging", { vendor });
  return { stack, production, staging };
}

type Accounts = ReturnType<typeof createAccounts>;

const mixtures: readonly { readonly name: string; readonly vendor: Vendor; mix(accounts: Accounts): void }[] = [
  {
    name: "a role for an account",
    vendor: "signoz",
    mix({ stack, production, staging }) {
      const role = CustomRole.fromId(stack, "reader", { id: "17", provider: staging });
      new ServiceAccount(stack, "gannet", { provider: production }).addRole(role);
    },
  },
  {
    name: "a role in `exclusiveRoles`",
    vendor: "inkit",
    mix({ stack, production, staging }) {
      const role = CustomRole.fromId(stack, "reader", { id: "17", provider: staging });
      new ServiceAccount(stack, "gannet", { provider: production, exclusiveRoles: [role] });
    },
  },
  {
    name: "a key",
    vendor: "bigeye",
    mix({ stack, production, staging }) {
      const serviceAccount = ServiceAccount.fromId(stack, "gannet", { id: "17", provider: staging });
      new Key(stack, "key", { serviceAccount, provider: production });
    },
  },
  {
    name: "a group's member",
    vendor: "bigeye",
    mix({ stack, production, staging }) {
      const group = new Group(stack, "divers", { provider: production });
      group.add(ServiceAccount.fromId(stack, "gannet", { id: "17", provider: staging }));
    },
  },
  {
    name: "a scope",
    vendor: "bigeye",
    mix({ stack, production, staging }) {
      const on = Scope.fromId(stack, "orders", { type: "workspace", id: "17", provider: staging });
      const role = CustomRole.fromId(stack, "reader", { id: "17", provider: production });
      new ServiceAccount(stack, "gannet", { provider: production }).addRole(role, { on });
    },
  },
  {
    name: "an account in a permission",
    vendor: "signoz",
    mix({ stack, production, staging }) {
      const permissions = [signoz.attach(ServiceAccount.fromId(stack, "gannet", { id: "17", provider: staging }))];
      new CustomRole(stack, "keeper", { permissions, provider: production });
    },
  },
  {
    name: "a role's name in a permission",
    vendor: "signoz",
    mix({ stack, production, staging }) {
      const reader = new CustomRole(stack, "reader", { permissions: [signoz.read("dashboard")], provider: staging });
      new CustomRole(stack, "keeper", { permissions: [signoz.attach(reader)], provider: production });
    },
  },
  {
    name: "a space in a key's access",
    vendor: "arize",
    mix({ stack, production, staging }) {
      const organization = Scope.fromId(stack, "o", { type: "organization", id: "17", provider: production });
      const space = Scope.fromId(stack, "s", { type: "space", id: "17", provider: staging });
      const own = arize.access({ organizations: [{ organization, spaces: [{ space }] }] });
      new Key(stack, "key", { own, provider: production });
    },
  },
];

describe("two accounts of one vendor do not mix", () => {
  it.each(mixtures)("$name", ({ vendor, mix }) => {
    expect(() => mix(createAccounts(vendor))).toThrow(
      /belongs to the provider billing\/staging, but this construct belongs to billing\/production.*fromId\(scope, id/s,
    );
  });

  const texts = resourceDefinitions.flatMap(({ type, attributes }) =>
    Object.keys(attributes).map((attribute) => ({ type, attribute })),
  );

  it.each(texts)("a reference in $type.$attribute, however it gets there", ({ type, attribute }) => {
    const { stack, production, staging } = createAccounts("signoz");
    const account = new ServiceAccount(stack, "gannet", { provider: staging });
    const block = new TerraformResource(stack, "block", {
      terraformResourceType: `access_${type}`,
      provider: production,
    });
    block.addOverride(attribute, `\${access_service_account.${account.resource.friendlyUniqueId}.id}`);
    expect(() => synthesize(stack)).toThrow(
      "belongs to the provider billing/staging, but this construct belongs to billing/production",
    );
  });

  it("a reference beside an id that is written down and is part of the reference", () => {
    const { stack, production, staging } = createAccounts("signoz");
    ServiceAccount.fromId(stack, "short", { id: "access", provider: production });
    const account = new ServiceAccount(stack, "gannet", { provider: staging });
    const block = new TerraformResource(stack, "block", { terraformResourceType: "access_key", provider: production });
    block.addOverride("service_account_id", account.id);
    expect(() => synthesize(stack)).toThrow("belongs to the provider billing/staging");
  });

  it("a reference in a block without a provider, which has the one without an alias", () => {
    const { stack, staging } = createAccounts("signoz");
    const account = new ServiceAccount(stack, "gannet", { provider: staging });
    const block = new TerraformResource(stack, "block", { terraformResourceType: "access_key" });
    block.addOverride("service_account_id", account.id);
    expect(() => synthesize(stack)).toThrow("belongs to the provider billing/staging");
  });
});

describe("what is no mixture", () => {
  it("an id that the user gave for the provider", () => {
    const { stack, production, staging } = createAccounts("signoz");
    const made = new ServiceAccount(stack, "gannet", { provider: staging });
    const serviceAccount = ServiceAccount.fromId(stack, "same", { id: made.id, provider: production });
    new Key(stack, "key", { serviceAccount, provider: production, expiresIn: "30d" });
    expect(synthesize(stack).resource).toHaveProperty("access_key");
  });

  it("an order between blocks, and an output", () => {
    const { stack, production, staging } = createAccounts("signoz");
    const first = new ServiceAccount(stack, "gannet", { provider: staging });
    const second = new ServiceAccount(stack, "fulmar", { provider: production });
    second.resource.dependsOn = [`access_service_account.${first.resource.friendlyUniqueId}`];
    new TerraformOutput(stack, "both", { value: [first.id, second.id] });
    expect(synthesize(stack).output).toHaveProperty("both");
  });

  it.each([
    { name: "one endpoint", there: { endpoint: "https://one.example" }, mixed: false },
    { name: "an endpoint that is not written down", there: {}, mixed: false },
    { name: "another endpoint", there: { endpoint: "https://other.example" }, mixed: true },
  ])("an account of another stack, with $name: mixed is $mixed", ({ there, mixed }) => {
    const app = new App();
    const [here, elsewhere] = ["here", "elsewhere"].map((id) => new TerraformStack(app, id));
    if (here === undefined || elsewhere === undefined) throw new Error("two stacks are made");
    new AccessProvider(here, "signoz", { vendor: "signoz", endpoint: "https://one.example" });
    new AccessProvider(elsewhere, "signoz", { vendor: "signoz", ...there });
    const serviceAccount = new ServiceAccount(elsewhere, "gannet");
    const make = () => new Key(here, "key", { serviceAccount, expiresIn: "30d" });
    if (mixed) expect(make).toThrow("belongs to the provider elsewhere/signoz");
    else expect(make).not.toThrow();
  });
});
