import type * as z from "zod";

const otherId = (type: string): string => Buffer.from(`${type}:9090:zZzZ`).toString("base64");

/** Ids that nobody asked for, and texts of other forms; the first that a schema accepts is taken. */
const texts = [
  "0190ffff-9999-7999-8999-999999999999",
  otherId("Other"),
  "9090",
  "other_Zz9090",
  "2033-03-03T03:03:03Z",
  "ACTIVE",
];

type Definition = { readonly type: string } & { readonly [name: string]: unknown };

function isSchema(value: unknown): value is z.ZodType {
  return typeof value === "object" && value !== null && "_zod" in value;
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

function createInner(value: unknown): unknown {
  return isSchema(value) ? createSampleAnswer(value) : undefined;
}

/** An answer with the shape of a schema, about things that nobody asked for. */
export function createSampleAnswer(schema: z.ZodType): unknown {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "object": {
      const shape = definition["shape"] as { readonly [name: string]: z.ZodType };
      return Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, createSampleAnswer(inner)]));
    }
    case "array":
      return [createInner(definition["element"])];
    case "union":
      return createInner((definition["options"] as readonly unknown[])[0]);
    case "pipe":
      return createInner(definition["in"]);
    case "optional":
    case "nullable":
    case "default":
    case "readonly":
      return createInner(definition["innerType"]);
    case "record":
    // Such as `jsonObject`.
    case "custom":
      return {};
    case "literal":
      return (definition["values"] as readonly unknown[])[0];
    case "boolean":
      return false;
    case "number":
      return 9090;
    case "string":
      return texts.find((text) => schema.safeParse(text).success) ?? "other";
    default:
      return "other";
  }
}
