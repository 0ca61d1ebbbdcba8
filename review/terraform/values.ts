import { isOurProvider, nounOf } from "../addresses.ts";
import type { ShownIdentity } from "../identities.ts";
import { maskValues } from "./masked-values.ts";
import { listForeignObjects, sayObject } from "./foreign-objects.ts";
import type { Remark } from "../remarks.ts";
import { getNumber, getPart, getText, listParts } from "../json-parts.ts";

/** An object of the provider in `values` of Terraform's JSON: a state, or what a plan found. */
export interface ShownObject {
  readonly address: string;
  readonly moduleAddress: string | null;
  readonly type: string;
  readonly name: string;
  readonly kind: "resource" | "dataSource";
  readonly values: unknown;
  readonly schemaVersion: number | null;
  readonly identity: ShownIdentity;
  readonly isDeposed?: true;
}

/** What tells an object that waits to be deleted from the one that took its place. @param deposed Terraform's key of it */
export function nameDeposed(address: string, deposed: string | null): Pick<ShownObject, "address" | "isDeposed"> {
  return deposed === null ? { address } : { address: `${address} (deposed ${deposed})`, isDeposed: true };
}

/** `mode` as Terraform's JSON has it. */
export function readKind(mode: string | null): ShownObject["kind"] | undefined {
  if (mode === "managed") return "resource";
  return mode === "data" ? "dataSource" : undefined;
}

type Head = Pick<ShownObject, "address" | "type" | "kind">;

/** Undefined for what is not the provider's. */
function readHead(given: unknown): Head | undefined {
  const address = getText(given, "address");
  const type = nounOf(getText(given, "type"));
  const kind = readKind(getText(given, "mode"));
  if (address === null || type === undefined || kind === undefined) return undefined;
  return isOurProvider(getText(given, "provider_name")) ? { address, type, kind } : undefined;
}

function readObject({ given, moduleAddress }: GivenObject): ShownObject | undefined {
  const head = readHead(given);
  if (head === undefined) return undefined;
  const { address, type, kind } = head;
  const schemaVersion = getNumber(given, "schema_version");
  const name = getText(given, "name") ?? "";
  const identity = { values: getPart(given, "identity"), version: getNumber(given, "identity_schema_version") };
  const values = maskValues(getPart(given, "values"), getPart(given, "sensitive_values"));
  const own = nameDeposed(address, getText(given, "deposed_key"));
  return { ...own, moduleAddress, type, name, kind, values, schemaVersion, identity };
}

interface GivenObject {
  readonly given: unknown;
  readonly moduleAddress: string | null;
}

function listGivenObjects(values: unknown): readonly GivenObject[] {
  const found: GivenObject[] = [];
  // A list instead of calls: a hostile document nests modules without end.
  const modules: unknown[] = [getPart(values, "root_module")];
  for (const one of modules) {
    const moduleAddress = getText(one, "address");
    for (const given of listParts(one, "resources")) found.push({ given, moduleAddress });
    for (const child of listParts(one, "child_modules")) modules.push(child);
  }
  return found;
}

/** Every object of the provider, in all modules. */
export function listShownObjects(values: unknown): readonly ShownObject[] {
  return listGivenObjects(values)
    .map(readObject)
    .filter((one) => one !== undefined);
}

/** By noun: the stored form of its objects. */
export type StoredVersions = ReadonlyMap<string, number>;

/** One provider made a plan, with one version of each noun: the highest that any of these values have. */
export function indexStoredVersions(all: readonly unknown[]): StoredVersions {
  const versions = new Map<string, number>();
  for (const { given } of all.flatMap(listGivenObjects)) {
    const head = readHead(given);
    const version = getNumber(given, "schema_version");
    if (head?.kind !== "resource" || version === null) continue;
    versions.set(head.type, Math.max(version, versions.get(head.type) ?? version));
  }
  return versions;
}

/** What is said of the objects that only look like the provider's. */
export function listForeignShown(values: unknown): readonly Remark[] {
  return listForeignObjects(listGivenObjects(values).map(({ given }) => sayObject(given)));
}
