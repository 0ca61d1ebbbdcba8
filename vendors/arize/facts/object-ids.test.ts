import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findTextFault } from "#access/model/vendors/text-rules.ts";
import { type IdType, idTypes, idWords } from "./data/limits.ts";
import { createIdRule, readObjectId } from "./object-ids.ts";

const keyId = "QXBpS2V5OjEwMDE6YUJjRA==";

describe("readObjectId", () => {
  it.each([
    { name: "reads the vendor's form", text: keyId, want: { type: "ApiKey", number: 1001 } },
    {
      name: "reads a checksum in standard base64",
      text: "QWNjb3VudE9yZ2FuaXphdGlvbjo0NDExMTowS2sr",
      want: { type: "AccountOrganization", number: 44_111 },
    },
    { name: "reads an id without a checksum", text: "U3BhY2U6MTIzNDU=", want: { type: "Space", number: 12_345 } },
    {
      name: "reads an id without padding",
      text: "T3JnYW5pemF0aW9uOjEwMDE6eFl6Vw",
      want: { type: "Organization", number: 1001 },
    },
    { name: "reads the URL-safe alphabet", text: "U3BhY2U6NTo_fj4-", want: { type: "Space", number: 5 } },
    { name: "reads the standard alphabet", text: "U3BhY2U6NTo/fj4+", want: { type: "Space", number: 5 } },
    { name: "fails on both alphabets in one id", text: "U3BhY2U6NTo_fj4+", want: undefined },
    { name: "fails on a name", text: "production", want: undefined },
    { name: "fails on a name with blanks", text: "my space", want: undefined },
    { name: "fails on base64 of something else", text: "aGVsbG8=", want: undefined },
    { name: "fails on too much padding", text: "U3BhY2U6MTIzNDU==", want: undefined },
    { name: "fails on an id that was cut off", text: "U3BhY2U6MTIzN", want: undefined },
    { name: "fails on the decoded form", text: "Space:12345", want: undefined },
    { name: "fails on an empty text", text: "", want: undefined },
  ])("$name", ({ text, want }) => {
    expect(readObjectId(text)).toEqual(want);
  });
});

describe("the rule for an id", () => {
  const accepts = (type: IdType, text: string): boolean => findTextFault(text, [createIdRule(type)]) === undefined;
  const type = fc.constantFrom<IdType>(...Object.values(idTypes));
  const checksum = fc.option(fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes)));
  const form = fc.record({
    number: fc.nat(),
    checksum,
    alphabet: fc.constantFrom("base64", "base64url"),
    isPadded: fc.boolean(),
  });

  it("accepts every id of its type, with or without a checksum and padding, in both alphabets", () => {
    fc.assert(
      fc.property(type, form, (one, { number, checksum: sum, alphabet, isPadded }) => {
        for (const word of idWords[one] ?? [one]) {
          const tail = sum === null ? [] : [Buffer.from(":"), sum];
          const id = Buffer.concat([Buffer.from(`${word}:${number}`), ...tail]).toString(alphabet);
          expect(accepts(one, isPadded ? id : id.replace(/=+$/, ""))).toBe(true);
        }
      }),
    );
  });

  it("fails on a name", () => {
    fc.assert(
      fc.property(type, fc.stringMatching(/^[a-zA-Z][\w +/-]{0,30}$/), (one, name) => {
        const decoded = Buffer.from(name, "base64").toString("latin1");
        fc.pre(!/^[A-Za-z]+:\d/.test(decoded));
        expect(accepts(one, name)).toBe(false);
      }),
    );
  });

  it("fails on the id of another type, and says what is accepted", () => {
    expect(findTextFault(keyId, [createIdRule("ApiKey")])).toBeUndefined();
    expect(findTextFault(keyId, [createIdRule("Role")])).toBe(
      'it must be an Arize id, which is base64 of "Role:NUMBER:CHECKSUM" (the checksum may be missing); if this is a name, look up its id',
    );
  });
});
