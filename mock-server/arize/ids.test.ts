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
    { name: "nothing", text: "" },
    { name: "plain text", text: "Role:1:aBcD" },
    { name: "text without a suffix", text: encode("Role:1") },
    { name: "an empty suffix", text: encode("Role:1:") },
    { name: "a number with a sign", text: encode("Role:-1:aBcD") },
    { name: "a number of 16 digits", text: encode("Role:1234567890123456:aBcD") },
    { name: "a type with a digit", text: encode("Role2:1:aBcD") },
    { name: "text after the suffix", text: encode("Role:1:aBcD!") },
    { name: "missing padding", text: encode("Role:12:aBcDe").replace(/=+$/, "") },
    { name: "a line break", text: `${encode("Role:1:aBcD")}\n` },
  ])("fails on $name", ({ text }) => {
    expect(parseObjectId(text)).toBeUndefined();
  });
});

describe("compareIds", () => {
  it("orders by number, then by text", () => {
    const ids = [encode("Role:10:b"), encode("Role:9:z"), encode("Role:10:a")];
    expect([...ids].sort(compareIds)).toEqual([ids[1], ids[2], ids[0]]);
  });
});
