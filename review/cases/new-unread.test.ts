import { describe, expect, it } from "vitest";
import { openChange } from "../change/open-change.ts";
import { createChange, createPlan, type PlannedChange } from "../findings/example-documents.ts";
import { runFindings } from "../findings/run-findings.ts";
import { readSides } from "../read-source.ts";
import { deriveNew, mergeRemarks, type Remark } from "../remarks.ts";

const noun = "service_account";
const anchor = createChange("anchor", ["no-op"], { noun });
const blocks = [
  { key: "access", vendor: "signoz" },
  { key: "access.second", vendor: null },
  { key: "access.third", vendor: "somebody" },
];

/** The findings about what could not be looked at: those that are not new with a tilde. */
function find(changes: readonly PlannedChange[], more: object = {}): readonly string[] {
  const plan = { ...createPlan([anchor, ...changes], blocks), ...more };
  const sides = readSides(JSON.stringify(plan), { vendors: [] });
  return runFindings(openChange([{ name: "plan.json", ...sides }], "2030-01-01T00:00:00Z"))
    .filter(({ code }) => code.startsWith("LK9"))
    .map(({ code, isIntroduced, address }) => `${isIntroduced ? "" : "~"}${code} ${address ?? ""}`);
}

const address = `access_${noun}.raft`;
const make = (actions: readonly string[], options = {}) => createChange("raft", actions, { noun, ...options });
const defer = (actions: readonly string[]) => ({ deferred_changes: [{ resource_change: make(actions) }] });

describe("what could not be looked at is new where the change is about it", () => {
  const cases = [
    { name: "no vendor, created", changes: [make(["create"], { provider: "access.second" })], want: "LK904" },
    { name: "no vendor, updated", changes: [make(["update"], { provider: "access.second" })], want: "LK904" },
    { name: "no vendor, deleted", changes: [make(["delete"], { provider: "access.second" })], want: "LK904" },
    { name: "no vendor, unchanged", changes: [make(["no-op"], { provider: "access.second" })], want: "~LK904" },
    { name: "unknown vendor, created", changes: [make(["create"], { provider: "access.third" })], want: "LK901" },
    { name: "unknown vendor, deleted", changes: [make(["delete"], { provider: "access.third" })], want: "LK901" },
    { name: "unknown vendor, unchanged", changes: [make(["no-op"], { provider: "access.third" })], want: "~LK901" },
    { name: "a newer attribute, created", changes: [make(["create"], { values: { newer: 1 } })], want: "LK901" },
    { name: "a newer attribute, unchanged", changes: [make(["no-op"], { values: { newer: 1 } })], want: "~LK901" },
    { name: "an action of later", changes: [make(["rewind"])], want: "LK901" },
    { name: "deferred, created", changes: [], more: defer(["create"]), want: "LK905" },
    { name: "deferred, unchanged", changes: [], more: defer(["no-op"]), want: "~LK905" },
  ];
  it.each(cases)("$name: $want", ({ changes, more, want }) => {
    expect(find(changes, more)).toEqual([`${want} ${address}`]);
  });

  it("of an object whose provider only looks like ours", () => {
    const foreign = { ...make(["create"]), provider_name: "registry.terraform.io/someone/access" };
    expect(find([foreign])).toEqual([`LK901 ${address}`]);
    expect(find([{ ...foreign, change: anchor.change }])).toEqual([`~LK901 ${address}`]);
  });

  it("not of what the plan leaves out as a whole", () => {
    expect(find([], { complete: false })).toEqual(["~LK905 "]);
  });
});

describe("what could not be looked at in two documents", () => {
  const remark: Remark = { kind: "vendorUnknown", address, sentence: "Nobody knows.", content: "1" };

  it("is new where only one has it, or has it otherwise", () => {
    const isNew = (one: readonly Remark[], other: readonly Remark[]) => deriveNew(one, other).map((all) => all.isNew);
    expect(isNew([remark], [remark])).toEqual([undefined]);
    expect(isNew([remark], [])).toEqual([true]);
    expect(isNew([remark], [{ ...remark, content: "2" }])).toEqual([true]);
    const ofAll: Remark = { kind: "newerFields", address: null, sentence: "The plan is newer." };
    expect(isNew([ofAll], [])).toEqual([undefined]);
  });

  it("is said once, and is new if one of them says so", () => {
    expect(mergeRemarks([{ ...remark, isNew: true }, remark])).toEqual([{ ...remark, isNew: true }]);
    expect(mergeRemarks([remark, { ...remark, content: "2", isNew: true }])).toHaveLength(1);
  });
});
