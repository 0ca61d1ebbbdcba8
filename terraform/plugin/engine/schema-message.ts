import type { Attributes } from "#access/schema/attribute.ts";
import type { Init } from "../protocol/descriptor.ts";
import type { Schema } from "../protocol/schema.ts";
import { refuseReserved } from "./reserved-names.ts";
import { type AttributeShape, attributeShapes } from "./schema-shape.ts";

type SchemaInit = Init<typeof Schema>;
type BlockInit = NonNullable<SchemaInit["block"]>;
type AttributeInit = NonNullable<BlockInit["attributes"]>[number];

const nestings = { single: "SINGLE", list: "LIST", set: "SET", map: "MAP" } as const;

/** An absent `type` and a present `nestedType`, or the other way round: Terraform panics on an attribute with both. */
function valueMessage({ value }: AttributeShape): Pick<AttributeInit, "type" | "nestedType"> {
  if (value.kind === "plain") return { type: Buffer.from(JSON.stringify(value.type)) };
  return { nestedType: { nesting: nestings[value.nesting], attributes: value.attributes.map(attributeMessage) } };
}

function attributeMessage(shape: AttributeShape): AttributeInit {
  const { name, description, required, optional, computed, sensitive, writeOnly } = shape;
  const flags = { required, optional, computed, sensitive, writeOnly };
  return { name, description, descriptionKind: "MARKDOWN", ...flags, ...valueMessage(shape) };
}

/** A provider block, which has no kind, or anything that is declared for one. */
export interface Described {
  readonly kind?: string;
  readonly attributes: Attributes;
  readonly summary: string;
  readonly version?: number;
}

/** The schema of a provider block, a resource or a data source, as GetProviderSchema answers it. */
export function schemaMessage(schema: Described): SchemaInit {
  refuseReserved(schema.attributes, schema.kind === undefined ? "provider" : "record");
  return {
    version: BigInt(schema.version ?? 0),
    block: {
      description: schema.summary,
      descriptionKind: "MARKDOWN",
      attributes: attributeShapes(schema.attributes).map(attributeMessage),
    },
  };
}
