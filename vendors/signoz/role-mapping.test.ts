import { describe, expect, it } from "vitest";
import { fromWire, isSameMapping, toWire, type WantedMapping } from "./role-mapping.ts";

const nothing: WantedMapping = { defaultRole: null, groupMappings: null, useRoleAttribute: null };
const stored = {
  defaultRole: "signoz-viewer",
  groupMappings: { crew: "signoz-editor", mates: "dunlin-role" },
  useRoleAttribute: false,
};

describe("a stored mapping, read into state", () => {
  it.each([
    {
      name: "is as stored after an import, without default values",
      prior: nothing,
      want: { ...stored, useRoleAttribute: null },
    },
    {
      name: "keeps a former name as it is written in code",
      prior: { ...nothing, defaultRole: "Viewer", groupMappings: { crew: "EDITOR" } },
      want: { defaultRole: "Viewer", groupMappings: { crew: "EDITOR", mates: "dunlin-role" }, useRoleAttribute: null },
    },
    {
      name: "drops a former name if another role is stored",
      prior: { ...nothing, defaultRole: "ADMIN", useRoleAttribute: false },
      want: { ...stored, useRoleAttribute: false },
    },
  ])("$name", ({ prior, want }) => {
    expect(fromWire(stored, prior)).toStrictEqual(want);
  });

  it("distinguishes missing groups from an empty map", () => {
    const empty = { defaultRole: "", groupMappings: null, useRoleAttribute: false };
    expect(fromWire(empty, nothing)).toStrictEqual(nothing);
    expect(fromWire(empty, { ...nothing, groupMappings: {} })).toStrictEqual({ ...nothing, groupMappings: {} });
  });

  it("equals the mapping that would be sent again", () => {
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
