import { describe, expect, it, test } from "vitest";
import { effectiveRoles, fromWire, isSameMapping, toWire, type WantedMapping } from "./role-mapping.ts";

const nothing: WantedMapping = { defaultRole: null, groupMappings: null, useRoleAttribute: null };
const stored = {
  defaultRole: "signoz-viewer",
  groupMappings: { crew: "signoz-editor", mates: "dunlin-role" },
  useRoleAttribute: false,
};

describe("what is stored, in the words of code", () => {
  it.each([
    {
      name: "is as stored after an import, without what was left out",
      prior: nothing,
      want: { ...stored, useRoleAttribute: null },
    },
    {
      name: "keeps a former name in the case in which it was written",
      prior: { ...nothing, defaultRole: "Viewer", groupMappings: { crew: "EDITOR" } },
      want: { defaultRole: "Viewer", groupMappings: { crew: "EDITOR", mates: "dunlin-role" }, useRoleAttribute: null },
    },
    {
      name: "drops a former name that means another role now",
      prior: { ...nothing, defaultRole: "ADMIN", useRoleAttribute: false },
      want: { ...stored, useRoleAttribute: false },
    },
  ])("$name", ({ prior, want }) => {
    expect(fromWire(stored, prior)).toStrictEqual(want);
  });

  it("tells no groups from an empty map of them", () => {
    const empty = { defaultRole: "", groupMappings: null, useRoleAttribute: false };
    expect(fromWire(empty, nothing)).toStrictEqual(nothing);
    expect(fromWire(empty, { ...nothing, groupMappings: {} })).toStrictEqual({ ...nothing, groupMappings: {} });
  });

  it("is the same mapping when it is sent again", () => {
    const again = toWire({
      ...nothing,
      defaultRole: "VIEWER",
      groupMappings: { mates: "dunlin-role", crew: "editor" },
    });
    expect(isSameMapping(again, stored)).toBe(true);
    expect(isSameMapping({ ...again, useRoleAttribute: true }, stored)).toBe(false);
    expect(isSameMapping({ ...again, groupMappings: { crew: "signoz-editor" } }, stored)).toBe(false);
  });
});

test.each([
  { name: "viewers without a mapping", given: null, want: ["signoz-viewer"] },
  { name: "all that are named", given: stored, want: ["signoz-editor", "dunlin-role", "signoz-viewer"] },
  {
    name: "viewers where no default is set",
    given: { ...stored, defaultRole: "", groupMappings: null },
    want: ["signoz-viewer"],
  },
  { name: "any where the identity provider says it", given: { ...stored, useRoleAttribute: true }, want: "every" },
])("who signs in can become $name", ({ given, want }) => {
  expect(effectiveRoles(given)).toEqual(want);
});
