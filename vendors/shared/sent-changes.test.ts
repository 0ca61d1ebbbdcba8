import { expect, it } from "vitest";
import { role } from "#access/model/nouns/resources/role.ts";
import { unknown } from "#access/schema/unknown.ts";
import { listSentChanges } from "./sent-changes.ts";

const read = { action: "read", resource: "dock", selectors: null };
const sign = { action: "sign", resource: "ledger", selectors: null };
const prior = {
  id: "r",
  name: "heron",
  description: null,
  permissions: [read, sign],
  forceDetach: null,
  managed: false,
};

it.each([
  { name: "nothing", planned: {}, want: [] },
  { name: "an attribute that only state holds", planned: { forceDetach: true }, want: [] },
  { name: "an empty text instead of null", planned: { description: "" }, want: [] },
  { name: "another order", planned: { permissions: [sign, read] }, want: [] },
  { name: "a text", planned: { description: "for herons" }, want: ["description"] },
  { name: "a permission", planned: { permissions: [read] }, want: ["permissions"] },
  { name: "unknown values", planned: { name: unknown, permissions: unknown }, want: ["name", "permissions"] },
])("lists $want for $name", ({ planned, want }) => {
  expect(listSentChanges(role, { prior, planned: { ...prior, ...planned } })).toEqual(want);
});
