import { disarmLines, quoteLine, writeCleanJson } from "#access/schema/shown-text.ts";
import { writeCell } from "#review/export/csv-cell.ts";
import { toCode } from "#review/formats/markdown-text.ts";
import type { KeyEntry } from "./key-inventory.ts";

/** The keys of one account. */
export interface KeyInventory {
  readonly vendor: string;
  readonly endpoint: string;
  /** RFC 3339. */
  readonly takenAt: string;
  readonly keys: readonly KeyEntry[];
  /** What could not be seen: sentences. */
  readonly blind: readonly string[];
  /** Whether states were given, so that a key without one is managed by none of them. */
  readonly isManagementKnown: boolean;
}

interface Column {
  readonly title: string;
  show(key: KeyEntry): string | null;
}

const columns: readonly Column[] = [
  { title: "account", show: ({ serviceAccountName, serviceAccountId }) => serviceAccountName ?? serviceAccountId },
  { title: "name", show: ({ name }) => name },
  { title: "id", show: ({ id }) => id },
  { title: "status", show: ({ status }) => status },
  { title: "created", show: ({ createdAt }) => createdAt },
  { title: "created by", show: ({ createdBy }) => createdBy },
  { title: "age in days", show: ({ ageInDays }) => (ageInDays === null ? null : String(ageInDays)) },
  { title: "expires", show: ({ expiresAt }) => expiresAt ?? "never" },
  { title: "last used", show: ({ lastUsedAt }) => lastUsedAt },
];

const managed: Column = {
  title: "managed by",
  show: ({ managedBy }) => (managedBy.length === 0 ? "no given state" : managedBy.join(", ")),
};

function listColumns({ isManagementKnown }: KeyInventory): readonly Column[] {
  return isManagementKnown ? [...columns, managed] : columns;
}

const notTold = "-";

function writeAligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** What could not be seen; empty if there is nothing. */
export function writeUnseen({ blind }: Pick<KeyInventory, "blind">): string {
  if (blind.length === 0) return "";
  return disarmLines(`Not looked at:\n${blind.map((sentence) => `  ${quoteLine(sentence)}\n`).join("")}`);
}

function writeText(inventory: KeyInventory): string {
  const shown = listColumns(inventory);
  const { vendor, endpoint, keys, blind } = inventory;
  const rows = keys.map((key) => shown.map((column) => quoteLine(column.show(key) ?? notTold, 200)));
  const table = keys.length === 0 ? "" : `\n${writeAligned([shown.map(({ title }) => title), ...rows])}`;
  const unseen = blind.length === 0 ? "" : `\n${writeUnseen(inventory)}`;
  const some = blind.length === 0 ? "" : ", and not all could be seen";
  const count = `${keys.length} key${keys.length === 1 ? "" : "s"}`;
  return disarmLines(`${count} of ${vendor} at ${quoteLine(endpoint)}${some}\n${table}${unseen}`);
}

function writeMarkdown(inventory: KeyInventory): string {
  const shown = listColumns(inventory);
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  const head = row(shown.map(({ title }) => title)) + row(shown.map(() => "---"));
  const body = inventory.keys.map((key) => {
    return row(shown.map((column) => toMarkdownCell(column.show(key))));
  });
  const hidden = inventory.blind.map((sentence) => `- ${toCode(sentence)}\n`).join("");
  return `${head}${body.join("")}${hidden === "" ? "" : `\nNot looked at:\n\n${hidden}`}`;
}

function toMarkdownCell(text: string | null): string {
  return text === null ? notTold : toCode(text);
}

function writeCsv(inventory: KeyInventory): string {
  const shown = listColumns(inventory);
  const line = (cells: readonly string[]): string => `${cells.map(writeCell).join(",")}\r\n`;
  const rows = inventory.keys.map((key) => line(shown.map((column) => column.show(key) ?? "")));
  return `${line(shown.map(({ title }) => title))}${rows.join("")}`;
}

function writeJson({ isManagementKnown, keys, blind, ...inventory }: KeyInventory): string {
  const told = keys.map(({ managedBy, ...key }) => ({ ...key, managedBy: isManagementKnown ? managedBy : null }));
  return writeCleanJson({ format: "latchkey-keys/1", ...inventory, complete: blind.length === 0, keys: told, blind });
}

/** How keys are listed, by the name of the format. */
export const keyFormats = { text: writeText, csv: writeCsv, json: writeJson, markdown: writeMarkdown } as const;

export type KeyFormat = keyof typeof keyFormats;
