import { describe, expect, it } from "vitest";
import { defineResource } from "../../schema/definition.ts";
import { duration, instant, map, object, set, text } from "../../schema/types.ts";
import { rememberSecret } from "../../schema/known-secrets.ts";
import { unknown } from "../../schema/unknown.ts";
import { permission } from "../permissions/permission.ts";
import { scope } from "../nouns/scope.ts";
import { findConfigurationErrors } from "./configuration-errors.ts";
import { createFacts } from "./testing/vendor-facts.ts";

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
    lens: text.oneOf("fixed", "turning").optional("lens"),
    signals: set(
      object({ at: instant.required("when"), kind: text.oneOf("long", "short").optional("which") }),
    ).optional("signals"),
  },
});

const bare = createFacts({});

const facts = createFacts({
  nouns: {
    beacon: {
      attributes: {
        name: { accepts: { pattern: /^(?!dark)/, says: "a name that is not dark" }, change: "replaces" },
        keeper: { isRequired: true },
        colour: { unsupported: "Paint it." },
        lamps: { accepts: [{ length: { min: 1, max: 4 } }, { accepts: (lamp) => lamp !== "dark", says: "lit" }] },
        place: { fields: { type: { oneOf: ["rock"] } } },
      },
    },
  },
  permissions: {
    ...bare.permissions,
    problems: ({ action }) => (action === "sink" ? [{ field: "action", message: "nobody may sink" }] : []),
  },
});

const good = { name: "skerry", keeper: "ann", colour: null, litUntil: null, place: null, permissions: null };

describe("a long value", () => {
  const long = "dark".repeat(5_000);
  it.each([
    { name: "of a text that the vendor limits", given: { name: long }, says: "a name that is not dark." },
    { name: "in a map", given: { lamps: { east: long } }, says: "it must be 1 to 4 characters." },
    { name: "of a field", given: { place: { type: long, id: "7" } }, says: "it must be rock." },
    { name: "of a word", given: { lens: long }, says: "it must be" },
    { name: "of a form", given: { litUntil: long }, says: "it must be" },
    {
      name: "in a permission",
      given: { permissions: [{ action: "sink", resource: long, selectors: [long] }] },
      says: "nobody may sink.",
    },
  ])("is cut, so that the message still tells what is accepted: $name", ({ given, says }) => {
    const [error] = findConfigurationErrors(beacon, { ...good, ...given }, facts);
    expect(error?.message).toContain("more characters)");
    expect(error?.message).toContain(says);
    expect(error?.message.length).toBeLessThan(700);
  });

  it("is not cut inside of a secret", () => {
    const secret = "canary-of-a-secret-0123456789";
    rememberSecret(secret);
    for (let before = 170; before < 205; before += 1) {
      const name = `dark${"x".repeat(before)}${secret}`;
      const [error] = findConfigurationErrors(beacon, { ...good, name }, facts);
      expect(error?.message).toContain("xxx");
      expect(error?.message).not.toContain("canary");
    }
  });
});

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
    { name: "a word that the definition refuses", given: { lens: "broken" }, want: [["invalid_value", "lens"]] },
    {
      name: "what is wrong in a nested record by the definition",
      given: { signals: [{ at: "soon", kind: "loud" }, { at: unknown, kind: null }, unknown] },
      want: [
        ["invalid_value", "signals"],
        ["invalid_value", "signals"],
      ],
    },
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
    const errors = findConfigurationErrors(beacon, { ...good, ...given }, facts);
    expect(errors.map(({ code, path }) => [code, ...path])).toStrictEqual(want);
  });

  it("name the attribute, the received value and what to do", () => {
    const [error] = findConfigurationErrors(beacon, { ...good, litUntil: "soon" }, facts);
    expect(error?.message).toBe(
      'Coast beacon: `lit_until` is "soon"; it must be an RFC 3339 instant such as 2027-01-31T00:00:00Z.',
    );
    const [unsupported] = findConfigurationErrors(beacon, { ...good, colour: "red" }, facts);
    expect(unsupported?.message).toBe("Coast beacon: Coast does not support `colour`.");
    expect(unsupported?.advice).toBe("Paint it.");
  });

  it.each([
    { given: { lens: "broken" }, want: '`lens` is "broken"; it must be one of fixed, turning.' },
    { given: { name: "dark" }, want: '`name` is "dark"; it must be a name that is not dark.' },
    { given: { lamps: { east: "bright" } }, want: '`lamps` contains "bright"; it must be 1 to 4 characters.' },
    { given: { place: { type: "sand", id: "7" } }, want: '`place.type` is "sand"; it must be rock.' },
    { given: { keeper: null }, want: "`keeper` is required." },
    {
      given: { signals: [{ at: "2031-01-01T00:00:00Z", kind: "loud" }] },
      want: '`signals.kind` is "loud"; it must be one of long, short.',
    },
  ])("say $want", ({ given, want }) => {
    const errors = findConfigurationErrors(beacon, { ...good, ...given }, facts);
    expect(errors.map(({ message }) => message)).toEqual([`Coast beacon: ${want}`]);
  });

  it("check only formats while the vendor is unknown", () => {
    const errors = findConfigurationErrors(beacon, { ...good, keeper: null, litUntil: "soon" }, undefined);
    expect(errors.map(({ path }) => path)).toStrictEqual([["litUntil"]]);
  });

  it("refuse a noun that the vendor does not have, and say which it has", () => {
    const [error] = findConfigurationErrors({ ...beacon, type: "buoy" }, good, facts);
    expect(error).toMatchObject({
      code: "unsupported",
      message: "Coast does not support access_buoy.",
      advice: "Coast supports: access_beacon.",
    });
  });

  it("refuse a noun that the vendor does not have, with the vendor's own advice", () => {
    const other = { ...beacon, type: "buoy" };
    const [error] = findConfigurationErrors(other, {}, { ...facts, instead: { buoy: "Light a beacon." } });
    expect(error).toMatchObject({ code: "unsupported", advice: "Light a beacon." });
  });

  it("refuse an empty set if the vendor requires an element", () => {
    const attributes = { permissions: { isRequired: true } };
    const demanding = { ...facts, nouns: { beacon: { attributes } } };
    const [error, ...others] = findConfigurationErrors(beacon, { name: "a", permissions: [] }, demanding);
    expect(error).toMatchObject({ code: "invalid_value", path: ["permissions"] });
    expect(error?.message).toContain("must not be empty");
    expect(others).toEqual([]);
  });
});

describe("durations that limit each other", () => {
  const lamp = defineResource({
    type: "lamp",
    summary: "A lamp.",
    importId: ["id"],
    durationLimits: [{ attribute: "burnsFor", atMost: "oilFor", because: "The oil would run out." }],
    attributes: { id: text.computed("id"), burnsFor: duration.optional("burns"), oilFor: duration.optional("oil") },
  });

  it.each([
    { name: "shorter", given: { burnsFor: "36h", oilFor: "2d" } },
    { name: "as long, in another spelling", given: { burnsFor: "48h", oilFor: "2d" } },
    { name: "the other is missing", given: { burnsFor: "48h", oilFor: null } },
    { name: "the other is unknown", given: { burnsFor: "48h", oilFor: unknown } },
  ])("accept one that is $name", ({ given }) => {
    expect(findConfigurationErrors(lamp, given, undefined)).toEqual([]);
  });

  it("refuse one that is longer, and say why", () => {
    const errors = findConfigurationErrors(lamp, { burnsFor: "49h", oilFor: "2d" }, undefined);
    expect(errors.map(({ message, advice, path }) => ({ message, advice, path }))).toEqual([
      {
        message: "lamp: `burns_for` is 49h, longer than `oil_for`, which is 2d. The oil would run out.",
        advice: "Make `burns_for` at most as long as `oil_for`.",
        path: ["burnsFor"],
      },
    ]);
  });

  it("report a value that is no duration once, by its type", () => {
    const errors = findConfigurationErrors(lamp, { burnsFor: "soon", oilFor: "2d" }, undefined);
    expect(errors).toHaveLength(1);
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
      want: ["buoy: one of `reef_id`, `wreck_id` is required."],
    },
    {
      name: "fail with two of those that need one",
      given: { reefId: "r", wreckId: "w" },
      want: ["buoy: `reef_id`, `wreck_id` cannot be set together."],
    },
    {
      name: "fail with two of those that exclude each other",
      given: { reefId: "r", bell: "b", horn: "h" },
      want: ["buoy: `bell`, `horn` cannot be set together."],
    },
    { name: "pass over what is not known yet", given: { reefId: "r", wreckId: unknown }, want: [] },
    { name: "take what is not known yet for what may be set", given: { wreckId: unknown }, want: [] },
  ];
  it.each(cases)("$name", ({ given, want }) => {
    const errors = findConfigurationErrors(buoy, { ...none, ...given }, undefined);
    expect(errors.map(({ message }) => message)).toEqual(want);
  });
});
