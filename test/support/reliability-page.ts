import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

const page = join(import.meta.dirname, "..", "..", "docs", "reliability.md");
const begin = "<!-- table: begin -->";
const end = "<!-- table: end -->";

/** What became of each write, by what was created or changed, and by the fault. */
export type Table = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;

function toMarkdown(table: Table, columns: readonly string[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const parts = [...table].map(([title, rows]) => {
    const lines = [...rows].map(([write, cells]) => line([write, ...columns.map((column) => cells.get(column) ?? "")]));
    const heads = [line(["write", ...columns]), line(["---", ...columns.map(() => "---")])];
    return `### ${title}\n\n${[...heads, ...lines].join("\n")}`;
  });
  return parts.join("\n\n");
}

/** The page as it is, and as it would be with this table between its marks. */
export async function readReliabilityPage(
  table: Table,
  columns: readonly string[],
): Promise<{ readonly now: string; readonly wanted: string }> {
  const now = readFileSync(page, "utf8");
  const from = now.indexOf(begin);
  const to = now.indexOf(end);
  if (from === -1 || to < from) throw new Error(`${page} has no ${begin} … ${end}`);
  const text = `${now.slice(0, from + begin.length)}\n\n${toMarkdown(table, columns)}\n\n${now.slice(to)}`;
  const config = await resolveConfig(page);
  return { now, wanted: await format(text, { ...config, filepath: page }) };
}

export async function writeReliabilityPage(table: Table, columns: readonly string[]): Promise<void> {
  writeFileSync(page, (await readReliabilityPage(table, columns)).wanted);
}
