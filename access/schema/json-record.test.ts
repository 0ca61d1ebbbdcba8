import { describe, expect, it } from "vitest";
import { decodeJsonRecord, JsonRecordError, listForeignNames, presentSecret } from "./json-record.ts";
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
    expect(decodeJsonRecord(attributes, given)).toEqual({ ...nothing, ...want });
  });

  it.each([
    { values: { crews: "ferrymen" }, says: "`crews` is a string; it must be a list" },
    { values: { crews: [{ ranks: [7] }] }, says: "`crews[0].ranks[0]` is a number; it must be text" },
    { values: { berths: 7.5 }, says: "`berths` is a number; it must be a whole number" },
    { values: { labels: ["x"] }, says: "`labels` is a list; it must be an object" },
    { values: [], says: "the record is a list; it must be an object" },
  ])("fails without the value: $says", ({ values, says }) => {
    expect(() => decodeJsonRecord(attributes, { values })).toThrow(new JsonRecordError(says));
  });

  it("keeps no secret, whatever form it has", () => {
    for (const secret of ["open sesame", ["open sesame"], { a: "open sesame" }, 5]) {
      const text = JSON.stringify(
        decodeJsonRecord({ passcode: attributes.passcode }, { values: { passcode: secret } }),
      );
      expect(text).toBe(`{"passcode":"${presentSecret}"}`);
    }
  });

  it("tells what a newer provider wrote", () => {
    expect(listForeignNames(attributes, { dock_name: "north", tide: 3 })).toEqual(["tide"]);
  });
});
