import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyName } from "./facts/data/limits.ts";
import { isRetiredName, createTemporaryName, createRetiredName } from "./key-names.ts";

const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,79}$/);
const instants = fc.date({
  min: new Date("2001-01-01T00:00:00Z"),
  max: new Date("2099-01-01T00:00:00Z"),
  noInvalidDate: true,
});

describe("temporary and retired key names", () => {
  it("are valid in SigNoz, however long the key's name is", () => {
    fc.assert(
      fc.property(names, fc.uuid(), instants, (name, id, now) => {
        expect(createRetiredName(name, id)).toMatch(keyName.pattern);
        expect(createTemporaryName(name, id, now)).toMatch(keyName.pattern);
        expect(isRetiredName(createRetiredName(name, id), id)).toBe(true);
        expect(isRetiredName(name, id)).toBe(false);
      }),
    );
  });

  it("differ for keys created at the same moment, whose ids have the same beginning", () => {
    const one = "01c3d7df-8700-7506-84b7-714dffc32fa5";
    const two = "01c3d7df-8700-7506-84b7-714dffc32fa6";
    expect(createRetiredName("dunlin", one)).not.toBe(createRetiredName("dunlin", two));
    expect(isRetiredName(createRetiredName("dunlin", one), two)).toBe(false);
    const now = new Date("2031-01-01T00:00:00Z");
    expect(createTemporaryName("dunlin", one, now)).not.toBe(createTemporaryName("dunlin", two, now));
  });

  it("differ from one attempt to the next", () => {
    const id = "01c3d7df-8700-7506-84b7-714dffc32fa5";
    const now = new Date("2031-01-01T00:00:00Z");
    const then = new Date("2031-01-01T00:00:01Z");
    expect(createTemporaryName("dunlin", id, now)).not.toBe(createTemporaryName("dunlin", id, then));
  });
});
