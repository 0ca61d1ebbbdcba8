import { isOurProvider, nounOf } from "../addresses.ts";
import { getPart, getText, isObject, isSameJson } from "../json-parts.ts";
import type { JsonObject } from "../source.ts";
import { NotSplitError, splitJson, type SplitPlan } from "../split-json.ts";
import { readKind } from "./values.ts";

/** What of an object that Terraform shows says what it is. */
const headFields = ["address", "mode", "type", "name", "provider_name", "schema_version"] as const;
const identityFields = ["identity", "identity_schema_version"] as const;

function pick(given: JsonObject, names: readonly string[]): JsonObject {
  const kept: { [name: string]: unknown } = {};
  for (const name of names) if (Object.hasOwn(given, name)) kept[name] = given[name];
  return kept;
}

/** Whether a change of it is looked at. */
function isRead(given: JsonObject): boolean {
  const isNoun = nounOf(getText(given, "type")) !== undefined;
  return isNoun && isOurProvider(getText(given, "provider_name")) && readKind(getText(given, "mode")) !== undefined;
}

/** Whether a document says that it is a plan, of any form. */
export function isPlan(document: JsonObject): boolean {
  const isNamed = ["resource_changes", "planned_values", "configuration"].some((name) => Object.hasOwn(document, name));
  return isNamed && Object.hasOwn(document, "format_version");
}

/** Whether its values may be read: those of other providers' objects never are. */
function isOurs(given: unknown): boolean {
  return isOurProvider(getText(given, "provider_name")) || nounOf(getText(given, "type")) !== undefined;
}

/** Reads a large plan without what nothing here reads. One for each document. */
class PlanParts implements SplitPlan {
  readonly split: ReadonlySet<string> = new Set([
    "planned_values",
    "prior_state",
    "values",
    "root_module",
    "resources",
    "child_modules",
    "resource_changes",
    "resource_drift",
    "configuration",
  ]);
  readonly deep: ReadonlySet<string> = new Set(["child_modules"]);
  readonly #changed = new Set<string>();

  keep(element: unknown, [first = "", ...path]: readonly string[]): unknown {
    if (!isObject(element)) return element;
    if (first === "resource_changes") this.#note(element);
    if (first === "resource_changes" || first === "resource_drift") return keepChange(element);
    if (path.at(-1) !== "resources") return element;
    if (first === "planned_values") return pick(element, headFields);
    return first === "prior_state" ? this.#keepFound(element) : element;
  }

  #note(given: JsonObject): void {
    for (const address of [getText(given, "address"), getText(given, "previous_address")]) {
      if (address !== null && isRead(given)) this.#changed.add(address);
    }
  }

  /** The values of the state before are read of what the plan does not change. */
  #keepFound(given: JsonObject): JsonObject {
    const names = [...headFields, ...identityFields];
    const isNeeded = isOurs(given) && !this.#changed.has(getText(given, "address") ?? "");
    return pick(given, isNeeded ? [...names, "values", "sensitive_values"] : names);
  }
}

/** What is the same before and after is one value. Of other providers' objects it counts whether they are there. */
function keepChange(given: JsonObject): JsonObject {
  const change = getPart(given, "change");
  if (!isObject(change)) return given;
  const { before, after } = change;
  if (isOurs(given)) {
    return isSameJson(before, after) ? { ...given, change: { ...change, after: before } } : given;
  }
  const isThere = (value: unknown): unknown => (isObject(value) ? {} : null);
  return { ...given, change: { ...change, before: isThere(before), after: isThere(after) } };
}

/** Smaller ones are read whole: that is faster, and their faults are told better. */
export const smallestSplit = 1_048_576;

/** A large plan, without what nothing here reads. Undefined if it is none, or is not as Terraform writes it. */
export function readLargePlan(bytes: Buffer): JsonObject | undefined {
  try {
    const document = splitJson(bytes, new PlanParts());
    return isObject(document) && isPlan(document) ? document : undefined;
  } catch (error) {
    // Whoever reads it whole says what is wrong.
    if (error instanceof NotSplitError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
