import { describe, expect, it } from "vitest";
import { readExpressions } from "./expressions.ts";
import { Stack } from "./stack.ts";

const roles = {
  a: { name: "role-a", permissions: [{ action: "read", resource: "dashboard" }] },
  each: { for_each: '${toset(["x", "y"])}', name: "role-${each.key}" },
  map: { for_each: { p: { label: "P", id: "${access_role.a.id}" } }, name: "${each.value.label}" },
  count: { count: 2, name: "role-${count.index}" },
  open: { for_each: "${var.none}", name: "open" },
};

const document = {
  terraform: {},
  locals: {
    reader: "${access_role.a.id}",
    again: "${local.reader}",
    many: ["${local.reader}", 'kept ${"x"}'],
    settings: { stage: "test", deep: "${local.settings}" },
    loop: "${local.loop}",
    ring: { next: "${local.ring.next}" },
    laughs: ["${local.laughs}", "${local.laughs}"],
  },
  variable: { stage: { default: "dev" }, none: {} },
  resource: { access_role: roles, null_resource: { n: {} } },
  data: { access_role: { d: { name: "${local.settings.stage}" } } },
};

function read(text: unknown) {
  const stack = new Stack(document);
  const { values, unknowns, references, doubts } = readExpressions({ it: text }, stack.names, stack.effort);
  const linked = [...references].map(([path, address]) => `${path} -> ${address}`);
  return { value: values["it"], unknown: unknowns["it"], linked, doubt: doubts.get("it"), assumed: [...stack.assumed] };
}

describe("an expression of a stack", () => {
  it.each([
    { text: "${access_role.a.id}", linked: "it -> access_role.a" },
    { text: "${data.access_role.d.id}", linked: "it -> data.access_role.d" },
    { text: "${local.again}", linked: "it -> access_role.a" },
    { text: "${local.many[0]}", linked: "it -> access_role.a" },
    { text: ["${local.again}"], linked: "it[0] -> access_role.a" },
    { text: "${local.many}", linked: "it[0] -> access_role.a" },
    { text: '${access_role.each["y"].id}', linked: 'it -> access_role.each["y"]' },
    { text: "${access_role.count[1].id}", linked: "it -> access_role.count[1]" },
  ])("is the id of what it refers to: $text", ({ text, linked }) => {
    expect(read(text).linked).toEqual([linked]);
  });

  it.each([
    { text: "plain", value: "plain" },
    { text: "$${x} %%{y}", value: "${x} %{y}" },
    { text: "bot-${local.settings.stage}", value: "bot-test" },
    { text: "${local.settings.deep.stage}", value: "test" },
    { text: "${access_role.a.name}", value: "role-a" },
    { text: '${access_role.each["x"].name}', value: "role-x" },
    { text: '${access_role.map["p"].name}', value: "P" },
    { text: "${access_role.count[1].name}/${2}", value: "role-1/2" },
    { text: '${"x"}', value: "x" },
    { text: "${data.access_role.d.name}", value: "test" },
  ])("is known: $text", ({ text, value }) => {
    expect(read(text)).toMatchObject({ value, unknown: false, doubt: undefined });
  });

  it.each([
    { text: "${var.none}", doubt: "`var.none` has no default in the stack" },
    { text: "${module.bots.role_id}", doubt: "`module.bots` is not in the stack" },
    { text: "${null_resource.n.id}", doubt: "what `null_resource.n` is, is known when it is applied" },
    { text: "${access_role.a.managed}", doubt: "what `access_role.a` is, is known when it is applied" },
    { text: "${access_role.open.id}", doubt: "what `access_role.open` is, is known when it is applied" },
    { text: "${each.value}", doubt: "how often it is made is not in the stack" },
    { text: '${element(local.many, "secret")}', doubt: "Terraform evaluates `element(…)` in it" },
    { text: "${local.many[*]}", doubt: "Terraform evaluates its expression" },
    { text: "%{ if true }x%{ endif }", doubt: "Terraform evaluates its template" },
    { text: "x-${access_role.a.id}", doubt: "Terraform evaluates its template" },
    { text: "${local.settings.none}", doubt: "what it refers to has no `none`" },
    { text: "${local.loop}", doubt: "it refers to more than can be followed" },
    { text: "${local.ring.next}", doubt: "it refers to more than can be followed" },
    { text: "${local.loop.x}", doubt: "it refers to more than can be followed" },
    { text: "${unended", doubt: "Terraform evaluates its template" },
  ])("is left open: $text", ({ text, doubt }) => {
    expect(read(text)).toMatchObject({ value: null, unknown: true, linked: [], doubt });
  });

  it("that grows without end is followed only so far", () => {
    expect(read("${local.laughs}").doubt).toBe("it refers to more than can be followed");
  });

  it("takes the default of a variable, and says so", () => {
    expect(read("bot-${var.stage}")).toMatchObject({ value: "bot-dev", assumed: ["stage"] });
  });
});

describe("the blocks of a stack", () => {
  it("are one for each instance, where the stack says which there are", () => {
    const { blocks } = new Stack(document);
    expect(blocks.map(({ address, isRepeated }) => (isRepeated ? `${address} repeated` : address))).toEqual([
      "access_role.a",
      'access_role.each["x"]',
      'access_role.each["y"]',
      'access_role.map["p"]',
      "access_role.count[0]",
      "access_role.count[1]",
      "access_role.open repeated",
      "data.access_role.d",
    ]);
  });

  it("are repeated only so often", () => {
    const huge = { resource: { access_role: { r: { count: 1_000_000_000, name: "r" } } } };
    expect(new Stack(huge).blocks).toMatchObject([{ address: "access_role.r", isRepeated: true }]);
  });
});
