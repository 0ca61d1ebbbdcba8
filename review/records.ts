import { createHash } from "node:crypto";
import type { Happening, Instance, Presence } from "#access/model/statements/instance.ts";
import type { Traces } from "#access/model/statements/traces.ts";
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
import type { Remark, RemarkKind } from "./remarks.ts";
import { type StoredRecord, upgradeRecord } from "./stored-form.ts";

/** One object of the provider, as a document has it. */
export interface SourceRecord extends StoredRecord {
  /** In Terraform; null for what the source knows from the vendor alone. */
  readonly address: string | null;
  /** What it is called in messages. @default its address */
  readonly title?: string;
  /** As in `Instance`. */
  readonly isBuiltIn?: true;
  /** As in `Instance`. */
  readonly isBeside?: true;
  /** As in `Instance`. */
  readonly isDeposed?: true;
  readonly traces?: Traces;
  /** The noun. */
  readonly type: string;
  readonly kind: Instance["kind"];
  readonly provider: ProviderBlock;
  /** Left out if the document has none, as that of a Terraform before 1.12. */
  readonly identity?: ShownIdentity;
  readonly presence: Presence;
  readonly happening: Happening;
  /** The document says that it is made, changed or taken away. @default false, or the document does not tell */
  readonly isChanged?: boolean;
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
function addKnown(instance: Instance, { doubts, isBuiltIn, isBeside, isDeposed, traces }: SourceRecord): Instance {
  const known = { traces, isBuiltIn, isBeside, isDeposed, doubts: doubts?.size === 0 ? undefined : doubts };
  const given = Object.entries(known).filter(([, value]) => value !== undefined);
  return { ...instance, ...Object.fromEntries(given) };
}

/** The values may be secrets: of them, nothing else is kept. */
function digest({ values }: SourceRecord): string {
  return createHash("sha256")
    .update(JSON.stringify(values ?? null))
    .digest("hex");
}

/** What could not be read, so far. */
class Unread {
  readonly blind: string[] = [];
  readonly remarks: Remark[] = [];

  add(record: SourceRecord, sentence: string, kind: RemarkKind = "unread"): void {
    const { address, isChanged: isNew = false } = record;
    this.blind.push(sentence);
    this.remarks.push({ kind, address, sentence, isNew, content: digest(record) });
  }
}

/** Whose the record is, as it says itself. */
function sayAccount(record: SourceRecord, accounts: AccountChooser, unread: Unread) {
  const { address, type, provider, identity } = record;
  const said = identity === undefined ? null : readIdentity(type, identity);
  if (typeof said === "string") {
    unread.add(record, `${address}: ${said}: ${newer}.`);
    return null;
  }
  const gap = accounts.findGap(provider, said);
  if (gap !== null) unread.add(record, `${address}: ${gap}.`);
  return said;
}

function readRecord(record: SourceRecord, accounts: AccountChooser, unread: Unread): Instance | undefined {
  const { address, type, kind, presence, happening } = record;
  const title = address ?? record.title ?? `an object of type ${type}`;
  const account = accounts.choose(address ?? "", record.provider, sayAccount(record, accounts, unread));
  const definition = findNounForm(record);
  if (definition === undefined) {
    unread.add(record, `${title}: this version does not know the type access_${type}: ${newer}.`);
    return undefined;
  }
  if (account === undefined) {
    const sentence = `${title}: nothing says which vendor it belongs to. Add --vendor '${title}=NAME', or --vendor NAME.`;
    unread.add(record, sentence, "vendorUnknown");
    return undefined;
  }
  const facts = Object.hasOwn(vendorFacts, account.vendor) ? vendorFacts[account.vendor] : undefined;
  // Lists have what no code can manage, such as people.
  if (facts !== undefined && kind === "resource" && address !== null && !Object.hasOwn(facts.nouns, type)) {
    unread.add(record, `${title}: ${facts.title} has no ${type}. Name its vendor: --vendor '${title}=NAME'.`);
    return undefined;
  }
  const decoded = decode(record, definition);
  if (typeof decoded === "string") {
    unread.add(record, `${title}: ${decoded}.`);
    return undefined;
  }
  const { state, foreign } = decoded;
  if (foreign.length > 0) unread.add(record, `${title}: \`${foreign.join("`, `")}\` is not looked at: ${newer}.`);
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
    const unread = new Unread();
    const instances = records.map((record) => this.#readOne(record, unread)).filter((one) => one !== undefined);
    const { blind, remarks } = unread;
    return { instances, blind, remarks };
  }
}

export function readRecords(records: readonly SourceRecord[], accounts: AccountChooser): ReadRecords {
  return new RecordReader(accounts).read(records);
}
