import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "#access/schema/decimal.ts";
import { unknown } from "#access/schema/unknown.ts";
import { Dynamic, type WireType } from "#access/schema/wire-type.ts";
import { decodeValue, encodeValue } from "./msgpack-value.ts";

const name = fc.string({ minLength: 1, maxLength: 8 });

const wireTypes = fc.letrec<{ type: WireType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<WireType>("string", "number", "bool", "dynamic"),
    fc.tuple(fc.constantFrom("list" as const, "set" as const, "map" as const), tie("type")),
    fc.tuple(fc.constant("tuple" as const), fc.array(tie("type"), { maxLength: 3 })),
    fc.tuple(fc.constant("object" as const), fc.dictionary(name, tie("type"), { maxKeys: 4 })),
  ),
})).type;

const plainTypes: fc.Arbitrary<WireType> = fc.constantFrom<WireType>("string", "number", "bool", ["list", "number"]);

const fractions = fc
  .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: 1, max: 30 }))
  .map(([digits, places]) => new Decimal(`${digits}e-${places}`))
  .filter((decimal) => decimal.whole() === undefined);

const numbers = fc.oneof(
  fc.maxSafeInteger(),
  fc.bigInt().filter((value) => !Number.isSafeInteger(Number(value))),
  fc.double({ noNaN: true }).filter((value) => !Number.isInteger(value)),
  fractions,
);

function createPresentValue(type: WireType): fc.Arbitrary<unknown> {
  if (type === "string") return fc.string({ unit: "grapheme" }).map((text) => text.normalize("NFC"));
  if (type === "bool") return fc.boolean();
  if (type === "number") return numbers;
  if (type === "dynamic")
    return plainTypes.chain((inner) => createArbitrary(inner).map((value) => new Dynamic(inner, value)));
  switch (type[0]) {
    case "list":
    case "set":
      return fc.array(createArbitrary(type[1]), { maxLength: 20 });
    case "tuple":
      return fc.tuple(...type[1].map(createArbitrary));
    case "map":
      return fc.dictionary(name, createArbitrary(type[1]), { maxKeys: 20, noNullPrototype: true });
    case "object":
      return fc.record(
        Object.fromEntries(Object.entries(type[1]).map(([key, inner]) => [key, createArbitrary(inner)])),
        {
          noNullPrototype: true,
        },
      );
  }
}

function createArbitrary(type: WireType): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: createPresentValue(type) }, fc.constant(null), fc.constant(unknown));
}

describe("the msgpack codec", () => {
  it("returns every value of every type unchanged", () => {
    const typed = wireTypes.chain((type) => fc.tuple(fc.constant(type), createArbitrary(type)));
    fc.assert(
      fc.property(typed, ([type, value]) => {
        expect(decodeValue(type, encodeValue(type, value))).toStrictEqual(value);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    { name: "fixed extension 1", hex: "d40000" },
    { name: "another extension code", hex: "d47f00" },
    { name: "a refined unknown: not null, with a prefix", hex: "c70a0c8201c202a57072652d78" },
    { name: "an empty extension", hex: "c7000c" },
    { name: "a 16-bit extension", hex: "c800030c010203" },
    { name: "an 8-byte extension", hex: `d70c${"00".repeat(8)}` },
  ])("reads $name as unknown", ({ hex }) => {
    expect(decodeValue("string", Buffer.from(hex, "hex"))).toBe(unknown);
  });

  it.each([
    { name: "0.1 as text", hex: "a3302e31", want: new Decimal("0.1") },
    { name: "a double", hex: "cb3ff8000000000000", want: 1.5 },
    { name: "an integer above 2^53", hex: "cf0020000000000001", want: 9007199254740993n },
    { name: "a negative 64-bit integer", hex: "d3ffdfffffffffffff", want: -9007199254740993n },
    {
      name: "30 digits as text",
      hex: "be313233343536373839303132333435363738393031323334353637383930",
      want: 123456789012345678901234567890n,
    },
    { name: "a small negative", hex: "ff", want: -1 },
  ])("reads $name exactly", ({ hex, want }) => {
    expect(decodeValue("number", Buffer.from(hex, "hex"))).toStrictEqual(want);
  });

  it("writes dynamic values in four forms", () => {
    const typed = Buffer.from("92c40822737472696e6722a3616263", "hex");
    const typeOnly = Buffer.from("92c40822737472696e6722d40000", "hex");
    expect(decodeValue("dynamic", typed)).toStrictEqual(new Dynamic("string", "abc"));
    expect(decodeValue("dynamic", typeOnly)).toStrictEqual(new Dynamic("string", unknown));
    expect(decodeValue("dynamic", Buffer.from("d40000", "hex"))).toBe(unknown);
    expect(decodeValue("dynamic", Buffer.from("c0", "hex"))).toBe(null);
    expect(Buffer.from(encodeValue("dynamic", new Dynamic("string", "abc"))).toString("hex")).toBe(
      typed.toString("hex"),
    );
  });

  it("writes every attribute of an object, and missing ones as null", () => {
    const type: WireType = ["object", { a: "string", b: "number" }];
    expect(decodeValue(type, encodeValue(type, { a: "x" }))).toStrictEqual({ a: "x", b: null });
  });

  it.each([
    { name: "an attribute that the type lacks", type: ["object", {}] as WireType, hex: "81a17801" },
    { name: "a value that ends early", type: "string" as WireType, hex: "a5616263" },
    { name: "bytes after the value", type: "bool" as WireType, hex: "c3c3" },
    { name: "a number where a string must be", type: "string" as WireType, hex: "01" },
    { name: "a tuple that is too long", type: ["tuple", ["bool"]] as WireType, hex: "92c3c3" },
  ])("fails for $name", ({ type, hex }) => {
    expect(() => decodeValue(type, Buffer.from(hex, "hex"))).toThrow();
  });
});
