import { type PlainRecord, RecordFormError } from "#access/schema/decode-record.ts";
import { type StoredForm, upgradeStored } from "#access/schema/stored-state.ts";
import { isObject } from "./json-parts.ts";

/** A record as a document has it. */
export interface StoredRecord extends PlainRecord {
  /** Of the stored form; null where the document does not say it, which is then taken for the current one. */
  readonly schemaVersion: number | null;
}

/** Whether a mask such as `after_unknown` masks anything. Without calls: a hostile document nests without end. */
export function masksAnything(mask: unknown): boolean {
  const parts: unknown[] = [mask];
  for (const part of parts) {
    if (part === true) return true;
    if (typeof part === "object" && part !== null) for (const one of Object.values(part)) parts.push(one);
  }
  return false;
}

/**
 * Brings a record into the current form, by the noun's own upgrades.
 * @throws RecordFormError with the reason why it cannot be: another form is not guessed
 */
export function upgradeRecord(form: StoredForm, record: StoredRecord): PlainRecord {
  const { schemaVersion, values, unknowns } = record;
  if (schemaVersion === null || schemaVersion === form.version || !isObject(values)) return record;
  const stored = `it is stored in form ${schemaVersion}, and form ${form.version} is read here`;
  // The mask has the names of the old form, which an upgrade does not see.
  if (schemaVersion < form.version && masksAnything(unknowns)) {
    throw new RecordFormError(`${stored}: plan again with this version of the provider`);
  }
  try {
    const result = upgradeStored(form, schemaVersion, values);
    if (result.kind === "current") return { values: result.stored };
    throw new RecordFormError(result.kind === "newer" ? `${stored}: a newer Latchkey may know it` : stored);
  } catch (error) {
    if (error instanceof RecordFormError) throw error;
    // An upgrade reads what the provider once wrote. This may be anything.
    throw new RecordFormError(`${stored}: it is not of that form`, { cause: error });
  }
}
