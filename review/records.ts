import type { Happening, Instance, Presence } from "#access/model/statements/instance.ts";
import {
  decodeRecord,
  type FillUnknown,
  listForeignNames,
  type PlainRecord,
  RecordFormError,
} from "#access/schema/decode-record.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { AccountChooser, ProviderBlock, SaidAccount } from "./accounts.ts";
import { readIdentity, type ShownIdentity } from "./identities.ts";
import { isObject } from "./json-parts.ts";
import { findNounForm, type NounForm } from "./noun-forms.ts";
import type { Remark } from "./remarks.ts";
import { type StoredRecord, upgradeRecord } from "./stored-form.ts";

/** One object of the provider, as a document has it. */
export interface SourceRecord extends StoredRecord {
  /** In Terraform; null for what the source knows from the vendor alone. */
  readonly address: string | null;
  /** What it is called in messages. @default its address */
  readonly title?: string;
  /** As in `Instance`. */
  readonly isBuiltIn?: true;
  /** The noun. */
  readonly type: string;
  readonly kind: Instance["kind"];
  readonly provider: ProviderBlock;
  /** Left out if the document has none, as that of a Terraform before 1.12. */
  readonly identity?: ShownIdentity;
  readonly presence: Presence;
  readonly happening: Happening;
  /** What takes the place of a single value that is not known. @default `unknown` */
  readonly fillUnknown?: FillUnknown;
  /** As `Instance` has them; complete once the record is decoded. */
  readonly doubts?: ReadonlyMap<string, string>;
}

/** What can be read of some records, and of the others why not. */
export interface ReadRecords {
  readonly instances: readonly Instance[];
  readonly blind: readonly string[];
  /** Of what is blind, what is a finding of its own. */
  readonly remarks: readonly Remark[];
}

interface Decoded {
  readonly state: Instance["state"];
  /** What it has beside the noun's attributes. */
  readonly foreign: readonly string[];
}

function decode(record: SourceRecord, definition: NounForm): Decoded | string {
  const { attributes } = definition;
  const { fillUnknown } = record;
  try {
    const current: PlainRecord = upgradeRecord(definition, record);
    const policy = { secrets: "dropped", form: "strict" } as const;
    const state = decodeRecord(attributes, current, fillUnknown === undefined ? policy : { ...policy, fillUnknown });
    return { state, foreign: isObject(current.values) ? listForeignNames(attributes, current.values) : [] };
  } catch (error) {
    if (error instanceof RecordFormError) return error.message;
    throw error;
  }
}

const newer = "a newer Latchkey may know it";

/** What the instance has only if the source knows it. */
function addKnown(instance: Instance, { doubts, isBuiltIn }: SourceRecord): Instance {
  const doubted = doubts === undefined || doubts.size === 0 ? instance : { ...instance, doubts };
  return isBuiltIn === true ? { ...doubted, isBuiltIn } : doubted;
}

/** What could not be read, so far. */
interface Unread {
  readonly blind: string[];
  readonly remarks: Remark[];
}

/** Whose the record is, as it says itself. */
function sayAccount({ address, type, provider, identity }: SourceRecord, accounts: AccountChooser, blind: string[]) {
  const said = identity === undefined ? null : readIdentity(type, identity);
  if (typeof said === "string") {
    blind.push(`${address}: ${said}: ${newer}.`);
    return null;
  }
  const gap = accounts.findGap(provider, said);
  if (gap !== null) blind.push(`${address}: ${gap}.`);
  return said;
}

function readRecord(record: SourceRecord, accounts: AccountChooser, { blind, remarks }: Unread): Instance | undefined {
  const { address, type, kind, presence, happening } = record;
  const title = address ?? record.title ?? `an object of type ${type}`;
  const account = accounts.choose(address ?? "", record.provider, sayAccount(record, accounts, blind));
  const definition = findNounForm(record);
  if (definition === undefined) {
    blind.push(`${title}: this version does not know the type access_${type}: ${newer}.`);
    return undefined;
  }
  if (account === undefined) {
    const sentence = `${title}: nothing says which vendor it belongs to. Add --vendor '${title}=NAME', or --vendor NAME.`;
    blind.push(sentence);
    remarks.push({ kind: "vendorUnknown", address, sentence });
    return undefined;
  }
  const facts = Object.hasOwn(vendorFacts, account.vendor) ? vendorFacts[account.vendor] : undefined;
  // Lists have what no code can manage, such as people.
  if (facts !== undefined && kind === "resource" && address !== null && !Object.hasOwn(facts.nouns, type)) {
    blind.push(`${title}: ${facts.title} has no ${type}. Name its vendor: --vendor '${title}=NAME'.`);
    return undefined;
  }
  const decoded = decode(record, definition);
  if (typeof decoded === "string") {
    blind.push(`${title}: ${decoded}.`);
    return undefined;
  }
  const { state, foreign } = decoded;
  if (foreign.length > 0) blind.push(`${title}: \`${foreign.join("`, `")}\` is not looked at: ${newer}.`);
  return addKnown({ account, type, kind, state, address, presence, happening }, record);
}

/** Takes from what a record says of itself whose its provider block is. */
export function learnAccount(
  { type, provider, identity }: Pick<SourceRecord, "type" | "provider" | "identity">,
  accounts: AccountChooser,
): void {
  if (identity?.values === undefined) return;
  const said: SaidAccount | string | null = readIdentity(type, identity);
  if (said !== null && typeof said !== "string") accounts.learn(provider, said);
}

/** Reads records. One that is given again, because it is on both sides of a document, is the very same instance. */
export class RecordReader {
  readonly #accounts: AccountChooser;
  readonly #known = new Map<SourceRecord, Instance>();

  constructor(accounts: AccountChooser) {
    this.#accounts = accounts;
  }

  #readOne(record: SourceRecord, unread: Unread): Instance | undefined {
    const known = this.#known.get(record);
    if (known !== undefined) return known;
    const { length } = unread.blind;
    const instance = readRecord(record, this.#accounts, unread);
    // What could not be read of it is to be told each time.
    if (instance !== undefined && unread.blind.length === length) this.#known.set(record, instance);
    return instance;
  }

  read(records: readonly SourceRecord[]): ReadRecords {
    const unread: Unread = { blind: [], remarks: [] };
    const instances = records.map((record) => this.#readOne(record, unread)).filter((one) => one !== undefined);
    return { instances, ...unread };
  }
}

export function readRecords(records: readonly SourceRecord[], accounts: AccountChooser): ReadRecords {
  return new RecordReader(accounts).read(records);
}
