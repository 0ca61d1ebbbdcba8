import { AccessError } from "#access/model/errors.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import { JsonSyntaxError, parseJson } from "#access/schema/json-parser.ts";
import { verbs } from "./data/catalog.ts";
import { permissions as rules, findResource } from "./permissions.ts";
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
  // `parseJson` keeps exact numbers; messages need plain ones, and a role has no numbers.
  return JSON.parse(text);
}

type Fields = ReadonlyMap<string, unknown>;

/** Rejects unknown fields, because one may restrict what the role grants. */
function readFields(value: unknown, position: string, names: readonly string[]): Fields {
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

function readText(value: unknown, position: string): string {
  if (typeof value === "string") return value;
  throw createError(position, `${JSON.stringify(value)} is not a string`);
}

function readSelectors(value: unknown, position: string): readonly string[] {
  if (!Array.isArray(value))
    throw createError(position, `${JSON.stringify(value)} is not an array of strings; use ["*"] for all`);
  return value.map((selector, index) => readText(selector, `${position}[${index}]`));
}

interface Resource {
  readonly kind: string;
  readonly type: string;
}

function readResource(value: unknown, position: string): Resource {
  const fields = readFields(value, position, ["kind", "type"]);
  const kind = readText(fields.get("kind"), `${position}.kind`);
  const type = readText(fields.get("type"), `${position}.type`);
  const known = findResource(kind);
  if (known !== undefined && known.type !== type) {
    throw createError(`${position}.type`, `"${type}" is not the type of ${kind}, which is "${known.type}"`);
  }
  return { kind, type };
}

const positions = { action: "relation", resource: "objectGroup.resource.kind", selectors: "objectGroup.selectors" };

/** Whether a selector is not known yet, so that it cannot be checked. */
export type IsOpen = (selector: string) => boolean;

function readPermissions(value: unknown, position: string, isOpen: IsOpen): readonly Permission[] {
  const group = readFields(value, position, ["relation", "objectGroup"]);
  const action = readText(group.get("relation"), `${position}.relation`);
  const objects = readFields(group.get("objectGroup"), `${position}.objectGroup`, ["resource", "selectors"]);
  const { kind: resource } = readResource(objects.get("resource"), `${position}.objectGroup.resource`);
  const selectors = readSelectors(objects.get("selectors"), `${position}.objectGroup.selectors`);
  if (!verbs.some((verb) => verb === action)) {
    throw createError(`${position}.relation`, `unknown relation "${action}"; use one of ${verbs.join(", ")}`);
  }
  const [problem] = rules.problems({ action, resource, selectors: selectors.filter((one) => !isOpen(one)) });
  if (problem !== undefined) throw createError(`${position}.${positions[problem.field]}`, problem.message);
  // The server accepts an empty list, which grants nothing.
  if (selectors.length === 0) return [];
  const isEvery = selectors.length === 1 && selectors[0] === everySelector;
  return [{ action, resource, selectors: isEvery ? null : selectors }];
}

/**
 * Parses the text of the role page's JSON mode: an array of transaction groups.
 * @throws AccessError that names the position of the mistake, and what is accepted there
 */
export function parsePermissions(text: string, isOpen: IsOpen = () => false): readonly Permission[] {
  const groups = readJson(text);
  if (!Array.isArray(groups)) throw createError("the text", `it is not an array of groups; a group is ${form}`);
  return groups.flatMap((group, index) => readPermissions(group, `[${index}]`, isOpen));
}
