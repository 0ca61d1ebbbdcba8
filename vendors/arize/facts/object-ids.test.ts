import { describe, expect, it } from "vitest";
import { findTextFault } from "#access/model/vendors/text-rules.ts";
import { isIdOf, readObjectId } from "./object-ids.ts";

const keyId = "QXBpS2V5OjEwMDE6YUJjRA==";

describe("an id", () => {
  it.each([
    { name: "the vendor's form", text: keyId, want: { type: "ApiKey", number: 1001 } },
    { name: "fails on a name", text: "production", want: undefined },
    { name: "fails on base64 of something else", text: "aGVsbG8=", want: undefined },
    { name: "fails without its padding", text: "QXBpS2V5OjEwMDE6YUJjRA", want: undefined },
    { name: "fails on nothing", text: "", want: undefined },
  ])("$name", ({ text, want }) => {
    expect(readObjectId(text)).toEqual(want);
  });

  it("fails where it is of another type of object", () => {
    expect(findTextFault(keyId, [isIdOf("ApiKey")])).toBeUndefined();
    expect(findTextFault(keyId, [isIdOf("Role")])).toBe(
      'it must be an Arize id, which is base64 of "Role:NUMBER:CHECKSUM"',
    );
  });
});
