import * as z from "zod";

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An object with names that users choose. Unlike `z.record`, it keeps each name, `__proto__` too: what is read, changed and
 * written again must lose nothing.
 */
export function jsonObject<S extends z.ZodType>(value: S) {
  // What a document of the API shows of it.
  const { type } = z.toJSONSchema(value, { unrepresentable: "any" });
  const shown = { type: "object", additionalProperties: type === undefined ? {} : { type } };
  const given = z.custom<object>(isObject, "expected an object").meta(shown);
  const read = given.transform((members, context) => {
    const entries = Object.entries(members).flatMap(([name, inner]): [string, z.output<S>][] => {
      const parsed = value.safeParse(inner);
      if (parsed.success) return [[name, parsed.data]];
      for (const { message, path } of parsed.error.issues) {
        context.addIssue({ code: "custom", message, path: [name, ...path] });
      }
      return [];
    });
    return Object.fromEntries<z.output<S>>(entries);
  });
  return read.meta(shown);
}
