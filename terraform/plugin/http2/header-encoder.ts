import type { Field } from "./header-table.ts";
import { staticTable } from "./static-table.ts";

/** A header block that does not use the dynamic table, so it can be encoded once and sent on any connection. */
export function encodeHeaders(fields: readonly Field[]): Buffer {
  return Buffer.concat(fields.map(encodeField));
}

/** RFC 7541, section 6.3: sets the size of the dynamic table to 0. Sent once, before the first block. */
export const noTable = Buffer.of(0x20);

function encodeField([name, value]: Field): Buffer {
  const whole = staticTable.findIndex((known) => known[0] === name && known[1] === value);
  if (whole >= 0) return encodeInteger(whole + 1, 7, 0x80);
  const known = staticTable.findIndex((field) => field[0] === name);
  const named = known < 0 ? [Buffer.of(0), encodeString(name)] : [encodeInteger(known + 1, 4, 0)];
  return Buffer.concat([...named, encodeString(value)]);
}

function encodeString(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  return Buffer.concat([encodeInteger(bytes.length, 7, 0), bytes]);
}

/** RFC 7541, section 5.1. */
function encodeInteger(value: number, bits: number, flags: number): Buffer {
  const most = (1 << bits) - 1;
  if (value < most) return Buffer.of(flags | value);
  const bytes = [flags | most];
  let rest = value - most;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
