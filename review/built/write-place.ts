import { quoteLine } from "#access/schema/shown-text.ts";

/** An address, and where its code is. */
export interface PlacedAddress {
  readonly address: string;
  /** Of the construct. */
  readonly path: string;
  /** Relative to the root of the repository. Left out if no code of it makes the block. */
  readonly file?: string;
  readonly line?: number;
}

const say = (text: string): string => quoteLine(text, 400);

/** Where the code of an address is: construct path, file and line. */
export function writePlace({ address, path, file, line }: PlacedAddress): string {
  const code = file === undefined ? "" : `, ${say(file)}${line === undefined ? "" : `:${line}`}`;
  return `${say(path)}${code} (${say(address)})`;
}
