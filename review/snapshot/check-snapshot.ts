import { instant } from "#access/schema/formats.ts";
import { isObject } from "../json-parts.ts";
import type { JsonObject } from "../source.ts";
import type { Snapshot } from "./snapshot-form.ts";

type Check = (value: unknown) => boolean;
type Checks = { readonly [name: string]: Check };

const isText: Check = (value) => typeof value === "string";
const isName: Check = (value) => typeof value === "string" && value !== "";
const isDigest: Check = (value) => typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value);
const isOneOf =
  (...all: readonly unknown[]): Check =>
  (value) =>
    all.includes(value);

const listOf =
  (isOne: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(isOne);

const objectOf =
  (checks: Checks): Check =>
  (value) =>
    isObject(value) && findFault(value, checks) === undefined;

const members: Checks = {
  digest: isDigest,
  previous: (value) => value === null || isDigest(value),
  takenAt: (value) => typeof value === "string" && instant.accepts(value),
  tool: objectOf({ name: isText, version: isText }),
  account: objectOf({ vendor: isName, endpoint: isName }),
  askedBy: (value) => objectOf({ id: isText, title: isText })(value) || objectOf({ reason: isText })(value),
  complete: (value) => typeof value === "boolean",
  blind: listOf(isText),
  lists: listOf(isName),
};

const ofInstance: Checks = {
  type: isName,
  kind: isOneOf("resource", "dataSource"),
  builtIn: isOneOf(true, undefined),
  form: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  state: isObject,
};

/** The name of the first member that is missing, or not of its kind. */
function findFault(value: JsonObject, checks: Checks): string | undefined {
  return Object.entries(checks).find(([name, isRight]) => {
    return !isRight(Object.hasOwn(value, name) ? value[name] : undefined);
  })?.[0];
}

function findInstanceFault(instance: unknown): string | undefined {
  const fault = isObject(instance) ? findFault(instance, ofInstance) : "";
  return fault === "" ? "" : fault === undefined ? undefined : `.${fault}`;
}

/**
 * Where a document is not of the form of a snapshot; undefined if it is. By hand, because every review may meet a snapshot:
 * to load the library that `snapshotSchema` is made of takes longer than to review a small plan. A test holds both together.
 */
export function findSnapshotFault(document: JsonObject): string | undefined {
  const fault = findFault(document, members);
  if (fault !== undefined) return fault;
  const { instances } = document;
  if (!Array.isArray(instances)) return "instances";
  for (const [at, instance] of instances.entries()) {
    const inside = findInstanceFault(instance);
    if (inside !== undefined) return `instances.${at}${inside}`;
  }
  return undefined;
}

export function isSnapshotForm(document: JsonObject): document is Snapshot {
  return findSnapshotFault(document) === undefined;
}
