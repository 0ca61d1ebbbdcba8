import { describe, expect, it } from "vitest";
import { keyName, lengthFault, readObjectId } from "./limits.ts";

describe("ids", () => {
  it.each([
    { name: "the vendor's form", text: "QXBpS2V5OjEwMDE6YUJjRA==", want: { type: "ApiKey", number: 1001 } },
    { name: "fails on a name", text: "production", want: undefined },
    { name: "fails on base64 of something else", text: "aGVsbG8=", want: undefined },
    { name: "fails without its padding", text: "QXBpS2V5OjEwMDE6YUJjRA", want: undefined },
    { name: "fails on nothing", text: "", want: undefined },
  ])("$name", ({ text, want }) => {
    expect(readObjectId(text)).toEqual(want);
  });
});

describe("lengths", () => {
  it("hold at both ends", () => {
    expect(lengthFault(keyName, "k".repeat(256))).toBeUndefined();
    expect(lengthFault(keyName, "k".repeat(257))).toBe("it must be 1 to 256 characters");
    expect(lengthFault(keyName, "")).toBeDefined();
  });
});
