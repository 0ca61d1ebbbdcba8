import { isDeepStrictEqual } from "node:util";
import { isOurProvider, nounOf } from "../addresses.ts";
import type { ShownIdentity } from "../identities.ts";
import { getPart, getText, isObject, listParts } from "../json-parts.ts";
import type { JsonObject, Side } from "../source.ts";
import type { Written } from "./configuration.ts";
import { maskValues } from "./masked-values.ts";
import { isQuiet } from "./quiet.ts";
import { readKind } from "./values.ts";

/** A change of one object of the provider. */
export interface Change extends Written {
  readonly address: string;
  /** Null if it was at the same address before. */
  readonly previousAddress: string | null;
  /** Terraform's name of an object that a replacement left over; null for others. */
  readonly deposed: string | null;
  readonly noun: string;
  readonly actions: readonly string[];
  /** It is made, changed, taken over or taken away. */
  readonly isChanging: boolean;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknowns: unknown;
  readonly identities: Readonly<Record<Side, ShownIdentity>>;
  readonly isImported: boolean;
}

/** One provider made the plan: its identities are of one form, which the plan does not say here. */
function readShown(given: unknown, name: string): ShownIdentity {
  return { values: getPart(given, "change", name), version: null };
}

/** What is the same before and after stays one value. */
function readSides(change: unknown): Pick<Change, "before" | "after"> {
  const old = getPart(change, "before");
  const now = getPart(change, "after");
  const before = maskValues(old, getPart(change, "before_sensitive"));
  const isSame =
    old === now && isDeepStrictEqual(getPart(change, "before_sensitive"), getPart(change, "after_sensitive"));
  return { before, after: isSame ? before : maskValues(now, getPart(change, "after_sensitive")) };
}

function readChange(given: unknown): Change | undefined {
  const address = getText(given, "address");
  const type = getText(given, "type");
  const noun = nounOf(type);
  const kind = readKind(getText(given, "mode"));
  if (address === null || type === null || noun === undefined || kind === undefined) return undefined;
  if (!isOurProvider(getText(given, "provider_name"))) return undefined;
  const actions = listParts(given, "change", "actions").filter((one) => typeof one === "string");
  const isImported = isObject(getPart(given, "change", "importing"));
  return {
    address,
    previousAddress: getText(given, "previous_address"),
    deposed: getText(given, "deposed"),
    moduleAddress: getText(given, "module_address"),
    type,
    name: getText(given, "name") ?? "",
    kind,
    noun,
    actions,
    isChanging: isImported || !isQuiet(getPart(given, "change")),
    ...readSides(getPart(given, "change")),
    unknowns: getPart(given, "change", "after_unknown"),
    identities: { before: readShown(given, "before_identity"), after: readShown(given, "after_identity") },
    isImported,
  };
}

export function readChanges(given: readonly unknown[]): readonly Change[] {
  return given.map(readChange).filter((one) => one !== undefined);
}

export function listChanges(document: JsonObject): readonly Change[] {
  return readChanges(listParts(document, "resource_changes"));
}
