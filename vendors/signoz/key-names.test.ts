import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyName } from "./facts/data/limits.ts";
import { isRetiredName, passingName, retiredName } from "./key-names.ts";

const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,79}$/);
const instants = fc.date({
  min: new Date("2001-01-01T00:00:00Z"),
  max: new Date("2099-01-01T00:00:00Z"),
  noInvalidDate: true,
});

describe("the names of keys that come and go", () => {
  it("are names that SigNoz takes, however long the key's own is", () => {
    fc.assert(
      fc.property(names, fc.uuid(), instants, (name, id, now) => {
        expect(retiredName(name, id)).toMatch(keyName.pattern);
        expect(passingName(name, id, now)).toMatch(keyName.pattern);
        expect(isRetiredName(retiredName(name, id), id)).toBe(true);
        expect(isRetiredName(name, id)).toBe(false);
      }),
    );
  });

  it("differ for keys that were made in the same moment, whose ids begin alike", () => {
    const one = "01c3d7df-8700-7506-84b7-714dffc32fa5";
    const two = "01c3d7df-8700-7506-84b7-714dffc32fa6";
    expect(retiredName("dunlin", one)).not.toBe(retiredName("dunlin", two));
    expect(isRetiredName(retiredName("dunlin", one), two)).toBe(false);
    const now = new Date("2031-01-01T00:00:00Z");
    expect(passingName("dunlin", one, now)).not.toBe(passingName("dunlin", two, now));
  });

  it("differ from one attempt to the next", () => {
    const id = "01c3d7df-8700-7506-84b7-714dffc32fa5";
    const now = new Date("2031-01-01T00:00:00Z");
    const then = new Date("2031-01-01T00:00:01Z");
    expect(passingName("dunlin", id, now)).not.toBe(passingName("dunlin", id, then));
  });
});
