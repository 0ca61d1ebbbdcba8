import type { TextRule } from "#access/model/vendors/text-rules.ts";
import { type IdType, idWords } from "./data/limits.ts";

export interface ObjectId {
  readonly type: string;
  readonly number: number;
}

// The vendor's own examples are in the standard alphabet, with and without padding. Its SDKs also take the URL-safe one.
const encoded = /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)(={0,2})$/;
const inside = /^([A-Za-z]+):(\d+)(?::[^]+)?$/;

/**
 * Decodes an id: base64 of `Type:number`, mostly followed by `:checksum`. Only the vendor can compute the checksum, so any
 * is accepted. Returns undefined for any other form, for which the vendor answers 400 instead of 404.
 */
export function readObjectId(text: string): ObjectId | undefined {
  const padding = encoded.exec(text)?.[1];
  if (padding === undefined || (padding !== "" && text.length % 4 !== 0)) return undefined;
  if ((text.length - padding.length) % 4 === 1) return undefined;
  const [, type, number] = inside.exec(Buffer.from(text, "base64").toString("latin1")) ?? [];
  return type === undefined ? undefined : { type, number: Number(number) };
}

export function isIdOf(type: IdType, text: string): boolean {
  return (idWords[type] ?? [type]).includes(readObjectId(text)?.type ?? "");
}

/** Describes the ids of some types, to complete "it must be …". */
export function describeIds(...types: readonly IdType[]): string {
  const forms = types.map((type) => `"${type}:NUMBER:CHECKSUM"`).join(" or ");
  return `an Arize id, which is base64 of ${forms} (the checksum may be missing); if this is a name, look up its id`;
}

/** The rule for an id of one of these types. */
export function createIdRule(...types: readonly IdType[]): TextRule {
  return {
    accepts: (text) => types.some((type) => isIdOf(type, text)),
    says: describeIds(...types),
  };
}
