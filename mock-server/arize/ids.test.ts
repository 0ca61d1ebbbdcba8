import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { compareIds, makeId, parseObjectId } from "./ids.ts";

function encode(text: string): string {
  return Buffer.from(text, "latin1").toString("base64");
}

describe("parseObjectId", () => {
  it("reads what makeId makes", () => {
    const id = makeId("Role", 1_042, (size) => Buffer.alloc(size, 7));
    expect(parseObjectId(id)).toEqual({ type: "Role", number: 1_042 });
  });

  it.each([
    { name: "a checksum in standard base64", text: "QWNjb3VudE9yZ2FuaXphdGlvbjo0NDExMTowS2sr", number: 44_111 },
    { name: "no checksum", text: "Um9sZToxMjM0NQ==", number: 12_345 },
    { name: "no padding", text: "Um9sZToxMjM0NQ", number: 12_345 },
    { name: "the URL-safe alphabet", text: "U3BhY2U6NTo_fj4-", number: 5 },
  ])("reads $name", ({ text, number }) => {
    expect(parseObjectId(text)).toMatchObject({ number });
  });

  it.each([
    { name: "nothing", text: "" },
    { name: "plain text", text: "Role:1:aBcD" },
    { name: "an empty suffix", text: encode("Role:1:") },
    { name: "a number with a sign", text: encode("Role:-1:aBcD") },
    { name: "a type with a digit", text: encode("Role2:1:aBcD") },
    { name: "both alphabets", text: "U3BhY2U6NTo_fj4+" },
    { name: "too much padding", text: "Um9sZToxMjM0NQ===" },
    { name: "a line break", text: `${encode("Role:1:aBcD")}\n` },
  ])("fails on $name", ({ text }) => {
    expect(parseObjectId(text)).toBeUndefined();
  });
});

describe("makeId", () => {
  const ids = Array.from({ length: 300 }, (_, index) => makeId("Space", 1_001 + index, randomBytes));

  it.each(["+", "/", "="])("often makes ids with %s, which a client must encode", (character) => {
    expect(ids.filter((id) => id.includes(character)).length).toBeGreaterThan(20);
  });

  it("often makes checksums of standard base64", () => {
    const inside = ids.map((id) => Buffer.from(id, "base64").toString("latin1"));
    expect(inside.filter((text) => /:[^:]*[+/][^:]*$/.test(text)).length).toBeGreaterThan(20);
  });
});

describe("compareIds", () => {
  it("orders by number, then by text", () => {
    const ids = [encode("Role:10:b"), encode("Role:9:z"), encode("Role:10:a")];
    expect([...ids].sort(compareIds)).toEqual([ids[1], ids[2], ids[0]]);
  });
});
