import { declareIdentity } from "#access/model/nouns/identity.ts";
import { normalizeEndpoint } from "#access/model/statements/account.ts";
import { upgradeStored } from "#access/schema/stored-state.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { SaidAccount } from "./accounts.ts";
import { getText, isObject } from "./json-parts.ts";

/** An identity as a document has it. */
export interface ShownIdentity {
  readonly values: unknown;
  /** Of its stored form; null where the document does not say it, which is then taken for the current one. */
  readonly version: number | null;
}

const identities = new Map(
  nounDefinitions.map((definition) => [definition.type, declareIdentity(definition, Object.values(vendorFacts))]),
);

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** Null if there is none; a part of a sentence if there is one that says nothing. */
export function readIdentity(type: string, { values, version }: ShownIdentity): SaidAccount | string | null {
  const definition = identities.get(type);
  if (!isObject(values) || definition === undefined) return null;
  const from = version ?? definition.version;
  const result = upgradeStored(definition, from, values);
  if (result.kind !== "current") {
    return `its identity is stored in form ${from}, and form ${definition.version} is read here`;
  }
  const vendor = getText(result.stored, "vendor");
  const endpoint = getText(result.stored, "endpoint");
  if (vendor === null || vendor === "" || endpoint === null || !isHttp(endpoint)) {
    return "its identity does not say whose it is";
  }
  return { vendor, endpoint: normalizeEndpoint(endpoint) };
}
