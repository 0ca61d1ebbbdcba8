import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AccessError, errorTable } from "./errors.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "errors.md"), "utf8");
const documented = [...page.matchAll(/^\| `([a-z_]+)`/gm)].map(([, code]) => code);

describe("the error table", () => {
  it("and docs/errors.md list the same codes", () => {
    expect(documented.toSorted()).toStrictEqual(Object.keys(errorTable).toSorted());
  });

  it.each(Object.entries(errorTable))("%s has a summary without a full stop, and advice with one", (_code, entry) => {
    expect(entry.summary).toMatch(/[^.]$/);
    expect(entry.advice).toMatch(/\.$/);
  });
});

describe("AccessError", () => {
  it("takes summary, advice and exit code from the table", () => {
    const error = new AccessError("token_missing", "There is no token.");
    expect(error).toMatchObject({
      summary: errorTable.token_missing.summary,
      advice: errorTable.token_missing.advice,
      exitCode: 2,
    });
  });

  it("uses the given advice instead of the table's", () => {
    expect(new AccessError("not_found", "No role.", { advice: "Ask Ann." }).advice).toBe("Ask Ann.");
  });
});
