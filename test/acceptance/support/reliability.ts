import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

const page = join(import.meta.dirname, "..", "..", "..", "docs", "reliability.md");
const begin = "<!-- table: begin -->";
const end = "<!-- table: end -->";

export type Table = ReadonlyMap<string, ReadonlyMap<string, string>>;

function markdown(table: Table, columns: readonly string[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rows = [...table].map(([write, cells]) => row([write, ...columns.map((column) => cells.get(column) ?? "?")]));
  return [row(["write", ...columns]), row(["---", ...columns.map(() => "---")]), ...rows].join("\n");
}

/** The page as it is, and as it would be with this table between its marks. */
export async function reliabilityPage(
  table: Table,
  columns: readonly string[],
): Promise<{ readonly now: string; readonly wanted: string }> {
  const now = readFileSync(page, "utf8");
  const from = now.indexOf(begin);
  const to = now.indexOf(end);
  if (from === -1 || to < from) throw new Error(`${page} has no ${begin} … ${end}`);
  const text = `${now.slice(0, from + begin.length)}\n\n${markdown(table, columns)}\n\n${now.slice(to)}`;
  const config = await resolveConfig(page);
  return { now, wanted: await format(text, { ...config, filepath: page }) };
}

export function writeReliabilityPage(text: string): void {
  writeFileSync(page, text);
}
