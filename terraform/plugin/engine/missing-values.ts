import type { Attributes, Type } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import type { Path } from "../protocol-error.ts";
import type { AnyRecord } from "./plan.ts";
import type { Diagnostic } from "./diagnostic.ts";

function describePath(path: Path): string {
  return path
    .map((part, at) => (typeof part === "number" ? `[${part}]` : `${at === 0 ? "" : "."}${toSnakeCase(part)}`))
    .join("");
}

function describeMissing(path: Path): Diagnostic {
  return {
    severity: "error",
    summary: "A required value is null",
    detail: `\`${describePath(path)}\` is null, but it is required. Give it a value. A variable or an attribute that it refers to may be null.`,
    path,
  };
}

const filters = {
  list: "`[for one in … : one if one != null]`",
  map: "`{ for name, one in … : name => one if one != null }`",
};

/** An element of a set has no place of its own: the message says which collection contains it. */
function describeNullElement(path: Path, { kind }: Type): Diagnostic {
  const place =
    kind === "set" ? `\`${describePath(path.slice(0, -1))}\` contains null` : `\`${describePath(path)}\` is null`;
  return {
    severity: "error",
    summary: "An element is null",
    detail: `${place}. Each element needs a value. Remove it, or drop the elements that are null: ${filters[kind === "map" ? "map" : "list"]}.`,
    path,
  };
}

function findInElements(
  type: Extract<Type, { readonly element: Type }>,
  elements: readonly (readonly [string | number, unknown])[],
  path: Path,
): readonly Diagnostic[] {
  return elements.flatMap(([key, element]) => {
    const at = [...path, key];
    return element === null || element === undefined
      ? [describeNullElement(at, type)]
      : findMissing(type.element, element, at);
  });
}

/**
 * Finds null in places where it has no meaning: elements of collections, and required fields. Terraform lets it through,
 * and a value that was unknown at plan may become null later. Unknown values are skipped.
 */
export function findMissing(type: Type, value: unknown, path: Path): readonly Diagnostic[] {
  if (value === null || value === undefined || isUnknown(value)) return [];
  switch (type.kind) {
    case "list":
    case "set":
      return findInElements(type, [...(value as readonly unknown[]).entries()], path);
    case "map":
      return findInElements(type, Object.entries(value), path);
    case "object":
      return findMissingInRecord(type.attributes, value as AnyRecord, path);
    default:
      return [];
  }
}

export function findMissingInRecord(attributes: Attributes, record: AnyRecord, path: Path = []): readonly Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, { facts }]) => {
    const value = record[name] ?? null;
    const at = [...path, name];
    if (value !== null) return findMissing(facts.type, value, at);
    return facts.presence === "required" ? [describeMissing(at)] : [];
  });
}
