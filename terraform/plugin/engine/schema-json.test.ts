import { expect, test } from "vitest";
import { defineDataSource, defineResource } from "#access/schema/definition.ts";
import { bool, integer, list, map, object, set, text } from "#access/schema/types.ts";
import { type AttributeJson, toSchemaJson } from "./schema-json.ts";

const address = "registry.example.com/acme/crane";
const nothing = { name: "crane", summary: "Cranes.", attributes: {}, resources: [], dataSources: [] };
const load = object({ kind: text.required("What it is."), weights: list(integer).optional("In kilograms.") });

const crane = defineResource({
  type: "tower",
  summary: "A tower crane.",
  version: 3,
  importId: ["id"],
  attributes: {
    id: text.computed("Its id."),
    siteName: text.required("Where it stands."),
    colour: text.optional("What it looks like."),
    operator: text.optional("Who works it.").computed(),
    isLocked: bool.optional("Whether it turns.").default(false),
    pin: text.optional("Opens the cabin.").secret(),
    startCode: text.optional("Starts it once.").writeOnly(),
    labels: map(set(text)).optional("By topic."),
    loads: set(load).required("What it may lift."),
    counterweight: load.optional("What holds it."),
    lifted: list(load).computed("What it has lifted."),
  },
});

const served = toSchemaJson(address, { ...nothing, resources: [crane] }).provider_schemas[address];
const schema = served?.resource_schemas["crane_tower"];

test.each<{ name: string; given: string; want: Partial<AttributeJson> }>([
  { name: "required", given: "site_name", want: { type: "string", required: true } },
  { name: "optional", given: "colour", want: { type: "string", optional: true } },
  { name: "computed", given: "id", want: { type: "string", computed: true } },
  { name: "optional and computed", given: "operator", want: { type: "string", optional: true, computed: true } },
  { name: "defaulted", given: "is_locked", want: { type: "bool", optional: true, computed: true } },
  { name: "secret", given: "pin", want: { type: "string", optional: true, sensitive: true } },
  { name: "write-only", given: "start_code", want: { type: "string", optional: true, write_only: true } },
  { name: "a map of sets", given: "labels", want: { type: ["map", ["set", "string"]], optional: true } },
])("describes a value that is $name", ({ given, want }) => {
  const described = { description: expect.any(String), description_kind: "markdown" };
  expect(schema?.block.attributes[given]).toEqual({ ...want, ...described });
});

test.each([
  { name: "a set of records", given: "loads", want: { nesting: "set", kind: "required" } },
  { name: "one record", given: "counterweight", want: { nesting: "single", kind: "required" } },
  { name: "a list of records from the vendor", given: "lifted", want: { nesting: "list", kind: "computed" } },
])("nests $name", ({ given, want }) => {
  const attribute = schema?.block.attributes[given];
  expect(attribute?.type).toBeUndefined();
  expect(attribute?.nested_type?.nesting_mode).toBe(want.nesting);
  expect(attribute?.nested_type?.attributes["kind"]).toMatchObject({ type: "string", [want.kind]: true });
});

test("marks every field of a computed record as computed and nothing else", () => {
  const fields = schema?.block.attributes["lifted"]?.nested_type?.attributes;
  expect(fields?.["weights"]).toEqual({
    type: ["list", "number"],
    description: "In kilograms.",
    description_kind: "markdown",
    computed: true,
  });
});

test("keeps the version and the summary", () => {
  expect(schema?.version).toBe(3);
  expect(schema?.block).toMatchObject({ description: "A tower crane.", description_kind: "markdown" });
});

test("golden: a provider with one data source", () => {
  const dataSources = [
    defineDataSource({ type: "yard", summary: "A yard.", attributes: { name: text.required("Its name.") } }),
  ];
  const attributes = { siteToken: text.optional("Who asks.").secret() };
  expect(toSchemaJson(address, { ...nothing, attributes, dataSources })).toMatchInlineSnapshot(`
    {
      "format_version": "1.0",
      "provider_schemas": {
        "registry.example.com/acme/crane": {
          "data_source_schemas": {
            "crane_yard": {
              "block": {
                "attributes": {
                  "name": {
                    "description": "Its name.",
                    "description_kind": "markdown",
                    "required": true,
                    "type": "string",
                  },
                },
                "description": "A yard.",
                "description_kind": "markdown",
              },
              "version": 0,
            },
          },
          "provider": {
            "block": {
              "attributes": {
                "site_token": {
                  "description": "Who asks.",
                  "description_kind": "markdown",
                  "optional": true,
                  "sensitive": true,
                  "type": "string",
                },
              },
              "description": "Cranes.",
              "description_kind": "markdown",
            },
            "version": 0,
          },
          "resource_schemas": {},
        },
      },
    }
  `);
});
