import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret } from "../../schema/secret.ts";
import { unknown } from "../../schema/unknown.ts";
import {
  isRotation,
  isRotationDue,
  type KeyState,
  listRotatingChanges,
  listRotationReasons,
  computeExpiry,
  listOverdueKeys,
  computeOverlapEnd,
  retireKey,
  assessKey,
  listRetiringKeys,
  type Wanted,
} from "./rotation.ts";
import { createRotatingFacts } from "./testing/rotating-facts.ts";

const made = "2031-03-01T06:00:00Z";
const toDate = (text: string): Date => new Date(text);

const prior: KeyState = {
  id: "knot-1",
  serviceAccountId: "knot",
  name: "knot-key",
  description: null,
  expiresAt: null,
  expiresIn: null,
  rotateAfter: "30d",
  rotationAnchor: null,
  overlap: null,
  keepers: { hide: "7" },
  encryptTo: null,
  secret: new Secret("a-knot-in-the-mud"),
  encryptedSecret: null,
  createdAt: made,
  status: "active",
  rotationDue: false,
  retiring: [],
  reason: null,
};

describe("when a rotation is due", () => {
  const rule = { rotateAfter: "30d", rotationAnchor: null, createdAt: made };
  it.each([
    { name: "not a second before its age is reached", given: rule, now: "2031-03-31T05:59:59Z", want: false },
    { name: "at its age", given: rule, now: "2031-03-31T06:00:00Z", want: true },
    { name: "never without an age to reach", given: { ...rule, rotateAfter: null }, now: "2099-01-01T00:00:00Z" },
    { name: "never while its age is not known", given: { ...rule, createdAt: null }, now: "2099-01-01T00:00:00Z" },
    {
      name: "at the end of the period it was made in, counted from an anchor before it",
      given: { ...rule, rotationAnchor: "2031-01-01T00:00:00Z" },
      now: "2031-03-02T00:00:00Z",
      want: true,
    },
    {
      name: "not before the end of that period",
      given: { ...rule, rotationAnchor: "2031-01-01T00:00:00Z" },
      now: "2031-03-01T23:59:59Z",
      want: false,
    },
    {
      name: "at an anchor that is still to come",
      given: { ...rule, rotationAnchor: "2031-03-11T00:00:00Z" },
      now: "2031-03-11T00:00:00Z",
      want: true,
    },
    {
      name: "a whole period after an anchor at which it was made",
      given: { ...rule, rotationAnchor: made },
      now: "2031-03-31T05:59:59Z",
      want: false,
    },
  ])("$name", ({ given, now, want = false }) => {
    expect(isRotationDue(given, toDate(now))).toBe(want);
  });

  it("comes within one period after the creation, and never at the creation, for any anchor", () => {
    const instants = fc.date({
      min: toDate("2001-01-01T00:00:00Z"),
      max: toDate("2099-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 1, max: 10_000 }), (born, anchor, hours) => {
        const given = {
          rotateAfter: `${hours}h`,
          rotationAnchor: anchor.toISOString(),
          createdAt: born.toISOString(),
        };
        expect(isRotationDue(given, born)).toBe(false);
        expect(isRotationDue(given, new Date(born.getTime() + hours * 3_600_000))).toBe(true);
      }),
    );
  });
});

describe("how long an old key works", () => {
  const now = toDate("2031-05-05T12:00:00.750Z");
  it.each([
    {
      name: "not at all without an overlap",
      expiresAt: null,
      overlap: null,
      until: "2031-05-05T12:00:00Z",
      over: true,
    },
    { name: "for the overlap", expiresAt: null, overlap: "36h", until: "2031-05-07T00:00:00Z", over: false },
    {
      name: "no longer than its own expiry",
      expiresAt: "2031-05-06T00:00:00Z",
      overlap: "36h",
      until: "2031-05-06T00:00:00Z",
      over: false,
    },
    {
      name: "not at all where it has expired",
      expiresAt: "2031-05-05T00:00:00Z",
      overlap: "36h",
      until: "2031-05-05T00:00:00Z",
      over: true,
    },
  ])("$name", ({ expiresAt, overlap, until, over }) => {
    const end = computeOverlapEnd({ expiresAt }, overlap, now);
    expect(end).toBe(until);
    const entry = retireKey("knot-0", end, now);
    expect(listOverdueKeys([entry])).toEqual(over ? [entry] : []);
    expect(listRetiringKeys([entry])).toEqual(over ? [] : [entry]);
  });
});

describe("the state after a read", () => {
  const retiring: NonNullable<KeyState["retiring"]> = [
    { id: "gone", until: "2031-04-02T00:00:00Z", status: "retiring" },
    { id: "over", until: "2031-04-01T00:00:00Z", status: "retiring" },
    { id: "works", until: "2031-04-02T00:00:00Z", status: "retiring" },
  ];

  it("has the status, whether a rotation is due, and which overlaps ended, without keys that are gone", () => {
    const seen = { expiresAt: "2031-04-01T00:00:00Z", createdAt: made, has: (id: string) => id !== "gone" };
    expect(assessKey({ ...prior, retiring }, seen, toDate("2031-04-01T00:00:00Z"))).toEqual({
      status: "expired",
      rotationDue: true,
      retiring: [
        { id: "over", until: "2031-04-01T00:00:00Z", status: "expired" },
        { id: "works", until: "2031-04-02T00:00:00Z", status: "retiring" },
      ],
    });
  });

  it("has no retiring keys after an import", () => {
    const seen = { expiresAt: null, createdAt: null, has: () => true };
    const imported = { rotateAfter: null, rotationAnchor: null, retiring: null };
    expect(assessKey(imported, seen, toDate(made))).toEqual({ status: "active", rotationDue: false, retiring: [] });
  });
});

describe("the end of a life", () => {
  it.each([
    { name: "counts from the making", given: {}, want: "2031-03-11T06:00:00Z" },
    {
      name: "is what the key has where two clocks differ",
      given: { expiresAt: "2031-03-11T06:00:04Z" },
      want: "2031-03-11T06:00:04Z",
    },
    {
      name: "is put right where somebody moved it",
      given: { expiresAt: "2031-03-12T06:00:00Z" },
      want: "2031-03-11T06:00:00Z",
    },
    { name: "is open where the age is not known", given: { createdAt: null }, want: undefined },
  ])("$name", ({ given, want }) => {
    expect(computeExpiry({ ...prior, ...given }, "10d")).toBe(want);
  });
});

describe("why a key is rotated", () => {
  const createRotatingContext = (...rotating: readonly string[]) => ({
    now: () => toDate("2031-03-20T00:00:00Z"),
    facts: createRotatingFacts(rotating),
  });
  const recipient = "age1knot";
  type Row = { name: string; before?: Partial<KeyState>; wanted?: Partial<Wanted>; want: readonly string[] };
  it.each<Row>([
    { name: "nothing changed", want: [] },
    { name: "state has it as due", before: { rotationDue: true }, want: ["due"] },
    {
      name: "not when the period changes at the same time",
      before: { rotationDue: true },
      wanted: { rotateAfter: "60d" },
      want: [],
    },
    {
      name: "not when the period is taken away",
      before: { rotationDue: true },
      wanted: { rotateAfter: null },
      want: [],
    },
    { name: "a keeper changed", wanted: { keepers: { hide: "8" } }, want: ["keepers"] },
    { name: "the keepers were taken away", wanted: { keepers: null }, want: ["keepers"] },
    { name: "a keeper may change", wanted: { keepers: { hide: unknown } }, want: ["keepers"] },
    {
      name: "not for keepers where there were none",
      before: { keepers: null },
      want: [],
      wanted: { keepers: { hide: "8" } },
    },
    { name: "a secret in clear is to be sealed", wanted: { encryptTo: [recipient] }, want: ["encryptTo"] },
    {
      name: "not for recipients after an import",
      before: { secret: null },
      wanted: { encryptTo: [recipient] },
      want: [],
    },
    {
      name: "a sealed secret is to be in clear",
      before: { secret: null, encryptedSecret: "armor", encryptTo: [recipient] },
      wanted: { encryptTo: null },
      want: ["encryptTo"],
    },
    {
      name: "not for the same recipients in another order",
      before: { secret: null, encryptedSecret: "armor", encryptTo: [recipient, "age1dunlin"] },
      wanted: { encryptTo: ["age1dunlin", recipient] },
      want: [],
    },
    {
      name: "a secret in clear beside recipients",
      before: { encryptTo: [recipient] },
      wanted: { encryptTo: [recipient] },
      want: ["encryptTo"],
    },
    {
      name: "it expired and has a lifetime",
      before: { status: "expired", expiresAt: "2031-03-15T06:00:00Z", expiresIn: "14d" },
      wanted: { expiresIn: "14d" },
      want: ["expired"],
    },
    {
      name: "it expired and has another date",
      before: { status: "expired", expiresAt: "2031-03-15T00:00:00Z" },
      wanted: { expiresAt: "2032-01-01T00:00:00Z" },
      want: ["expired"],
    },
    {
      name: "not when it expired and nothing changed",
      before: { status: "expired", expiresAt: "2031-03-15T00:00:00Z" },
      wanted: { expiresAt: "2031-03-15T00:00:00Z" },
      want: [],
    },
    {
      name: "it is older than its new lifetime",
      before: { expiresAt: "2031-05-30T06:00:00Z", expiresIn: "90d" },
      wanted: { expiresIn: "7d", expiresAt: unknown },
      want: ["outlived"],
    },
    { name: "not when an import is given a lifetime that it has outlived", wanted: { expiresIn: "7d" }, want: [] },
  ])("$name", ({ before = {}, wanted = {}, want }) => {
    const known = { ...prior, ...before };
    expect(listRotationReasons(createRotatingContext(), known, { ...known, ...wanted })).toEqual(want);
  });

  it.each([
    { name: "nothing where the vendor updates it in place", rotating: [], want: [] },
    { name: "nothing where only another attribute rotates", rotating: ["description"], want: [] },
    { name: "a rotation where it rotates", rotating: ["name"], want: ["changed"] },
  ])("another name is $name", ({ rotating, want }) => {
    const wanted = { ...prior, name: "another" };
    const context = createRotatingContext(...rotating);
    expect(listRotationReasons(context, prior, wanted)).toEqual(want);
    expect(isRotation(context, prior, { ...wanted, id: unknown })).toBe(want.length > 0);
    expect(listRotationReasons(context, prior, prior)).toEqual([]);
  });

  it.each([
    { name: "the date where a date is set", wanted: { expiresAt: "2032-01-01T00:00:00Z" }, want: ["expiresAt"] },
    { name: "the lifetime where one is set", wanted: { expiresIn: "60d" }, want: ["expiresIn"] },
    { name: "nothing where it stays", wanted: {}, want: [] },
  ])("another expiry that rotates names $name", ({ wanted, want }) => {
    const { facts } = createRotatingContext("expiresAt", "expiresIn");
    expect(listRotatingChanges(prior, { ...prior, ...wanted }, facts)).toEqual(want);
  });

  it("is decided at apply if a keeper was unknown, and an unchanged keeper keeps the key", () => {
    const plan = { ...prior, id: unknown, keepers: { hide: "7" } };
    const context = createRotatingContext();
    expect(isRotation(context, prior, plan)).toBe(false);
    expect(isRotation(context, prior, { ...plan, keepers: { hide: "8" } })).toBe(true);
    expect(isRotation(context, prior, { ...plan, id: prior.id, keepers: { hide: "8" } })).toBe(false);
  });
});
