import type { TextRule } from "#access/model/vendors/text-rules.ts";
import type { IdType } from "./data/limits.ts";

export interface ObjectId {
  readonly type: string;
  readonly number: number;
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const inside = /^([A-Za-z]+):(\d{1,15}):([\w-]+)$/;

/**
 * Decodes an id: base64 of `Type:number:suffix`. The suffix is a checksum that only the vendor can compute. Returns
 * undefined for any other form, for which the vendor answers 400 instead of 404.
 */
export function readObjectId(text: string): ObjectId | undefined {
  if (!base64.test(text)) return undefined;
  const decoded = Buffer.from(text, "base64");
  if (decoded.toString("base64") !== text) return undefined;
  const [, type, number] = inside.exec(decoded.toString("latin1")) ?? [];
  return type === undefined ? undefined : { type, number: Number(number) };
}

export function createIdRule(type: IdType): TextRule {
  return {
    accepts: (text) => readObjectId(text)?.type === type,
    says: `an Arize id, which is base64 of "${type}:NUMBER:CHECKSUM"`,
  };
}
