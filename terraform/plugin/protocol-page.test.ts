import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const page = readFileSync(join(root, "docs", "protocol.md"), "utf8");

interface Row {
  readonly trap: string;
  readonly file: string;
  readonly title: string;
}

function readRows(): readonly Row[] {
  const found = [...page.matchAll(/^\| (.+?) +\| `([\w/.-]+\.test(?:-d)?\.ts)` +\| (.+?) +\|$/gm)];
  return found.map(([, trap = "", file = "", title = ""]) => ({ trap, file, title }));
}

/** The titles of a file's tests and the names of their rows, as they are written there. Skipped tests do not count. */
function listTitles(file: string): readonly string[] {
  const source = readFileSync(join(root, file), "utf8");
  const plain = [...source.matchAll(/^\s*(?:it|test)\(\s*(["'`])(.+?)\1,/gm)];
  const tables = [...source.matchAll(/^\s*(?:\]|.*\.each\(.+)\)\(\s*(["'`])(.+?)\1,/gm)];
  const named = [...source.matchAll(/^\s*(?:\{ )?name: (["'`])(.+?)\1,/gm)];
  return [...plain, ...tables, ...named].map(([, , title = ""]) => title);
}

describe("docs/protocol.md", () => {
  it("names a test for every trap, and no trap twice", () => {
    expect(readRows().length).toBeGreaterThan(80);
    const lines = page.split("\n").filter((line) => line.includes(".test") && line.startsWith("|"));
    expect(readRows()).toHaveLength(lines.length);
    expect(new Set(readRows().map(({ trap }) => trap)).size).toBe(readRows().length);
  });

  it.each(readRows())("has a test that runs for: $trap", ({ file, title }) => {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(listTitles(file)).toContain(title);
  });
});
