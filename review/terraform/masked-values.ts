import { toSnakeCase } from "#access/schema/names.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { isObject } from "../json-parts.ts";

/** Attributes that are secrets by themselves: nothing that reads a document keeps them. */
const secrets: ReadonlySet<string> = new Set(
  nounDefinitions.flatMap(({ attributes }) =>
    Object.entries(attributes).flatMap(([name, { facts }]) => (facts.isSecret ? [toSnakeCase(name)] : [])),
  ),
);

/** What stands for a text that Terraform does not show. */
const masked = "(sensitive value)";

/** Ids are what objects are told apart by, and no text that somebody wrote. */
function isMasked(name: string, value: unknown): boolean {
  return typeof value === "string" && name !== "id" && !name.endsWith("_id") && !secrets.has(name);
}

/** Values without the texts that Terraform marks as sensitive, such as a reason into which somebody wrote a secret. */
export function maskValues(values: unknown, marks: unknown): unknown {
  if (!isObject(values) || !isObject(marks)) return values;
  const names = Object.keys(marks).filter((name) => marks[name] === true && isMasked(name, values[name]));
  if (names.length === 0) return values;
  return { ...values, ...Object.fromEntries(names.map((name) => [name, masked])) };
}
