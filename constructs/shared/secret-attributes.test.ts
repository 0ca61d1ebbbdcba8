import { type Construct, type IConstruct } from "constructs";
import { describe, expect, it, test } from "vitest";
import { resourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import { providerName } from "#access/model/provider/address.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { AccessProvider } from "../access-provider.ts";
import * as latchkey from "../index.ts";
import * as l1 from "../l1.ts";
import { createEmptyStack, createSignozStack, synthesize } from "../testing/test-stack.ts";
import { DataResource, Fn, TerraformLocal, TerraformOutput, type TerraformStack } from "./cdktf.ts";
import { matchSecrets, secretAttributes } from "./secret-references.ts";

interface Made extends IConstruct {
  readonly resource: { readonly fqn: string; readonly friendlyUniqueId: string };
}

/** A construct of each noun with a secret: a new one needs a line. */
const made: { readonly [type: string]: (at: Construct) => Made } = {
  key: (at) => new latchkey.Key(at, "nightly", { serviceAccount: new latchkey.ServiceAccount(at, "invoices") }),
  member: (at) => new latchkey.Member(at, "ada", { email: "ada@teams.example.com" }),
};

const toClass = (type: string): string => type.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

const table = [...secretAttributes].flatMap(([type, attributes]) =>
  attributes.map((attribute) => ({ type, attribute, name: `${toClass(type)}.${attribute}` })),
);

test("each noun with a secret has a line here", () => {
  const declared = resourceDefinitions.filter(({ attributes }) =>
    Object.values(attributes).some(({ facts }) => facts.isSecret),
  );
  expect(Object.keys(made).toSorted()).toEqual(declared.map(({ type }) => type).toSorted());
  expect(table.length).toBeGreaterThan(1);
});

type Use = (secret: string, stack: TerraformStack) => void;

/** The first three name the construct at `other`. */
const raw: { readonly [way: string]: Use } = {
  "a resource of another provider": (secret, stack) =>
    void new DataResource(stack, "other", { input: { value: `\${${secret}}` } }),
  "a plain output": (secret, stack) => void new TerraformOutput(stack, "other", { value: `Bearer \${${secret}}` }),
  "a function": (secret, stack) =>
    void new TerraformOutput(stack, "other", { value: Fn.base64encode(`\${${secret}}`) }),
  "an override": (secret, stack) =>
    new DataResource(stack, "other", {}).addOverride("input", { [`\${${secret}}`]: "x" }),
  "a directive": (secret, stack) =>
    void new TerraformOutput(stack, "other", { value: `%{ if ${secret} == "x" }yes%{ endif }` }),
  "a local": (secret, stack) => void new TerraformLocal(stack, "other", `\${${secret}}`),
  "a length": (secret, stack) =>
    void new DataResource(stack, "other", { input: { count: Fn.lengthOf(`\${${secret}}`) } }),
};

describe.each(table)("$name", ({ type, attribute, name }) => {
  const create = made[type] ?? (() => expect.fail(`${type} has no line`));
  const attributeInHcl = toSnakeCase(attribute);

  function build(): { stack: TerraformStack; one: Made; address: string } {
    const stack = createSignozStack();
    const one = create(stack);
    return { stack, one, address: `${providerName}_${type}.${one.resource.friendlyUniqueId}` };
  }

  it("is given by a method that asks for whom, and by nothing else", () => {
    const { one } = build();
    const prototypes = [one, Object.getPrototypeOf(one), Object.getPrototypeOf(Object.getPrototypeOf(one))];
    expect(prototypes.some((at: object) => Object.hasOwn(at, attribute))).toBe(false);
    expect(one).toHaveProperty(`${attribute}For`);
  });

  it("goes to whom it is handed", () => {
    const { stack, one } = build();
    const hand: unknown = Reflect.get(one, `${attribute}For`);
    if (typeof hand !== "function") throw new Error("it is a method");
    new TerraformOutput(stack, "token", { value: String(hand.call(one, stack, "token")) });
    const { output } = synthesize(stack);
    expect(JSON.stringify(output)).toMatch(new RegExp(`access_${type}\\.\\w+\\.${attributeInHcl}\\}`));
    expect(output).toMatchObject({ token: { sensitive: true } });
  });

  test.each(Object.entries(raw))("fails as raw text in %s", (_way, use) => {
    const { stack, address, one } = build();
    use(`${address}.${attributeInHcl}`, stack);
    expect(() => synthesize(stack)).toThrow(/billing\/other: `[\w.]+.*` has the .* of billing\/\w+, which was not/s);
    expect(() => synthesize(stack)).toThrow(`Write ${attribute}For(scope, id) of ${one.node.path}`);
  });

  test.each([`["${attributeInHcl}"]`, `[0].${attributeInHcl}`, `[*].${attributeInHcl}`, `.0.${attributeInHcl}`, ""])(
    "fails as %s after the block",
    (rest) => {
      const { stack, address } = build();
      new DataResource(stack, "other", { input: { all: `\${jsonencode(${address}${rest})}` } });
      expect(() => synthesize(stack)).toThrow("billing/other: `input.all` has the");
    },
  );

  it("fails in an override of the stack", () => {
    const { stack, address } = build();
    stack.addOverride("output.shown.value", `\${${address}.${attributeInHcl}}`);
    expect(() => synthesize(stack)).toThrow("billing: the override `output.shown.value` has a secret");
  });

  it("is no matter in what Terraform does not evaluate, in an order, and beside it", () => {
    const { stack, address } = build();
    const text = `the ${attributeInHcl} of ${address}.${attributeInHcl}, as $\${${address}.${attributeInHcl}}`;
    new DataResource(stack, "other", { input: { text, id: `\${${address}.id}` }, dependsOn: [{ fqn: address }] });
    expect(JSON.stringify(synthesize(stack))).toContain(`${address}.id`);
  });

  it("may go anywhere from a block of its own, and is shown nowhere", () => {
    const stack = createEmptyStack();
    new AccessProvider(stack, "signoz", { vendor: "signoz" });
    const address = `${providerName}_${type}.own`;
    const block = createBlock(stack, type);
    block.overrideLogicalId("own");
    new DataResource(stack, "other", { input: { value: `\${${address}.${attributeInHcl}}` } });
    expect(JSON.stringify(synthesize(stack))).toContain(`${address}.${attributeInHcl}`);
    new DataResource(stack, "shown", { input: { tags: { owner: `\${${address}.${attributeInHcl}}` } } });
    expect(() => synthesize(stack)).toThrow("billing/shown: `input.tags.owner` has the");
  });

  it("keeps its mark", () => {
    const { stack, one } = build();
    const hand: unknown = Reflect.get(one, `${attribute}For`);
    if (typeof hand !== "function") throw new Error("it is a method");
    const value = String(hand.call(one, stack, "store"));
    new DataResource(stack, "store", { input: Fn.nonsensitive(value) });
    expect(() => synthesize(stack)).toThrow(
      /billing\/store: `input` takes the mark from the .*: every plan would show/,
    );
  });

  it(`is what a text of ${name} refers to`, () => {
    expect(matchSecrets(`\${access_${type}.a.${attributeInHcl}}`)).toEqual([{ type, block: "a", attribute }]);
    expect(matchSecrets(`\${access_${type}.a.id}`)).toEqual([]);
  });
});

/** A block with what its bindings ask for, whatever that is: nothing checks the values. */
function createBlock(stack: TerraformStack, type: string): { overrideLogicalId(id: string): void } {
  const found: unknown = Reflect.get(l1, toClass(type));
  if (typeof found !== "function") throw new Error(`no bindings of ${type}`);
  return Reflect.construct(found, [stack, "own", {}]);
}
