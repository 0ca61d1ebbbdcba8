import { dataSourceDefinitions } from "#access/model/nouns/registry.gen.ts";
import type { Happening, Instance, Presence } from "#access/model/statements/instance.ts";
import type { Attributes } from "#access/schema/attribute.ts";
import { decodeJsonRecord, type JsonRecord, JsonRecordError, listForeignNames } from "#access/schema/json-record.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import type { AccountChooser, ProviderBlock } from "./accounts.ts";
import { isObject } from "./json-parts.ts";

/** One object of the provider, as a document has it. */
export interface SourceRecord extends JsonRecord {
  readonly address: string;
  /** The noun. */
  readonly type: string;
  readonly kind: Instance["kind"];
  readonly provider: ProviderBlock;
  readonly presence: Presence;
  readonly happening: Happening;
  /** Of the stored form; null if it is the current one. */
  readonly schemaVersion: number | null;
}

/** What can be read of some records, and of the others why not. */
export interface ReadRecords {
  readonly instances: readonly Instance[];
  readonly blind: readonly string[];
}

interface Definition {
  readonly version: number;
  readonly attributes: Attributes;
}

function findDefinition({ type, kind }: SourceRecord): Definition | undefined {
  if (kind === "resource") return nounDefinitions.find((one) => one.type === type);
  const found = dataSourceDefinitions.find((one) => one.type === type);
  return found === undefined ? undefined : { version: 0, attributes: found.attributes };
}

function decode(record: SourceRecord, attributes: Attributes): Instance["state"] | string {
  try {
    return decodeJsonRecord(attributes, record);
  } catch (error) {
    if (error instanceof JsonRecordError) return error.message;
    throw error;
  }
}

const newer = "a newer Latchkey may know it";

function readRecord(record: SourceRecord, accounts: AccountChooser, blind: string[]): Instance | undefined {
  const { address, type, kind, presence, happening, values, schemaVersion } = record;
  const account = accounts.choose(address, record.provider);
  const definition = findDefinition(record);
  if (definition === undefined) {
    blind.push(`${address}: this version does not know the type access_${type}: ${newer}.`);
    return undefined;
  }
  if (schemaVersion !== null && schemaVersion !== definition.version) {
    blind.push(`${address}: it is stored in form ${schemaVersion}, and form ${definition.version} is read here.`);
    return undefined;
  }
  if (account === undefined) {
    blind.push(
      `${address}: nothing says which vendor it belongs to. Add --vendor '${address}=NAME', or --vendor NAME.`,
    );
    return undefined;
  }
  const facts = Object.hasOwn(vendorFacts, account.vendor) ? vendorFacts[account.vendor] : undefined;
  if (facts !== undefined && kind === "resource" && !Object.hasOwn(facts.nouns, type)) {
    blind.push(`${address}: ${facts.title} has no ${type}. Name its vendor: --vendor '${address}=NAME'.`);
    return undefined;
  }
  const state = decode(record, definition.attributes);
  if (typeof state === "string") {
    blind.push(`${address}: ${state}.`);
    return undefined;
  }
  const foreign = isObject(values) ? listForeignNames(definition.attributes, values) : [];
  if (foreign.length > 0) blind.push(`${address}: \`${foreign.join("`, `")}\` is not looked at: ${newer}.`);
  return { account, type, kind, state, address, presence, happening };
}

export function readRecords(records: readonly SourceRecord[], accounts: AccountChooser): ReadRecords {
  const blind: string[] = [];
  const instances = records.map((record) => readRecord(record, accounts, blind)).filter((one) => one !== undefined);
  return { instances, blind };
}
