import type { Kept } from "./session.ts";
import { shapeOf, typeOf } from "./shape.ts";

interface Stored {
  readonly address: string;
  readonly values: string;
  readonly private: string;
  readonly isTainted: boolean;
}

/** A state as text, as it would be stored in a file. */
export function writeState(state: ReadonlyMap<string, Kept>): string {
  const rows = [...state].map(([address, kept]): Stored => {
    const { msgpack } = shapeOf({ kind: "resource", type: typeOf(address) }).encode(kept.values);
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
    return { address, values: base64(msgpack), private: base64(kept.private), isTainted: kept.isTainted };
  });
  return JSON.stringify(rows);
}

export function readState(text: string): ReadonlyMap<string, Kept> {
  const rows = JSON.parse(text) as readonly Stored[];
  const entries = rows.map(({ address, isTainted, ...row }): [string, Kept] => {
    const shape = shapeOf({ kind: "resource", type: typeOf(address) });
    const values = shape.decode({ msgpack: Buffer.from(row.values, "base64") }) ?? {};
    return [address, { values, private: Buffer.from(row.private, "base64"), isTainted }];
  });
  return new Map(entries);
}
