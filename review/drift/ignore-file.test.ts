import { expect, test } from "vitest";
import { runFindings } from "../findings/run-findings.ts";
import { findingExamples } from "../findings/examples.gen.ts";
import { openExample } from "../testing/examples.ts";
import type { Example } from "../findings/example.ts";
import { parseIgnored } from "./ignore-file.ts";

const end = { reason: "It is made by the platform team.", until: "2030-06-30" };
const write = (entry: object): string => JSON.stringify({ ignore: [{ ...end, ...entry }] });

test.each([
  { name: "a misspelled name", entry: { adress: "access_role.reader" }, says: /did you mean `address`/ },
  {
    name: "a misspelled kind",
    entry: { kind: "service_acount" },
    says: /no kind "service_acount". Did you mean service_account/,
  },
  {
    name: "a misspelled attribute",
    entry: { kind: "role", attribute: "descripton" },
    says: /Did you mean description/,
  },
  { name: "a code of reviews alone", entry: { kind: "role", code: "LK105" }, says: /there is no finding "LK105"/ },
  { name: "an entry that names nothing", entry: { code: "LK501" }, says: /names nothing/ },
  { name: "an end that is none", entry: { kind: "role", until: "soon" }, says: /`until` is "soon"/ },
])("fails for $name", ({ entry, says }) => {
  expect(() => parseIgnored(write(entry), "ignore.json")).toThrow(says);
});

test("fails for two entries that ignore the same", () => {
  const entry = { kind: "role", ...end };
  expect(() => parseIgnored(JSON.stringify({ ignore: [entry, entry] }), "ignore.json")).toThrow(/entries 1 and 2/);
});

function openIgnoring(name: string, entry: object, base?: object) {
  const example = findingExamples[name] as Example;
  const change = openExample(example);
  const waivers = {
    waivers: parseIgnored(write(entry), "ignore.json"),
    base: base === undefined ? null : parseIgnored(write(base), "base.json"),
  };
  return runFindings({ ...change, waivers }).map(({ code, waived }) => `${code}${waived === null ? "" : " ignored"}`);
}

test.each([
  { name: "its kind", entry: { kind: "service_account" }, want: ["LK503 ignored"] },
  { name: "its id", entry: { subject: "account-nightly" }, want: ["LK503 ignored"] },
  { name: "its name", entry: { subject: "nightly" }, want: ["LK503 ignored"] },
  { name: "another name: it is told that nothing is meant", entry: { subject: "daily" }, want: ["LK503", "LK802"] },
  { name: "an end that is over", entry: { kind: "service_account", until: "2029-01-01" }, want: ["LK503", "LK801"] },
  { name: "no reason", entry: { kind: "service_account", reason: "" }, want: ["LK503", "LK803"] },
  { name: "no end within a year", entry: { kind: "service_account", until: "2040-01-01" }, want: ["LK503", "LK804"] },
])("an unmanaged account, by $name", ({ entry, want }) => {
  expect(openIgnoring("unmanaged_account", entry).toSorted()).toEqual(want.toSorted());
});

test.each([
  { attribute: "permissions", want: ["LK501 ignored"] },
  { attribute: "description", want: ["LK501", "LK802"] },
])("a changed role, by the attribute $attribute", ({ attribute, want }) => {
  expect(openIgnoring("changed_outside", { address: "access_role.reader", attribute }).toSorted()).toEqual(want);
});

test("what the target branch does not have is not ignored", () => {
  const entry = { kind: "service_account" };
  expect(openIgnoring("unmanaged_account", entry, entry)).toEqual(["LK503 ignored"]);
  expect(openIgnoring("unmanaged_account", entry, { kind: "role" }).toSorted()).toEqual(["LK503", "LK805"]);
});
