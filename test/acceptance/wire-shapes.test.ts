import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attributes } from "#access/schema/attribute.ts";
import { defineResource } from "#access/schema/definition.ts";
import { dynamic, integer, list, map, number, object, set, text } from "#access/schema/types.ts";
import { PartialResult, DiagnosticError } from "#terraform/plugin/engine/diagnostic.ts";
import { type Provider, serveResource } from "#terraform/plugin/engine/provider.ts";
import { does, holds } from "#terraform/plugin/testing/checks.ts";
import { hostProvider, TestHost } from "#terraform/plugin/testing/test-host.ts";

const crate = defineResource({
  type: "crate",
  summary: "A crate, into which a value of every type goes.",
  importId: ["id"],
  attributes: {
    id: text.computed("The label, or `unlabelled`."),
    label: text.optional("x"),
    weight: number.optional("x"),
    pieces: integer.optional("x"),
    anything: dynamic.optional("x"),
    tags: list(text).optional("x"),
    marks: set(text).optional("x"),
    sizes: map(number).optional("x"),
    parts: list(object({ name: text.required("x"), weight: number.optional("x") })).optional("x"),
    owner: object({ name: text.required("x"), note: text.optional("x") }).optional("x"),
  },
});

/** What a vendor does to a crate of this label, other than to take it as it is. */
const oddities = {
  relabelled: "a crate of another label",
  halfMade: "half made",
};

let packing: { readonly begun: () => Promise<void> } = { begun: async () => undefined };

const provider: Provider<Attributes, undefined> = {
  name: "depot",
  summary: "A depot.",
  attributes: {},
  configure: () => undefined,
  explain: () => undefined,
  resources: [
    serveResource(crate, {
      create: async ({ plan }) => {
        await packing.begun();
        const made = { ...plan, id: plan.label ?? "unlabelled" };
        if (plan.label === oddities.relabelled) return { ...made, label: "mine" };
        if (plan.label === oddities.halfMade) {
          const torn = new DiagnosticError({ severity: "error", summary: "The rope tore", detail: "Tie it again." });
          throw new PartialResult(made, torn);
        }
        return made;
      },
      read: async ({ prior }) => prior,
      update: async ({ plan, prior: { id } }) => ({ ...plan, id }),
      remove: async () => undefined,
    }),
  ],
  dataSources: [],
};

const address = "depot_crate.oak";
const head = `
terraform {
  required_providers {
    depot = { source = "kingfisher/depot" }
  }
}
`;

const one = (body: string): string => `${head}
resource "depot_crate" "oak" {
  ${body}
}
`;

let host: TestHost;

beforeAll(async () => {
  host = await TestHost.open([hostProvider("registry.terraform.io/kingfisher/depot", provider)]);
});

afterAll(() => host.close());

describe("values that come in more than one shape on the wire", () => {
  it.each([
    { name: "a number that no double holds", body: "weight = 0.1", want: { weight: 0.1 } },
    { name: "more digits than a double has", body: "weight = 0.30000000000000000000000000001" },
    { name: "an integer above 2^53", body: "weight = 9007199254740993" },
    { name: "30 digits", body: "pieces = 123456789012345678901234567890" },
    { name: "a negative 64-bit integer", body: "pieces = -9007199254740993" },
    { name: "a dynamic text", body: 'anything = "plain"', want: { anything: "plain" } },
    { name: "a dynamic number of many digits", body: "anything = 0.30000000000000000000000000001" },
    { name: "a dynamic tuple", body: 'anything = ["a", 1, true]', want: { anything: ["a", 1, true] } },
    { name: "a dynamic object", body: "anything = { a = [1], b = null }", want: { anything: { a: [1], b: null } } },
    { name: "a dynamic null", body: "anything = null", want: { anything: null } },
    { name: "decomposed letters", body: 'label = "cafe\u0301"', want: { label: "caf\u00e9" } },
    {
      name: "empty collections",
      body: "tags = []\n  marks = []\n  sizes = {}",
      want: { tags: [], marks: [], sizes: {} },
    },
    { name: "a set in another order", body: 'marks = ["b", "a", "b"]', want: { marks: ["a", "b"] } },
    {
      name: "nested records",
      body: 'parts = [{ name = "lid", weight = 0.1 }, { name = "box" }]\n  owner = { name = "x" }',
    },
  ])("$name: the plans after are empty", async ({ body, want = {} }) => {
    await host.step(one(body), { state: [holds(address, want)] });
  });

  it("keep every digit in state", async () => {
    await host.step(one("weight = 123456789012345678901234567890.5\n  pieces = 9007199254740993"));
    const shown = await host.workspace.must("show", "-json");
    expect(shown).toContain('"weight":123456789012345678901234567890.5');
    expect(shown).toContain('"pieces":9007199254740993');
  });

  it("a whole number refuses a fraction, with its path", async () => {
    await host.workspace.write(one("pieces = 1.5"));
    const told = await host.workspace.mustFail("validate", "-no-color");
    expect(told).toContain("`pieces` is 1.5. It must be a whole number.");
    expect(told).toMatch(/on main\.tf line \d+, in resource "depot_crate" "oak"/);
  });
});

describe("values that are known in part", () => {
  it("a prefix, a length, an element, a dynamic value: all are unknown until the apply", async () => {
    await host.step(`${one('label = "oak"')}
resource "depot_crate" "elm" {
  label    = "pre-\${terraform_data.later.id}"
  tags     = terraform_data.later.id == "x" ? ["1"] : ["2", "3"]
  marks    = ["a", terraform_data.later.id]
  sizes    = { (terraform_data.later.input) = 1 }
  anything = terraform_data.later.output
  parts    = [{ name = terraform_data.later.id }]
}
resource "terraform_data" "later" {
  input = "small"
}
`);
    const { "depot_crate.elm": elm, "terraform_data.later": later } = await host.workspace.state();
    expect(elm).toMatchObject({ label: `pre-${String(later?.["id"])}`, tags: ["2", "3"], anything: "small" });
    await host.destroy();
  });
});

describe("a vendor that does something else", () => {
  it("is named before Terraform calls it a bug of the provider, and what exists is replaced by the next apply", async () => {
    await host.workspace.write(one(`label = "${oddities.relabelled}"`));
    const told = await host.workspace.mustFail("apply", "-no-color", "-auto-approve");
    expect(told).toContain(`label: planned "${oddities.relabelled}", but the vendor returned "mine".`);
    expect(told).toContain("The object that exists was saved to state.");
    await host.step(one('label = "oak"'), { plan: [does({ [address]: "delete, create" })] });
    await host.destroy();
  });

  it("and fails half way leaves what it made in state, tainted", async () => {
    await host.workspace.write(one(`label = "${oddities.halfMade}"`));
    expect(await host.workspace.mustFail("apply", "-no-color", "-auto-approve")).toContain("The rope tore");
    expect(await host.workspace.state()).toMatchObject({ [address]: { id: oddities.halfMade } });
    await host.step(one('label = "oak"'), { plan: [does({ [address]: "delete, create" })] });
    await host.destroy();
  });
});

describe("calls at the same time", () => {
  it("are carried out together: ten creates that wait for each other all end", async () => {
    let begun = 0;
    const all = new Promise<void>((resolve) => {
      packing = { begun: () => (++begun === 10 && resolve(), all) };
    });
    await host.workspace.write(`${head}
resource "depot_crate" "many" {
  count = 10
}
`);
    await host.workspace.must("apply", "-no-color", "-auto-approve");
    expect(begun).toBe(10);
    packing = { begun: async () => undefined };
    await host.destroy();
  });
});
