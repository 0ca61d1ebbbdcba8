import { TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { describe, expect, test } from "vitest";
import { AccessProvider } from "../access-provider.ts";
import { Key } from "../key.ts";
import * as l1 from "../l1.ts";
import { RolePerSystem } from "../patterns/role-per-system.ts";
import { RotatingKey } from "../patterns/rotating-key.ts";
import { ServiceAccount } from "../service-account.ts";
import { createEmptyStack, createSignozStack, synthesize } from "../testing/test-stack.ts";
import { inkit } from "../vocabulary/inkit.ts";
import { Fn, TerraformLocal, TerraformOutput, TerraformStack, Testing } from "./cdktf.ts";

/** A resource of another provider, as its bindings would make it. */
class Secret extends TerraformResource {
  readonly given: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, given: Readonly<Record<string, unknown>>) {
    super(scope, id, { terraformResourceType: "vault_secret" });
    this.given = given;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.given };
  }
}

function createKey(stack = createSignozStack()): { readonly stack: TerraformStack; readonly key: Key } {
  return { stack, key: new Key(stack, "nightly", { serviceAccount: new ServiceAccount(stack, "invoices") }) };
}

const handedOver: readonly { name: string; use: (key: Key, stack: TerraformStack) => void }[] = [
  {
    name: "an output",
    use: (key, stack) => new TerraformOutput(stack, "token", { value: key.secretFor(stack, "token") }),
  },
  {
    name: "a resource of another provider",
    use: (key, stack) => new Secret(stack, "ci", { value: key.secretFor(stack, "ci") }),
  },
  {
    name: "a function in a list in a block",
    use: (key, stack) => new Secret(stack, "ci", { data: [{ value: Fn.base64encode(key.secretFor(stack, "ci")) }] }),
  },
  {
    name: "what is below the consumer",
    use: (key, stack) => {
      const ci = new Construct(stack, "ci");
      new Secret(ci, "inner", { value: key.secretFor(ci) });
    },
  },
  {
    name: "an environment, whatever its variables are called",
    use: (key, stack) =>
      new Secret(stack, "ci", { environment: { DATABASE_URL: `x://${key.secretFor(stack, "ci")}@y`, name: "x" } }),
  },
  {
    name: "an id with a slash",
    use: (key, stack) => new Secret(stack, "ci/main", { value: key.secretFor(stack, "ci/main") }),
  },
  {
    name: "two consumers",
    use: (key, stack) => {
      for (const id of ["one", "two"]) new Secret(stack, id, { value: key.secretFor(stack, id) });
    },
  },
];

test.each(handedOver)("hands the secret to $name", ({ use }) => {
  const { stack, key } = createKey();
  use(key, stack);
  expect(JSON.stringify(synthesize(stack))).toMatch(/\$\{.*access_key\.nightly_\w+\.secret/);
});

const misplaced: readonly { name: string; use: (key: Key, stack: TerraformStack) => void; says: string }[] = [
  {
    name: "another resource",
    use: (key, stack) => new Secret(stack, "other", { data: [{ value: key.secretFor(stack, "ci") }] }),
    says: "billing/other: `data.0.value` has the secret of billing/nightly, which was not handed to it.",
  },
  {
    name: "one whose id only begins like the consumer's",
    use: (key, stack) => new Secret(stack, "ci-2", { value: key.secretFor(stack, "ci") }),
    says: "billing/ci-2: `value` has the secret of billing/nightly",
  },
  {
    name: "a plain output",
    use: (key, stack) => new TerraformOutput(stack, "shown", { value: `Bearer ${key.secretFor(stack, "ci")}` }),
    says: "billing/shown: `value` has the secret of billing/nightly",
  },
  {
    name: "a local",
    use: (key, stack) => new TerraformLocal(stack, "token", { token: key.secretFor(stack, "ci") }),
    says: "billing/token: `token` has the secret of billing/nightly",
  },
  {
    name: "a name of the consumer",
    use: (key, stack) => new Secret(stack, "ci", { name: key.secretFor(stack, "ci") }),
    says: "billing/ci: `name` has the secret of billing/nightly, and is shown in clear.",
  },
  {
    name: "a tag of the consumer",
    use: (key, stack) => new Secret(stack, "ci", { tags: { token: key.secretFor(stack, "ci") } }),
    says: "billing/ci: `tags.token` has the secret of billing/nightly, and is shown in clear.",
  },
  {
    name: "the name of a tag",
    use: (key, stack) => new Secret(stack, "ci", { tags: { [key.secretFor(stack, "ci")]: "x" } }),
    says: "billing/ci: `tags.",
  },
  {
    name: "a map's name of another resource",
    use: (key, stack) => new Secret(stack, "other", { data: { [key.secretFor(stack, "ci")]: "x" } }),
    says: "has the secret of billing/nightly, which was not handed to it.",
  },
  {
    name: "a local that it was handed to",
    use: (key, stack) => new TerraformLocal(stack, "token", key.secretFor(stack, "token")),
    says: "billing/token: it is a local with the secret of billing/nightly",
  },
  {
    name: "a reason",
    use: (key, stack) => new l1.RoleBinding(stack, "ci", { roleId: "1", reason: key.secretFor(stack, "ci") }),
    says: "billing/ci: `reason` has the secret of billing/nightly, and is shown in clear.",
  },
  {
    name: "the description of an output",
    use: (key, stack) => new TerraformOutput(stack, "ci", { value: "x", description: key.secretFor(stack, "ci") }),
    says: "billing/ci: `description` has the secret",
  },
  {
    name: "our own description",
    use: (key, stack) =>
      new l1.Role(stack, "ci", { name: "x", description: key.secretFor(stack, "ci"), permissions: [] }),
    says: "billing/ci: `description` has the secret",
  },
  {
    name: "the block's own attribute, past the construct",
    use: (key, stack) => new Secret(stack, "ci", { value: key.resource.secret }),
    says: "billing/ci: `value` has the secret of billing/nightly, which was not handed to it.",
  },
  {
    name: "an override",
    use: (key, stack) => new Secret(stack, "ci", {}).addOverride("value", key.resource.secret),
    says: "billing/ci: `value` has the secret of billing/nightly, which was not handed to it.",
  },
];

test.each(misplaced)("fails where the secret is in $name", ({ use, says }) => {
  const { stack, key } = createKey();
  use(key, stack);
  expect(() => synthesize(stack)).toThrow(says);
});

const refused: readonly { name: string; consumer: (stack: TerraformStack) => readonly unknown[]; says: string }[] = [
  { name: "nobody", consumer: () => [], says: "the consumer is no construct" },
  { name: "null", consumer: () => [null, "ci"], says: "the consumer is no construct" },
  { name: "a text", consumer: () => ["ci"], says: "the consumer is no construct" },
  { name: "a whole stack", consumer: (stack) => [stack], says: "a whole stack is no consumer" },
  { name: "the app", consumer: (stack) => [stack.node.root], says: "a whole stack is no consumer" },
  { name: "an empty id", consumer: (stack) => [stack, ""], says: "a whole stack is no consumer" },
  {
    name: "another stack",
    consumer: (stack) => [new TerraformStack(stack.node.root, "there"), "ci"],
    says: "there/ci is in another stack, and the secret would be copied into a second state",
  },
];

test.each(refused)("fails for $name as a consumer", ({ consumer, says }) => {
  const { stack, key } = createKey();
  const secretFor = key.secretFor.bind(key) as (...given: readonly unknown[]) => string;
  expect(() => secretFor(...consumer(stack))).toThrow(`billing/nightly: secretFor: ${says}`);
});

describe("across stacks", () => {
  test("fails where another stack uses the block's own attribute", () => {
    const app = Testing.app();
    const [here, there] = ["here", "there"].map((id) => new TerraformStack(app, id));
    if (here === undefined || there === undefined) throw new Error("there are two");
    for (const stack of [here, there]) new AccessProvider(stack, "signoz", { vendor: "signoz" });
    const { key } = createKey(there);
    new TerraformOutput(here, "shown", { value: key.resource.secret });
    here.prepareStack();
    expect(() => synthesize(there)).toThrow("there/nightly: another stack uses its secret");
  });
});

test("patterns hand over the secrets of their keys, and of nobody else", () => {
  const stack = createEmptyStack();
  new AccessProvider(stack, "inkit", { vendor: "inkit", endpoint: "http://127.0.0.1:1" });
  const permissions = [inkit.permission("roles.retrieve")];
  const made: readonly { readonly secretFor: (scope: IConstruct, id: string) => string }[] = [
    new RotatingKey(stack, "importer", { roles: [inkit.standardRoles.documentViewer], period: "90d" }),
    new RolePerSystem(stack, "archive", { permissions }),
  ];
  for (const [index, one] of made.entries()) {
    new TerraformOutput(stack, `key-${index}`, { value: one.secretFor(stack, `key-${index}`) });
  }
  expect(Object.keys(synthesize(stack).output ?? {})).toHaveLength(2);
  for (const [index, one] of made.entries()) {
    new TerraformOutput(stack, `other-${index}`, { value: one.secretFor(stack, `key-${index}`) });
  }
  expect(() => synthesize(stack)).toThrow("billing/other-0: `value` has the secret of billing/importer/a/key");
});
