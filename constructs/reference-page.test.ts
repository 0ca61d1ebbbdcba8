import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as entry from "./index.ts";

const page = await readFile(join(import.meta.dirname, "..", "docs", "constructs.md"), "utf8");

const classes = Object.entries(entry)
  .filter(([name, value]) => typeof value === "function" && /^[A-Z]/.test(name))
  .map(([name]) => name);

describe("docs/constructs.md", () => {
  it("has a section for each class of the package, and names AccessError", () => {
    expect(classes.length).toBeGreaterThan(12);
    expect(classes.filter((name) => !page.includes(`\n## ${name}\n`) && name !== "AccessError")).toEqual([]);
    expect(page).toContain("`AccessError`");
    expect(page).toContain("importFrom");
    expect(page).toContain("## `latchkey/l1`");
  });

  it("says of each prop what it is, and its default", () => {
    const rows = page.split("\n").filter((line) => line.startsWith("| `"));
    expect(rows.length).toBeGreaterThan(60);
    const cells = rows.map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
    expect(cells.filter(([, name, type, doc, fallback]) => [name, type, doc, fallback].includes(""))).toEqual([]);
  });
});
