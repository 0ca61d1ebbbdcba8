import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The whole protocol in words, of which the provider serves a part. */
export interface ProtocolTable {
  /** `ReadResource`, with its request, its response and its kind. */
  readonly calls: Readonly<Record<string, string>>;
  /** Each field as `1 type_name string`. */
  readonly messages: Readonly<Record<string, readonly string[]>>;
  /** Each value as `1 ERROR`. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

const lines = readFileSync(join(import.meta.dirname, "tfplugin6-table.txt"), "utf8").split("\n");

function readRows(kind: string): readonly (readonly [name: string, text: string])[] {
  const found = lines.flatMap((line) => {
    const [, name, text = ""] = new RegExp(`^${kind} ([\\w.]+):(?: (.+))?$`).exec(line) ?? [];
    return name === undefined ? [] : [[name, text] as const];
  });
  if (found.length === 0) throw new Error(`the protocol table has no ${kind}`);
  return found;
}

function readLists(kind: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(readRows(kind).map(([name, text]) => [name, text === "" ? [] : text.split(", ")]));
}

export const protocolTable: ProtocolTable = {
  calls: Object.fromEntries(readRows("rpc")),
  messages: readLists("message"),
  enums: readLists("enum"),
};
