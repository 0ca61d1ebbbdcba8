import { describe, expect, it } from "vitest";
import { instant, object, set, text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { findIllegalAmendments, isNoChange, planChange } from "./plan.ts";

const attributes = {
  id: text.computed("id"),
  name: text.required("name"),
  region: text.required("region").replaces(),
  tier: text.optional("tier").default("plain"),
  note: text.optional("note"),
  owner: text.optional("owner").computed(),
  until: instant.optional("until"),
  digest: text.computed("digest").changesWith("name"),
  rules: set(object({ verb: text.required("verb") })).optional("rules"),
  password: text.optional("password").writeOnly(),
};

const config = {
  name: "elm",
  region: "north",
  tier: null,
  note: null,
  owner: null,
  until: null,
  rules: null,
  password: null,
};

const prior = {
  id: "7",
  name: "elm",
  region: "north",
  tier: "plain",
  note: null,
  owner: "ops",
  until: null,
  digest: "abc",
  rules: null,
  password: null,
};

describe("planning a creation", () => {
  it("leaves only the values that the user did not set to the vendor", () => {
    const { planned, replace } = planChange(attributes, { ...config, password: "p" }, null);
    expect(planned).toStrictEqual({
      ...prior,
      id: unknown,
      owner: unknown,
      digest: unknown,
    });
    expect(replace).toStrictEqual([]);
  });

  it("keeps unknown values unknown", () => {
    expect(planChange(attributes, { ...config, name: unknown }, null).planned["name"]).toBe(unknown);
  });
});

describe("planning an update", () => {
  it.each([
    { name: "nothing changed", given: {}, want: {} },
    {
      name: "keeps the prior id when the name changes",
      given: { name: "oak" },
      want: { name: "oak", digest: unknown },
    },
    { name: "keeps what the vendor filled in", given: { note: "new" }, want: { note: "new" } },
    { name: "takes away what is no longer said", given: {}, before: { note: "old" }, want: { note: null } },
    { name: "goes back to the default", given: {}, before: { tier: "gold" }, want: { tier: "plain" } },
    {
      name: "keeps the spelling of the same moment",
      given: { until: "2031-01-01T01:00:00+01:00" },
      before: { until: "2031-01-01T00:00:00Z" },
      want: { until: "2031-01-01T00:00:00Z" },
    },
    {
      name: "keeps the order of the same set",
      given: { rules: [{ verb: "b" }, { verb: "a" }] },
      before: { rules: [{ verb: "a" }, { verb: "b" }] },
      want: { rules: [{ verb: "a" }, { verb: "b" }] },
    },
    { name: "never plans a write-only value", given: { password: "new" }, want: {} },
  ])("$name", ({ given, before, want }) => {
    const earlier = { ...prior, ...before };
    const { planned, replace } = planChange(attributes, { ...config, ...given }, earlier);
    expect(planned).toStrictEqual({ ...earlier, ...want });
    expect(replace).toStrictEqual([]);
  });

  it("replaces the resource if the attribute requires it, known or not", () => {
    expect(planChange(attributes, { ...config, region: "south" }, prior).replace).toStrictEqual(["region"]);
    expect(planChange(attributes, { ...config, region: unknown }, prior).replace).toStrictEqual(["region"]);
  });

  it("plans no change if nothing changes", () => {
    const { planned } = planChange(attributes, config, prior);
    expect(isNoChange(attributes, prior, planned)).toBe(true);
    expect(isNoChange(attributes, prior, { ...planned, name: "oak" })).toBe(false);
    expect(isNoChange(attributes, null, planned)).toBe(false);
  });
});

describe("amending a plan", () => {
  it("is legal only if the user left the value to the vendor", () => {
    expect(findIllegalAmendments(attributes, config, { id: unknown, owner: "x" })).toStrictEqual([]);
    expect(findIllegalAmendments(attributes, config, { name: "ash" })).toStrictEqual(["name"]);
    expect(findIllegalAmendments(attributes, config, { note: "x" })).toStrictEqual(["note"]);
    expect(findIllegalAmendments(attributes, config, { nowhere: 1 })).toStrictEqual(["nowhere"]);
  });
});
