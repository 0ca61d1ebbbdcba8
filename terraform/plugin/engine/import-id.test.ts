import { describe, expect, it } from "vitest";
import { listPartFaults, parseImportId } from "./import-id.ts";

const encodes = (word: string) => (text: string) =>
  Buffer.from(text, "base64").toString("latin1").startsWith(`${word}:`) ? undefined : `it must be a ${word}`;
const rules = { spaceId: encodes("Space"), id: encodes("Key") };
const encode = (text: string): string => Buffer.from(text).toString("base64");

const space = encode("Space:12:?");
const slashedSpace = encode("Space:5:?>~?");
const slashedKey = encode("Key:123:??>?~?");

describe("parseImportId", () => {
  it("has fixtures with slashes", () => {
    for (const id of [slashedSpace, slashedKey]) expect(id).toContain("/");
  });

  it.each([
    { name: "two plain ids", spaceId: space, id: encode("Key:1") },
    { name: "a slash in the first", spaceId: slashedSpace, id: encode("Key:1") },
    { name: "a slash in the second", spaceId: space, id: slashedKey },
    { name: "slashes in both", spaceId: slashedSpace, id: slashedKey },
  ])("reads $name", ({ spaceId, id }) => {
    expect(parseImportId(["{spaceId}/{id}"], `${spaceId}/${id}`, rules)).toEqual({ spaceId, id });
  });

  it("reads a single id with slashes", () => {
    expect(parseImportId(["{id}"], slashedKey, rules)).toEqual({ id: slashedKey });
  });

  it("reads an id after a fixed word", () => {
    expect(parseImportId(["account/{id}", "member/{id}"], `member/${slashedKey}`, rules)).toEqual({ id: slashedKey });
  });

  it("takes the form whose parts are sound", () => {
    expect(parseImportId(["{id}/{spaceId}", "{spaceId}/{id}"], `${slashedSpace}/${slashedKey}`, rules)).toEqual({
      spaceId: slashedSpace,
      id: slashedKey,
    });
  });

  it("reads parts with faults, so that they can be named", () => {
    const parts = parseImportId(["{spaceId}/{id}"], "weather/nightly", rules);
    expect(parts).toEqual({ spaceId: "weather", id: "nightly" });
    expect(listPartFaults(parts ?? {}, rules).map(({ name }) => name)).toEqual(["spaceId", "id"]);
  });

  it.each([
    { name: "too few parts", form: "{spaceId}/{id}", id: space },
    { name: "another word", form: "account/{id}", id: `group/${slashedKey}` },
    { name: "an empty part", form: "{a}/{b}", id: "x/" },
    { name: "slashes in a part without a rule", form: "{a}/{b}", id: "x/y/z" },
    { name: "very many slashes", form: "{spaceId}/{id}", id: "/".repeat(10_000) },
  ])("fails on $name", ({ form, id }) => {
    expect(parseImportId([form], id, rules)).toBeUndefined();
  });
});
