import { expect, it } from "vitest";
import { role } from "#access/model/nouns/resources/role.ts";
import { unknown } from "#access/schema/unknown.ts";
import { sentChanges } from "./sent-changes.ts";

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
  { name: "what state alone has", planned: { forceDetach: true }, want: [] },
  { name: "an empty text for none", planned: { description: "" }, want: [] },
  { name: "another order", planned: { permissions: [sign, read] }, want: [] },
  { name: "a text", planned: { description: "for herons" }, want: ["description"] },
  { name: "a right", planned: { permissions: [read] }, want: ["permissions"] },
  { name: "what is not known yet", planned: { name: unknown, permissions: unknown }, want: ["name", "permissions"] },
])("tells the vendor $want of $name", ({ planned, want }) => {
  expect(sentChanges(role, { prior, planned: { ...prior, ...planned } })).toEqual(want);
});
