import { describe, expect, it } from "vitest";
import { parseId, checkSelectorId } from "./ids.ts";

const id = "0198c0de-0000-7000-8000-0000000000c3";

describe("parseId", () => {
  it.each([id, id.toUpperCase(), id.replaceAll("-", ""), `urn:uuid:${id}`, `{${id}}`])("reads %s", (text) => {
    expect(parseId(text)).toBe(id);
  });

  it.each(["", "me", id.slice(1), `${id}0`, `{${id}`, id.replace("-", "_")])("fails on %j", (text) => {
    expect(() => parseId(text)).toThrow(
      expect.objectContaining({
        body: { status: "error", error: expect.objectContaining({ code: "invalid_valuer" }) },
      }),
    );
  });
});

describe("selectorId", () => {
  it("takes lower case with hyphens alone", () => {
    expect(checkSelectorId(id)).toBe(id);
    expect(() => checkSelectorId(id.toUpperCase())).toThrow(
      expect.objectContaining({
        body: { status: "error", error: expect.objectContaining({ code: "invalid_selector" }) },
      }),
    );
  });
});
