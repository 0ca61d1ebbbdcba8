import type { Attributes, Type } from "#access/schema/attribute.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { Path } from "../protocol-error.ts";
import type { AnyRecord } from "./plan.ts";
import type { Diagnostic } from "./diagnostic.ts";

function describeFraction(value: unknown, path: Path): Diagnostic {
  const name = path.map((part) => (typeof part === "string" ? toSnakeCase(part) : part)).join(".");
  return {
    severity: "error",
    summary: "Expected a whole number",
    detail: `\`${name}\` is ${String(value)}. It must be a whole number.`,
    path,
  };
}

/** Finds fractions where whole numbers are declared: Terraform has one type for all numbers and accepts any. */
export function findFractions(type: Type, value: unknown, path: Path): readonly Diagnostic[] {
  if (value === null || value === undefined || isUnknown(value)) return [];
  switch (type.kind) {
    case "integer":
      return typeof value === "bigint" ? [] : [describeFraction(value, path)];
    case "list":
    case "set":
      return (value as readonly unknown[]).flatMap((element, index) =>
        findFractions(type.element, element, [...path, index]),
      );
    case "map":
      return Object.entries(value).flatMap(([key, element]) => findFractions(type.element, element, [...path, key]));
    case "object":
      return findFractionsInRecord(type.attributes, value as AnyRecord, path);
    default:
      return [];
  }
}

export function findFractionsInRecord(
  attributes: Attributes,
  record: AnyRecord,
  path: Path = [],
): readonly Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, { facts }]) =>
    findFractions(facts.type, record[name], [...path, name]),
  );
}
