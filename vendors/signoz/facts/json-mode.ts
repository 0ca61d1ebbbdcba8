import { AccessError } from "#access/model/errors.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import { JsonSyntaxError, parseJson } from "#access/schema/json-parser.ts";
import { verbs } from "./data/catalog.ts";
import { permissions as rules, resourceOfKind } from "./permissions.ts";
import { everySelector } from "./data/limits.ts";

const form = '{"relation": …, "objectGroup": {"resource": {"kind": …, "type": …}, "selectors": […]}}';

function createError(position: string, what: string): AccessError {
  const advice = "Paste the text of the role page's JSON mode unchanged.";
  return new AccessError("permission_invalid", `${position}: ${what}.`, { advice });
}

function createSyntaxError(text: string, offset: number): AccessError {
  if (offset === text.length) return createError("the text", "the JSON ends too early");
  const before = text.slice(0, offset).split("\n");
  return createError(`line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`, "this is not JSON");
}

function readJson(text: string): unknown {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw createSyntaxError(text, error.offset);
    throw error;
  }
  // Plain numbers, which messages show as they are written; a role has none that lose digits.
  return JSON.parse(text);
}

type Fields = ReadonlyMap<string, unknown>;

/** The fields of an object that has exactly these: a field that is not understood may narrow what is granted. */
function fieldsOf(value: unknown, position: string, names: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw createError(position, `${JSON.stringify(value)} is not an object with ${names.join(" and ")}`);
  }
  const fields = new Map(Object.entries(value));
  const missing = names.find((name) => !fields.has(name));
  if (missing !== undefined) throw createError(position, `"${missing}" is missing; a group is ${form}`);
  const extra = [...fields.keys()].find((name) => !names.includes(name));
  if (extra !== undefined) throw createError(`${position}.${extra}`, `unknown field; a group is ${form}`);
  return fields;
}

function textOf(value: unknown, position: string): string {
  if (typeof value === "string") return value;
  throw createError(position, `${JSON.stringify(value)} is not a string`);
}

function selectorsOf(value: unknown, position: string): readonly string[] {
  if (!Array.isArray(value))
    throw createError(position, `${JSON.stringify(value)} is not an array of strings; use ["*"] for all`);
  return value.map((selector, index) => textOf(selector, `${position}[${index}]`));
}

interface Resource {
  readonly kind: string;
  readonly type: string;
}

function resourceOf(value: unknown, position: string): Resource {
  const fields = fieldsOf(value, position, ["kind", "type"]);
  const kind = textOf(fields.get("kind"), `${position}.kind`);
  const type = textOf(fields.get("type"), `${position}.type`);
  const known = resourceOfKind(kind);
  if (known !== undefined && known.type !== type) {
    throw createError(`${position}.type`, `"${type}" is not the type of ${kind}, which is "${known.type}"`);
  }
  return { kind, type };
}

const positions = { action: "relation", resource: "objectGroup.resource.kind", selectors: "objectGroup.selectors" };

/** Which selectors are not text yet, so that no rule can be held against them. */
export type IsOpen = (selector: string) => boolean;

function permissionsOf(value: unknown, position: string, isOpen: IsOpen): readonly Permission[] {
  const group = fieldsOf(value, position, ["relation", "objectGroup"]);
  const action = textOf(group.get("relation"), `${position}.relation`);
  const objects = fieldsOf(group.get("objectGroup"), `${position}.objectGroup`, ["resource", "selectors"]);
  const { kind: resource } = resourceOf(objects.get("resource"), `${position}.objectGroup.resource`);
  const selectors = selectorsOf(objects.get("selectors"), `${position}.objectGroup.selectors`);
  if (!verbs.some((verb) => verb === action)) {
    throw createError(`${position}.relation`, `unknown relation "${action}"; use one of ${verbs.join(", ")}`);
  }
  const [problem] = rules.problems({ action, resource, selectors: selectors.filter((one) => !isOpen(one)) });
  if (problem !== undefined) throw createError(`${position}.${positions[problem.field]}`, problem.message);
  // The server takes an empty list and grants nothing by it.
  if (selectors.length === 0) return [];
  const isEvery = selectors.length === 1 && selectors[0] === everySelector;
  return [{ action, resource, selectors: isEvery ? null : selectors }];
}

/**
 * The permissions of a role as the role page's JSON mode shows them: an array of transaction groups.
 * @throws AccessError that says where in the text something else stands, and what is accepted there.
 */
export function permissionsFromJson(text: string, isOpen: IsOpen = () => false): readonly Permission[] {
  const groups = readJson(text);
  if (!Array.isArray(groups)) throw createError("the text", `it is not an array of groups; a group is ${form}`);
  return groups.flatMap((group, index) => permissionsOf(group, `[${index}]`, isOpen));
}
