import { describe, expect, it } from "vitest";
import { defineResource } from "../../schema/definition.ts";
import { instant, map, set, text } from "../../schema/types.ts";
import { unknown } from "../../schema/unknown.ts";
import type { VendorFacts } from "./facts.ts";
import { coversPlainly, permission } from "../permissions/permission.ts";
import { scope } from "../nouns/scope.ts";
import { configurationErrors, immutableAttributes } from "./configuration-errors.ts";

const beacon = defineResource({
  type: "beacon",
  summary: "A light.",
  importId: ["id"],
  attributes: {
    id: text.computed("id"),
    name: text.required("name"),
    keeper: text.optional("keeper"),
    colour: text.optional("colour"),
    litUntil: instant.optional("lit until"),
    lamps: map(text).optional("lamps"),
    place: scope.optional("where it stands"),
    permissions: set(permission).optional("permissions"),
  },
});

const facts: VendorFacts = {
  name: "coast",
  title: "Coast",
  connection: { endpointVariable: "COAST_URL", tokenVariable: "COAST_KEY" },
  nouns: {
    beacon: {
      attributes: {
        name: { problem: (name) => (name === "dark" ? "a beacon is never dark" : undefined), isImmutable: true },
        keeper: { isRequired: true },
        colour: { unsupported: "Paint it." },
        lamps: { problem: (lamp) => (lamp === "dark" ? "a lamp is never dark" : undefined) },
        place: { fieldProblems: { type: (type) => (type === "rock" ? undefined : "it must be rock") } },
      },
    },
  },
  permissions: {
    problems: ({ action }) => (action === "sink" ? [{ field: "action", message: "nobody may sink" }] : []),
    canonical: (atom) => atom,
    covers: coversPlainly,
    managedRoles: {},
  },
};

const good = { name: "skerry", keeper: "ann", colour: null, litUntil: null, place: null, permissions: null };

describe("the rules of a configuration", () => {
  it.each([
    { name: "nothing wrong", given: {}, want: [] },
    { name: "what the vendor lacks", given: { colour: "red" }, want: [["unsupported", "colour"]] },
    { name: "what the vendor needs", given: { keeper: null }, want: [["invalid_value", "keeper"]] },
    { name: "a name that the vendor refuses", given: { name: "dark" }, want: [["invalid_value", "name"]] },
    { name: "a value of a map", given: { lamps: { east: "dark", west: "lit" } }, want: [["invalid_value", "lamps"]] },
    {
      name: "a map of which all is well, or nothing known",
      given: { lamps: { west: "lit", north: unknown } },
      want: [],
    },
    { name: "a field of a record", given: { place: { type: "rock", id: "7" } }, want: [] },
    {
      name: "a field that the vendor refuses",
      given: { place: { type: "sand", id: "7" } },
      want: [["invalid_value", "place"]],
    },
    { name: "a field that is not known yet", given: { place: { type: unknown, id: "7" } }, want: [] },
    { name: "a record that is not known yet", given: { place: unknown }, want: [] },
    { name: "no instant", given: { litUntil: "2031-02-30T00:00:00Z" }, want: [["invalid_value", "litUntil"]] },
    {
      name: "a permission that does not exist",
      given: { permissions: [{ action: "sink", resource: "x", selectors: null }] },
      want: [["permission_invalid", "permissions"]],
    },
    {
      name: "an empty list of selectors",
      given: { permissions: [{ action: "see", resource: "x", selectors: [] }] },
      want: [["permission_invalid", "permissions"]],
    },
    {
      name: "two things at once",
      given: { keeper: null, colour: "red" },
      want: [
        ["invalid_value", "keeper"],
        ["unsupported", "colour"],
      ],
    },
    {
      name: "nothing of what is unknown",
      given: { name: unknown, keeper: unknown, colour: unknown, litUntil: unknown, permissions: unknown },
      want: [],
    },
    {
      name: "nothing of a permission that is unknown in parts",
      given: { permissions: [{ action: unknown, resource: unknown, selectors: [unknown] }, unknown] },
      want: [],
    },
  ])("find $name", ({ given, want }) => {
    const errors = configurationErrors(beacon, { ...good, ...given }, facts);
    expect(errors.map(({ code, path }) => [code, ...path])).toStrictEqual(want);
  });

  it("say whose it is, what was received and what to do", () => {
    const [error] = configurationErrors(beacon, { ...good, litUntil: "soon" }, facts);
    expect(error?.message).toBe(
      'Coast beacon: `lit_until` is "soon"; it must be an RFC 3339 instant such as 2027-01-31T00:00:00Z.',
    );
    expect(configurationErrors(beacon, { ...good, colour: "red" }, facts)[0]?.advice).toBe("Paint it.");
  });

  it("hold only formats while the vendor is unknown", () => {
    const errors = configurationErrors(beacon, { ...good, keeper: null, litUntil: "soon" }, undefined);
    expect(errors.map(({ path }) => path)).toStrictEqual([["litUntil"]]);
  });

  it("refuse a noun that the vendor does not have, and say which it has", () => {
    const [error] = configurationErrors({ ...beacon, type: "buoy" }, good, facts);
    expect(error).toMatchObject({ code: "unsupported", message: "Coast has no buoy.", advice: "It has: beacon." });
  });

  it("refuse a noun that the vendor does not have, with the vendor's own way out where it has one", () => {
    const other = { ...beacon, type: "buoy" };
    const [error] = configurationErrors(other, {}, { ...facts, instead: { buoy: "Light a beacon." } });
    expect(error).toMatchObject({ code: "unsupported", advice: "Light a beacon." });
  });

  it("refuse an empty set where the vendor needs something in it", () => {
    const attributes = { permissions: { isRequired: true } };
    const demanding = { ...facts, nouns: { beacon: { attributes } } };
    const [error, ...others] = configurationErrors(beacon, { name: "a", permissions: [] }, demanding);
    expect(error).toMatchObject({ code: "invalid_value", path: ["permissions"] });
    expect(error?.message).toContain("is empty");
    expect(others).toEqual([]);
  });

  it("name what the vendor cannot change in place", () => {
    expect(immutableAttributes("beacon", facts)).toStrictEqual(["name"]);
  });
});

describe("choices between attributes", () => {
  const buoy = defineResource({
    type: "buoy",
    summary: "A mark at sea.",
    importId: ["id"],
    exactlyOneOf: [["reefId", "wreckId"]],
    atMostOneOf: [["bell", "horn"]],
    attributes: {
      id: text.computed("id"),
      reefId: text.optional("reef"),
      wreckId: text.optional("wreck"),
      bell: text.optional("bell"),
      horn: text.optional("horn"),
    },
  });
  const none = { reefId: null, wreckId: null, bell: null, horn: null };
  const cases = [
    { name: "take one of those that need one", given: { reefId: "r" }, want: [] },
    {
      name: "fail without any of those that need one",
      given: {},
      want: ["buoy: none of `reef_id`, `wreck_id` is set."],
    },
    {
      name: "fail with two of those that need one",
      given: { reefId: "r", wreckId: "w" },
      want: ["buoy: `reef_id`, `wreck_id` are set, of which only one can be."],
    },
    {
      name: "fail with two of those that exclude each other",
      given: { reefId: "r", bell: "b", horn: "h" },
      want: ["buoy: `bell`, `horn` are set, of which only one can be."],
    },
    { name: "pass over what is not known yet", given: { reefId: "r", wreckId: unknown }, want: [] },
    { name: "take what is not known yet for what may be set", given: { wreckId: unknown }, want: [] },
  ];
  it.each(cases)("$name", ({ given, want }) => {
    const errors = configurationErrors(buoy, { ...none, ...given }, undefined);
    expect(errors.map(({ message }) => message)).toEqual(want);
  });
});
