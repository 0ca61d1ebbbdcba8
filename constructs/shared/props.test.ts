import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import * as exported from "../index.ts";
import { createSignozStack } from "../testing/test-stack.ts";
import { checkProps, type PropKinds } from "./props.ts";

type AnyClass = new (scope: Construct, id: string, props: unknown) => Construct;

/** Made by functions alone: their constructors are private. */
const made = new Set<string>(["Scope", "Grant"]);

const classes = Object.entries(exported).flatMap(([name, value]) =>
  typeof value === "function" && value.prototype instanceof Construct && !made.has(name)
    ? [{ name, class: value as unknown as AnyClass }]
    : [],
);

describe("from JavaScript", () => {
  it.each(classes)(
    "$name refuses a prop that it does not have, and names those that it has",
    ({ name, class: Made }) => {
      const stack = createSignozStack();
      const make = () => new Made(stack, "one", { expires: "90d" });
      expect(make).toThrow(`one: ${name} has no prop \`expires\`. It has: `);
    },
  );

  it.each(classes)("$name refuses props that are no object", ({ name, class: Made }) => {
    const stack = createSignozStack();
    expect(() => new Made(stack, "one", "text")).toThrow(`one: the props of ${name} are a string. Pass an object.`);
  });

  it("covers what people write", () => {
    expect(classes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["AccessProvider", "CustomRole", "Key", "ServiceAccount", "SelfServiceKeys"]),
    );
  });
});

interface LampProps {
  readonly label?: string;
  readonly lit?: boolean;
  readonly wires?: readonly string[];
  readonly socket?: Construct;
}

const kinds: PropKinds<LampProps> = { label: "text", lit: "flag", wires: "texts", socket: "construct" };

describe("the kinds of props", () => {
  const check = (props: unknown) => () =>
    checkProps({ scope: createSignozStack(), id: "lamp", class: "Lamp" }, props as LampProps, kinds);

  it.each([
    { props: { label: 7 }, says: "`label` is 7; it must be a string." },
    { props: { lit: "yes" }, says: "`lit` is a string; it must be true or false." },
    {
      props: { wires: ["a", null] },
      says: "`wires` is an array whose element 1 is null; it must be an array of strings.",
    },
    { props: { wires: "a" }, says: "`wires` is a string; it must be an array of strings." },
    { props: { socket: "hall" }, says: "`socket` is a string; it must be a construct." },
    { props: { socket: null }, says: "`socket` is null; it must be a construct." },
  ])("refuse $props", ({ props, says }) => {
    expect(check(props)).toThrow(says);
  });

  it("report every mistake, and never the text of a string", () => {
    expect(check({ lit: "canary-secret", socket: "canary-secret" })).toThrow(
      /`lit` is a string.*\n.*`socket` is a string/,
    );
    expect(check({ lit: "canary-secret" })).not.toThrow(/canary/);
  });

  it("accept what they name, and undefined", () => {
    const socket = createSignozStack();
    expect(check({ label: "hall", lit: true, wires: ["a"], socket })).not.toThrow();
    expect(check({ label: undefined })).not.toThrow();
  });
});
