import type { Attributes } from "#access/schema/attribute.ts";
import type { DataSourceDefinition, ResourceDefinition } from "#access/schema/definition.ts";
import type { WireType } from "#access/schema/wire-type.ts";
import { type AttributeShape, describeAttributes, type NestedShape } from "./schema-shape.ts";

/** The parts of a provider that its schema describes. */
export interface Served {
  /** Type names start with it: `access` gives `access_role`. */
  readonly name: string;
  readonly summary: string;
  readonly attributes: Attributes;
  readonly resources: readonly ResourceDefinition[];
  readonly dataSources: readonly DataSourceDefinition[];
}

export interface AttributeJson {
  readonly type?: WireType;
  readonly nested_type?: {
    readonly attributes: { readonly [name: string]: AttributeJson };
    readonly nesting_mode: NestedShape["nesting"];
  };
  readonly description: string;
  readonly description_kind: "markdown";
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  readonly sensitive?: true;
  readonly write_only?: true;
}

export interface SchemaJson {
  readonly version: number;
  readonly block: {
    readonly attributes: { readonly [name: string]: AttributeJson };
    readonly description: string;
    readonly description_kind: "markdown";
  };
}

export interface ProviderSchemasJson {
  readonly format_version: "1.0";
  readonly provider_schemas: {
    readonly [address: string]: {
      readonly provider: SchemaJson;
      readonly resource_schemas: { readonly [type: string]: SchemaJson };
      readonly data_source_schemas: { readonly [type: string]: SchemaJson };
    };
  };
}

function toAttributesJson(shapes: readonly AttributeShape[]): { readonly [name: string]: AttributeJson } {
  return Object.fromEntries(shapes.map((shape) => [shape.name, toAttributeJson(shape)]));
}

function toValueJson({ value }: AttributeShape): Pick<AttributeJson, "type" | "nested_type"> {
  if (value.kind === "plain") return { type: value.type };
  return { nested_type: { attributes: toAttributesJson(value.attributes), nesting_mode: value.nesting } };
}

function toAttributeJson(shape: AttributeShape): AttributeJson {
  return {
    ...toValueJson(shape),
    description: shape.description,
    description_kind: "markdown",
    ...(shape.required && { required: true }),
    ...(shape.optional && { optional: true }),
    ...(shape.computed && { computed: true }),
    ...(shape.sensitive && { sensitive: true }),
    ...(shape.writeOnly && { write_only: true }),
  };
}

function toSchema(schema: {
  readonly attributes: Attributes;
  readonly summary: string;
  readonly version?: number;
}): SchemaJson {
  const { attributes, summary: description, version = 0 } = schema;
  const block = { attributes: toAttributesJson(describeAttributes(attributes)), description };
  return { version, block: { ...block, description_kind: "markdown" } };
}

function toSchemas(
  prefix: string,
  definitions: readonly (ResourceDefinition | DataSourceDefinition)[],
): { readonly [type: string]: SchemaJson } {
  const sorted = [...definitions].sort((a, b) => (a.type < b.type ? -1 : 1));
  return Object.fromEntries(sorted.map((definition) => [`${prefix}_${definition.type}`, toSchema(definition)]));
}

/** What `terraform providers schema -json` prints for a provider at `address`, functions and ephemeral resources apart, without running either. */
export function toSchemaJson(address: string, served: Served): ProviderSchemasJson {
  const schemas = {
    provider: toSchema(served),
    resource_schemas: toSchemas(served.name, served.resources),
    data_source_schemas: toSchemas(served.name, served.dataSources),
  };
  return { format_version: "1.0", provider_schemas: { [address]: schemas } };
}
