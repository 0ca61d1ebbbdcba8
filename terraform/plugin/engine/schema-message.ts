import type { Attributes } from "#access/schema/attribute.ts";
import type { SchemaAttributeInit, SchemaInit } from "../protocol/gen/tfplugin6.ts";
import { refuseReservedNames } from "./reserved-names.ts";
import { type AttributeShape, describeAttributes } from "./schema-shape.ts";

const nestings = { single: "SINGLE", list: "LIST", set: "SET", map: "MAP" } as const;

/** An absent `type` and a present `nestedType`, or the other way round: Terraform panics on an attribute with both. */
function toValueMessage({ value }: AttributeShape): Pick<SchemaAttributeInit, "type" | "nestedType"> {
  if (value.kind === "plain") return { type: Buffer.from(JSON.stringify(value.type)) };
  return { nestedType: { nesting: nestings[value.nesting], attributes: value.attributes.map(toAttributeMessage) } };
}

function toAttributeMessage(shape: AttributeShape): SchemaAttributeInit {
  const { name, description, required, optional, computed, sensitive, writeOnly } = shape;
  const flags = { required, optional, computed, sensitive, writeOnly };
  return { name, description, descriptionKind: "MARKDOWN", ...flags, ...toValueMessage(shape) };
}

/** A provider block, which has no kind, or anything that is declared for one. */
export interface Described {
  readonly kind?: string;
  readonly attributes: Attributes;
  readonly summary: string;
  readonly version?: number;
}

/** The schema of a provider block, a resource or a data source, as GetProviderSchema answers it. */
export function toSchemaMessage(schema: Described): SchemaInit {
  refuseReservedNames(schema.attributes, schema.kind === undefined ? "provider" : "record");
  return {
    version: BigInt(schema.version ?? 0),
    block: {
      description: schema.summary,
      descriptionKind: "MARKDOWN",
      attributes: describeAttributes(schema.attributes).map(toAttributeMessage),
    },
  };
}
