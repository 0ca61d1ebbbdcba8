import { describe, expect, it } from "vitest";
import { findTextFault } from "#access/model/vendors/text-rules.ts";
import { createIdRule, readObjectId } from "./object-ids.ts";

const keyId = "QXBpS2V5OjEwMDE6YUJjRA==";

describe("readObjectId", () => {
  it.each([
    { name: "reads the vendor's form", text: keyId, want: { type: "ApiKey", number: 1001 } },
    { name: "fails on a name", text: "production", want: undefined },
    { name: "fails on base64 of something else", text: "aGVsbG8=", want: undefined },
    { name: "fails on base64 without padding", text: "QXBpS2V5OjEwMDE6YUJjRA", want: undefined },
    { name: "fails on an empty text", text: "", want: undefined },
  ])("$name", ({ text, want }) => {
    expect(readObjectId(text)).toEqual(want);
  });

  it("fails on the id of another type", () => {
    expect(findTextFault(keyId, [createIdRule("ApiKey")])).toBeUndefined();
    expect(findTextFault(keyId, [createIdRule("Role")])).toBe(
      'it must be an Arize id, which is base64 of "Role:NUMBER:CHECKSUM"',
    );
  });
});
