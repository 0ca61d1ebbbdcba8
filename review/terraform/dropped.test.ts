import { describe, expect, it } from "vitest";
import type { Attributes, Type } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { listDropped } from "./dropped.ts";

const resource = (type: string, expressions: object) => ({
  address: `access_${type}.a`,
  mode: "managed",
  type: `access_${type}`,
  name: "a",
  expressions,
});

function documentOf(type: string, expressions: object, actions: readonly string[] = ["create"]) {
  return {
    resource_changes: [{ address: `access_${type}.a["x"]`, change: { actions } }],
    configuration: { root_module: { resources: [resource(type, expressions)] } },
  };
}

/** A value of each type, with one member more in each object of it. Undefined for what has no objects. */
function sample(type: Type, extra: object): unknown {
  if (type.kind === "list" || type.kind === "set") {
    const element = sample(type.element, extra);
    return element === undefined ? undefined : [element];
  }
  if (type.kind === "map") {
    const element = sample(type.element, extra);
    return element === undefined ? undefined : { one: element };
  }
  if (type.kind !== "object") return undefined;
  const members = Object.entries(type.attributes).map(([name, { facts }]) => [
    toSnakeCase(name),
    sample(facts.type, extra) ?? null,
  ]);
  return { ...Object.fromEntries(members), ...extra };
}

function countObjects(type: Type): number {
  if (type.kind === "list" || type.kind === "set" || type.kind === "map") return countObjects(type.element);
  if (type.kind !== "object") return 0;
  return 1 + Object.values(type.attributes).reduce((sum, { facts }) => sum + countObjects(facts.type), 0);
}

const nested = nounDefinitions.flatMap(({ type, attributes }: { type: string; attributes: Attributes }) =>
  Object.entries(attributes)
    .filter(([, { facts }]) => countObjects(facts.type) > 0)
    .map(([name, { facts }]) => ({ noun: type, argument: toSnakeCase(name), type: facts.type })),
);

it("there are nested arguments", () => {
  expect(nested.length).toBeGreaterThan(1);
});

describe.each(nested)("$argument of $noun", ({ noun, argument, type }) => {
  it("is told to have a member that its schema lacks, wherever it is", () => {
    const found = listDropped(documentOf(noun, { [argument]: { constant_value: sample(type, { spoon: 1 }) } }));
    expect(found).toHaveLength(countObjects(type));
    expect(found[0]).toMatchObject({ kind: "dropped", address: `access_${noun}.a`, isNew: true });
    expect(found[0]?.sentence).toContain(`\`${argument}\` has a member \`spoon\``);
  });

  it("is in order with the members that its schema has", () => {
    expect(listDropped(documentOf(noun, { [argument]: { constant_value: sample(type, {}) } }))).toEqual([]);
  });
});

const misspelled = { permissions: { constant_value: [{ action: "read", resource: "dashboard", selector: ["d"] }] } };

describe("a member that Terraform drops", () => {
  it("is no news where the plan leaves the object as it is", () => {
    expect(listDropped(documentOf("role", misspelled, ["no-op"]))).toMatchObject([{ isNew: false }]);
  });

  it("is found in a module, and has its address", () => {
    const module = { resources: [resource("role", misspelled)] };
    const document = { configuration: { root_module: { module_calls: { team: { module } } } } };
    expect(listDropped(document)).toMatchObject([{ address: "module.team.access_role.a" }]);
  });

  it.each([
    { name: "references, of which a plan has no more", expressions: { permissions: { references: ["local.all"] } } },
    { name: "no list", expressions: { permissions: { constant_value: "all" } } },
    { name: "another argument", expressions: { spoons: { constant_value: [{ fork: 1 }] } } },
    { name: "no object", expressions: { permissions: 7 } },
  ])("is not made up: $name", ({ expressions }) => {
    expect(listDropped(documentOf("role", expressions))).toEqual([]);
  });

  it("is not looked for in what is no noun, nor in another form of document", () => {
    expect(listDropped(documentOf("spaceship", misspelled))).toEqual([]);
    expect(listDropped({ configuration: { root_module: [1], provider_config: 2 } })).toEqual([]);
  });

  it("is shown with no more than the beginning of a long name", () => {
    const long = { permissions: { constant_value: [{ ["x".repeat(5_000)]: 1 }] } };
    expect(listDropped(documentOf("role", long))[0]?.sentence.length).toBeLessThan(300);
  });
});
