import { readdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Snippet, snippets } from "../support/snippets.ts";
import { headerOf, openVendorBench, type VendorBench } from "./support/access.ts";
import { runBlocks } from "./support/page-shell.ts";

const root = join(import.meta.dirname, "..", "..");

function isRunHere({ note }: Snippet): boolean {
  return note.kind === "whole" || note.kind === "with";
}

describe("the commands on the pages", () => {
  const blocks = snippets.filter((snippet) => snippet.language === "sh" && isRunHere(snippet));
  const pages = [...new Set(blocks.map(({ page }) => page))];

  it("are found", () => {
    expect(pages.length).toBeGreaterThan(5);
  });

  it.each(pages)("%s does what it says", async (page) => {
    const codes = blocks.filter((snippet) => snippet.page === page).map(({ code }) => code);
    const output = await runBlocks(codes);
    const asked = codes.join("").match(/^curl -i /gm) ?? [];
    expect(output.match(/^HTTP\/1\.1 20\d /gm) ?? [], output).toHaveLength(asked.length);
    const applied = codes.join("").match(/^npx cdktf deploy /gm) ?? [];
    expect(output.match(/^Apply complete! Resources: [1-9]/gm) ?? [], output).toHaveLength(applied.length);
  });
});

describe("the configurations on the pages", () => {
  const blocks = snippets.filter((snippet) => snippet.language === "hcl" && isRunHere(snippet));
  let bench: VendorBench;

  beforeAll(async () => {
    bench = await openVendorBench("signoz");
  });

  afterAll(() => bench.close());

  /** The block, with the header that it lacks. */
  function complete(code: string): string {
    const [terraform = "", provider = ""] = headerOf("signoz").split(/(?=^provider )/m);
    return [
      /^terraform \{/m.test(code) ? "" : terraform,
      /^provider "access" \{/m.test(code) ? "" : provider,
      code,
    ].join("\n");
  }

  it.each(blocks.map((snippet) => ({ name: `${snippet.page}:${snippet.line}`, ...snippet })))(
    "are valid: $name",
    async ({ code, note }) => {
      const folder = note.kind === "with" ? join(root, note.path) : undefined;
      const files = folder === undefined ? [] : readdirSync(folder);
      for (const file of files) await cp(join(String(folder), file), join(bench.workspace.folder, file));
      try {
        await bench.workspace.write(complete(code));
        expect(await bench.workspace.must("validate", "-no-color")).toContain("The configuration is valid");
        await bench.workspace.must("fmt", "-check", "main.tf");
      } finally {
        for (const file of files) await bench.workspace.remove(file);
      }
    },
  );
});
