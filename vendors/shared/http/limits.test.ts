import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeBytes, limits } from "./limits.ts";

const page = readFileSync(join(import.meta.dirname, "..", "..", "..", "docs", "provider.md"), "utf8").replaceAll(
  /\s+/g,
  " ",
);
const count = (value: number): string => value.toLocaleString("en-US");

it.each([
  `${describeBytes(limits.bodyBytes)} for a body`,
  `${describeBytes(limits.headerBytes)} for all headers`,
  `${count(limits.jsonDepth)} levels of nesting`,
  `${describeBytes(limits.textLength)} for one text`,
  `${count(limits.pages)} pages and ${count(limits.rows)} entries for a list`,
])("docs/provider.md says %s", (words) => {
  expect(page).toContain(words);
});
