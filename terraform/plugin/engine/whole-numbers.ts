import type { Attributes, Type } from "#access/schema/attribute.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { snakeCase } from "#access/schema/names.ts";
import type { Path } from "../fault.ts";
import type { AnyRecord } from "./plan.ts";
import type { Problem } from "./problem.ts";

function fraction(value: unknown, path: Path): Problem {
  const name = path.map((part) => (typeof part === "string" ? snakeCase(part) : part)).join(".");
  return {
    severity: "error",
    summary: "A whole number is needed",
    detail: `\`${name}\` is ${String(value)}; it must be a whole number.`,
    path,
  };
}

/** What is no whole number where one is declared: Terraform has one type for all numbers and lets any through. */
export function fractionsIn(type: Type, value: unknown, path: Path): readonly Problem[] {
  if (value === null || value === undefined || isUnknown(value)) return [];
  switch (type.kind) {
    case "integer":
      return typeof value === "bigint" ? [] : [fraction(value, path)];
    case "list":
    case "set":
      return (value as readonly unknown[]).flatMap((element, index) =>
        fractionsIn(type.element, element, [...path, index]),
      );
    case "map":
      return Object.entries(value).flatMap(([key, element]) => fractionsIn(type.element, element, [...path, key]));
    case "object":
      return fractionsInRecord(type.attributes, value as AnyRecord, path);
    default:
      return [];
  }
}

export function fractionsInRecord(attributes: Attributes, record: AnyRecord, path: Path = []): readonly Problem[] {
  return Object.entries(attributes).flatMap(([name, { facts }]) =>
    fractionsIn(facts.type, record[name], [...path, name]),
  );
}
