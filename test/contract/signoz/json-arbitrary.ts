import fc from "fast-check";
import { z } from "zod";

const schema = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});

const numbers = fc.oneof(
  fc.constantFrom(0, -1, 1.5, 1e21, 2_147_483_648, 4_102_444_800, 4_102_444_800_000, Number.MAX_SAFE_INTEGER),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const oddKeys = fc.constantFrom("__proto__", "constructor", "toString", "NAME", "", "\r\nx: y", "a");

/** What a schema says, with what it does not say thrown in now and then; text comes from `texts`. */
export function jsonOf(raw: unknown, texts: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { type, properties, additionalProperties, items, anyOf } = schema.parse(raw ?? {});
  const wild = fc.jsonValue({ maxDepth: 3 });
  const wanted = (): fc.Arbitrary<unknown> => {
    if (anyOf !== undefined) return fc.oneof(...anyOf.map((one) => jsonOf(one, texts)));
    switch (type) {
      case "string":
        return texts;
      case "number":
      case "integer":
        return numbers;
      case "boolean":
        return fc.boolean();
      case "array":
        return fc.array(jsonOf(items, texts), { maxLength: 4 });
      case "object": {
        const known = Object.entries(properties ?? {}).map(([name, inner]) => [name, jsonOf(inner, texts)] as const);
        const record = fc.record(Object.fromEntries(known), { requiredKeys: [] });
        const rest = additionalProperties === undefined ? wild : jsonOf(additionalProperties, texts);
        const extra = fc.array(fc.tuple(fc.oneof(texts, oddKeys), rest), { maxLength: 2 });
        return fc
          .tuple(record, extra)
          .map(([members, others]) => Object.fromEntries([...Object.entries(members), ...others]));
      }
      default:
        return wild;
    }
  };
  return fc.oneof({ weight: 12, arbitrary: wanted() }, { weight: 1, arbitrary: wild });
}
