import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import * as library from "../index.ts";
import { signoz } from "../index.ts";
import * as l1 from "../l1.ts";
import { createSignozStack, findBlocks } from "../testing/test-stack.ts";

type Make = (scope: Construct, id: unknown) => unknown;

/** Each way that an export has to make a construct. */
function listWays(name: string, value: unknown): readonly (readonly [string, Make])[] {
  if (typeof value !== "function" || !(value.prototype instanceof Construct)) return [];
  const looked = Object.getOwnPropertyNames(value).filter((one) => /^from[A-Z]/.test(one));
  const found = looked.map((one): readonly [string, Make] => [
    `${name}.${one}`,
    (scope, id) => Reflect.apply(Reflect.get(value, one), value, [scope, id, "tern"]),
  ]);
  return [[`new ${name}`, (scope, id) => Reflect.construct(value, [scope, id, {}])], ...found];
}

const exported = [library, l1].flatMap((module) => Object.entries(module));
const ways = exported.flatMap(([name, value]) => listWays(name, value));

const advice: readonly (readonly [shown: string, id: unknown, says: RegExp])[] = [
  ...Object.getOwnPropertyNames(Object.prototype).map((id) => {
    return [
      id,
      id,
      new RegExp(`"${id}" cannot be the id of a construct: .* Choose another id, such as "${id}-1"`),
    ] as const;
  }),
  ["empty", "", /the construct id is empty\. Pass a text/],
  ["undefined", undefined, /the construct id is undefined\. Pass a text/],
  ["a number", 5, /the construct id is of type number\. Pass a text/],
];

it("looks at constructs and at blocks", () => {
  expect(ways.map(([way]) => way)).toEqual(
    expect.arrayContaining([
      "new ServiceAccount",
      "new RotatingKey",
      "CustomRole.fromName",
      "new AccessProvider",
      "new RoleBinding",
    ]),
  );
});

describe.each(advice)("fails with advice for the id %s", (_, id, says) => {
  it.each(ways)("%s", (_way, make) => {
    const stack = createSignozStack();
    expect(() => make(stack, id)).toThrow(
      expect.objectContaining({ name: "AccessError", message: expect.stringMatching(says) }),
    );
  });
});

it("takes the same texts as names, and looks them up", () => {
  const stack = createSignozStack();
  const account = new library.ServiceAccount(stack, "tern", { name: "constructor" });
  account.addRole(signoz.role("constructor"));
  expect(findBlocks(stack, "access_service_account")).toEqual([expect.objectContaining({ name: "constructor" })]);
});
