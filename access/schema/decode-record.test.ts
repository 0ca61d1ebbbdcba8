import { describe, expect, it } from "vitest";
import { Decimal } from "./decimal.ts";
import { type DecodePolicy, decodeRecord, listForeignNames, presentSecret, RecordFormError } from "./decode-record.ts";
import { Secret } from "./secret.ts";
import { bool, integer, list, map, number, object, set, text } from "./types.ts";
import { unknown } from "./unknown.ts";

const attributes = {
  dockName: text.required("Name."),
  isOpen: bool.optional("Whether it is open."),
  berths: integer.optional("Berths."),
  depth: number.optional("Depth."),
  crews: set(object({ crewName: text.required("Name."), ranks: set(text).optional("Ranks.") })).optional("Crews."),
  labels: map(text).optional("Labels."),
  lines: list(text).optional("Lines."),
  passcode: text.computed("Passcode.").secret(),
  codes: map(text).computed("Codes.").secret(),
};

const forReview: DecodePolicy = { secrets: "dropped", form: "strict" };
const forProvider: DecodePolicy = { secrets: "kept", form: "loose" };

const nothing = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));

describe("a record in Terraform's JSON", () => {
  it.each([
    { name: "missing values are null", given: { values: {} }, want: {} },
    {
      name: "names become ours, whole numbers stay whole",
      given: { values: { dock_name: "north", is_open: false, berths: 7, depth: 2.5 } },
      want: { dockName: "north", isOpen: false, berths: 7n, depth: 2.5 },
    },
    {
      name: "nested records are decoded in full",
      given: { values: { crews: [{ crew_name: "ferrymen", ranks: null }] } },
      want: { crews: [{ crewName: "ferrymen", ranks: null }] },
    },
    {
      name: "what is not known is unknown, though it is left out",
      given: { values: {}, unknowns: { dock_name: true } },
      want: { dockName: unknown },
    },
    {
      name: "unknown elements stand where they are",
      given: {
        values: {
          crews: [{ crew_name: "ferrymen", ranks: ["mate", null] }, {}],
          lines: [null, "b"],
          labels: { a: "x" },
        },
        unknowns: { crews: [{ ranks: [false, true] }, { crew_name: true }], lines: [true, false], labels: { b: true } },
      },
      want: {
        crews: [
          { crewName: "ferrymen", ranks: ["mate", unknown] },
          { crewName: unknown, ranks: null },
        ],
        lines: [unknown, "b"],
        labels: { a: "x", b: unknown },
      },
    },
    {
      name: "of a secret only its presence is left",
      given: { values: { passcode: "open sesame", codes: { gate: "4711" } } },
      want: { passcode: presentSecret, codes: { gate: presentSecret } },
    },
    {
      name: "a secret that is not known yet is unknown",
      given: { values: {}, unknowns: { passcode: true } },
      want: { passcode: unknown },
    },
    {
      name: "names of objects' own parts are names",
      given: { values: JSON.parse('{"__proto__": {"dock_name": "x"}}') as unknown },
      want: {},
    },
  ])("$name", ({ given, want }) => {
    expect(decodeRecord(attributes, given, forReview)).toEqual({ ...nothing, ...want });
  });

  it.each([
    { values: { crews: "ferrymen" }, says: "`crews` is a string; it must be a list" },
    { values: { crews: [{ ranks: [7] }] }, says: "`crews[0].ranks[0]` is a number; it must be text" },
    { values: { berths: 7.5 }, says: "`berths` is a number; it must be a whole number" },
    { values: { labels: ["x"] }, says: "`labels` is a list; it must be an object" },
    { values: { crews: [null] }, says: "`crews[0]` is null; it must have a value" },
    { values: [], says: "the record is a list; it must be an object" },
    { values: null, says: "the record is null; it must be an object" },
  ])("fails without the value: $says", ({ values, says }) => {
    expect(() => decodeRecord(attributes, { values }, forReview)).toThrow(new RecordFormError(says));
  });

  it("keeps no secret, whatever form it has", () => {
    for (const secret of ["open sesame", ["open sesame"], { a: "open sesame" }, 5]) {
      const text = JSON.stringify(
        decodeRecord({ passcode: attributes.passcode }, { values: { passcode: secret } }, forReview),
      );
      expect(text).toBe(`{"passcode":"${presentSecret}"}`);
    }
  });

  it("keeps secrets that are texts, if it is to, and refuses others without quoting them", () => {
    const values = { passcode: "open sesame", codes: { gate: "4711", door: unknown, hatch: null } };
    expect(decodeRecord(attributes, { values }, forProvider)).toStrictEqual({
      ...nothing,
      passcode: new Secret("open sesame"),
      codes: { gate: new Secret("4711"), door: unknown, hatch: null },
    });
    expect(() => decodeRecord(attributes, { values: { codes: { gate: ["open sesame"] } } }, forProvider)).toThrow(
      new RecordFormError("`codes.gate` is a list; it must be text"),
    );
  });

  it("keeps fractions, if it is to", () => {
    const values = { berths: new Decimal("7.5") };
    expect(decodeRecord(attributes, { values }, forProvider)).toStrictEqual({ ...nothing, berths: values.berths });
  });

  it("asks for a single value that is not known, marked in place or masked, and never for a secret", () => {
    const asked: unknown[] = [];
    const fillUnknown: DecodePolicy["fillUnknown"] = (place) => asked.push(place);
    const given = {
      values: { dock_name: unknown, crews: [{ ranks: ["mate", null] }], lines: unknown, passcode: unknown },
      unknowns: { crews: [{ crew_name: true, ranks: [false, true] }], codes: { gate: true } },
    };
    const decoded = decodeRecord(attributes, given, { ...forReview, fillUnknown });
    expect(decoded).toMatchObject({ lines: unknown, passcode: unknown, codes: null });
    expect(asked).toEqual([
      { path: "dock_name", refersTo: undefined },
      { path: "crews[0].crew_name", refersTo: undefined },
      { path: "crews[0].ranks[1]", refersTo: undefined },
    ]);
  });

  it("tells what a newer provider wrote", () => {
    expect(listForeignNames(attributes, { dock_name: "north", tide: 3 })).toEqual(["tide"]);
  });
});
