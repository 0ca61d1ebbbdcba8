import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Field, FieldType, MessageType } from "./descriptor.ts";
import { member, message, one, repeated } from "./descriptor.ts";
import { HealthService } from "./gen/grpc-health-v1.ts";
import { GRPCBrokerService, GRPCStdioService } from "./gen/plugin.ts";
import {
  AttributePath,
  Diagnostic,
  RawState,
  RenewEphemeralResourceRequest,
  Schema,
  ValidateProviderConfigResponse,
  ValidateResourceConfigResponse,
} from "./gen/tfplugin6.ts";
import { decode, encode } from "./protobuf.ts";
import { ProviderService } from "./provider-service.ts";
import { collectTypes } from "./testing/service-types.ts";

const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const fromHex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

const scalars = {
  string: fc.string({ unit: "binary", maxLength: 5 }),
  bytes: fc.uint8Array({ maxLength: 5 }),
  bool: fc.boolean(),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  int32: fc.integer(),
  uint32: fc.nat({ max: 0xffff_ffff }),
};

function arbitraryType(type: FieldType, depth: number): fc.Arbitrary<unknown> {
  if (typeof type === "string") return scalars[type];
  if (type.kind === "enum") return fc.constantFrom(...Object.keys(type.values));
  return arbitraryMessage(type, depth - 1);
}

function arbitraryField({ type, label }: Field, depth: number): fc.Arbitrary<unknown> {
  const holdsMessage = typeof type === "object" && type.kind === "message";
  const single = arbitraryType(type, depth);
  const maxLength = holdsMessage ? Math.min(depth, 2) : 2;
  if (label === "repeated") return fc.array(single, { maxLength });
  if (label === "map") return fc.dictionary(scalars.string, single, { maxKeys: maxLength });
  if (holdsMessage) return depth > 0 ? fc.option(single, { nil: undefined }) : fc.constant(undefined);
  return label === "optional" ? fc.option(single, { nil: undefined }) : single;
}

function arbitraryOneof(members: readonly Field[], depth: number): fc.Arbitrary<unknown> {
  const choices = members.map(({ key, type }) =>
    fc.record({ kind: fc.constant(key), value: arbitraryType(type, depth) }),
  );
  return fc.option(fc.oneof(...choices), { nil: undefined });
}

function arbitraryMessage(type: MessageType, depth: number): fc.Arbitrary<unknown> {
  return fc.constant(undefined).chain(() => {
    const fields = type.fields();
    const plain = fields
      .filter(({ oneof }) => oneof === undefined)
      .map((field) => [field.key, arbitraryField(field, depth)] as const);
    const oneofs = [...new Set(fields.flatMap(({ oneof }) => oneof ?? []))].map(
      (name) =>
        [
          name,
          arbitraryOneof(
            fields.filter(({ oneof }) => oneof === name),
            depth,
          ),
        ] as const,
    );
    return fc.record(Object.fromEntries([...plain, ...oneofs]));
  });
}

describe("every message of the protocol", () => {
  const types = [ProviderService, GRPCBrokerService, GRPCStdioService, HealthService].flatMap((service) => [
    ...collectTypes(service).messages.values(),
  ]);

  test.each(types.map((type) => ({ name: type.name, type })))("$name is decoded unchanged", ({ type }) => {
    fc.assert(
      fc.property(arbitraryMessage(type, 3), (value) => {
        expect(decode(type, encode(type, value))).toEqual(value);
      }),
      { numRuns: 25 },
    );
  });

  test.each(types.map((type) => ({ name: type.name, type })))(
    "$name is never misread if it is cut short",
    ({ type }) => {
      fc.assert(
        fc.property(arbitraryMessage(type, 2), fc.double({ min: 0, max: 1, noNaN: true }), (value, share) => {
          const bytes = encode(type, value);
          const cut = bytes.subarray(0, Math.floor(bytes.length * share));
          try {
            decode(type, cut);
          } catch (error) {
            expect(error).toMatchObject({ name: "ProtocolError", message: expect.stringContaining(type.name) });
          }
        }),
        { numRuns: 10 },
      );
    },
  );
});

describe("bytes worked out by hand", () => {
  interface Numbers {
    readonly list: readonly bigint[];
    readonly small: number;
    readonly natural: number;
  }
  const Numbers = message<Numbers, Partial<Numbers>>("Numbers", () => [
    repeated(1, "list", "int64"),
    one(2, "small", "int32"),
    one(3, "natural", "uint32"),
  ]);
  const Inner = message("Inner", () => [one(1, "text", "string")]);
  const Outer = message("Outer", () => [member("type", one(1, "inner", Inner))]);

  test.each([
    {
      name: "an enum and a string",
      type: Diagnostic,
      value: { severity: "ERROR", summary: "a" },
      bytes: "08 01 12 01 61",
    },
    {
      name: "an integer key of -1 takes ten bytes",
      type: AttributePath,
      value: { steps: [{ selector: { kind: "elementKeyInt", value: -1n } }] },
      bytes: "0a 0b 18 ff ff ff ff ff ff ff ff ff 01",
    },
    {
      name: "a oneof keeps a member that holds its default",
      type: AttributePath,
      value: { steps: [{ selector: { kind: "elementKeyInt", value: 0n } }] },
      bytes: "0a 02 18 00",
    },
    { name: "a map", type: RawState, value: { flatmap: { k: "v" } }, bytes: "12 06 0a 01 6b 12 01 76" },
    {
      name: "an optional field that holds its default",
      type: RenewEphemeralResourceRequest,
      value: { private: new Uint8Array(0) },
      bytes: "12 00",
    },
    {
      name: "a sub-message without fields",
      type: Outer,
      value: { type: { kind: "inner", value: {} } },
      bytes: "0a 00",
    },
    { name: "a list of numbers is packed", type: Numbers, value: { list: [1n, 300n] }, bytes: "0a 03 01 ac 02" },
    { name: "a negative int32", type: Numbers, value: { small: -2 }, bytes: "10 fe ff ff ff ff ff ff ff ff 01" },
    { name: "the largest uint32", type: Numbers, value: { natural: 0xffff_ffff }, bytes: "18 ff ff ff ff 0f" },
    { name: "text outside ASCII", type: Diagnostic, value: { detail: "é😀" }, bytes: "1a 06 c3 a9 f0 9f 98 80" },
  ])("$name", ({ type, value, bytes }) => {
    const read = type as MessageType;
    expect(toHex(encode(read, value))).toBe(bytes.replaceAll(" ", ""));
    expect(decode(read, fromHex(bytes))).toMatchObject(value);
  });

  test("numbers that are not packed are read too", () => {
    expect(decode(Numbers, fromHex("08 01 0a 02 02 03 08 04")).list).toEqual([1n, 2n, 3n, 4n]);
  });
});

test("the diagnostics of a validated provider block are field 2, those of a resource field 1", () => {
  const answer = { diagnostics: [{ summary: "a" }] };
  expect(toHex(encode(ValidateProviderConfigResponse, answer))).toBe("1203120161");
  expect(toHex(encode(ValidateResourceConfigResponse, answer))).toBe("0a03120161");
});

describe("reading", () => {
  test("skips unknown fields of every wire type, groups included", () => {
    const unknown = "78 05 79 0102030405060708 7a 02 ffff 7b 7b 08 01 7c 7c 7d 01020304";
    expect(decode(Diagnostic, fromHex(`${unknown} 12 01 61 ${unknown}`)).summary).toBe("a");
  });

  test("skips a known field with another wire type", () => {
    expect(decode(Diagnostic, fromHex("10 05 1a 01 62"))).toMatchObject({ summary: "", detail: "b" });
  });

  test("merges a message field that occurs twice", () => {
    const Inner = message("Inner", () => [one(1, "a", "string"), one(2, "b", "string")]);
    const Outer = message("Outer", () => [one(1, "inner", Inner)]);
    expect(decode(Outer, fromHex("0a 03 0a 01 61 0a 03 12 01 62"))).toEqual({ inner: { a: "a", b: "b" } });
  });

  test("uses the last member of a oneof", () => {
    const Either = message("Either", () => [
      member("value", one(1, "a", "string")),
      member("value", one(2, "b", "string")),
    ]);
    expect(decode(Either, fromHex("0a 01 61 12 01 62"))).toEqual({ value: { kind: "b", value: "b" } });
  });

  test("reads an enum's unknown number as the name of 0", () => {
    expect(decode(Diagnostic, fromHex("08 63")).severity).toBe("INVALID");
  });

  test("gives every list, map and scalar its default", () => {
    expect(decode(RawState, new Uint8Array(0))).toEqual({ json: new Uint8Array(0), flatmap: {} });
  });

  test("keeps a map's key that is a name of Object.prototype", () => {
    const flatmap = Object.fromEntries([["__proto__", "x"]]);
    expect(Object.entries(decode(RawState, encode(RawState, { flatmap })).flatmap)).toEqual([["__proto__", "x"]]);
  });

  test("grows to messages of any size", () => {
    const json = new Uint8Array(5_000_000).fill(7);
    expect(Buffer.compare(decode(RawState, encode(RawState, { json, flatmap: { a: "b" } })).json, json)).toBe(0);
  });

  test.each([
    { name: "a length past the end", bytes: "12 05 61", want: /Diagnostic: .*cut short: .* 5 bytes, 1 follow/ },
    { name: "half a number", bytes: "08 80", want: /Diagnostic: .*middle of a number/ },
    { name: "a number of eleven bytes", bytes: "08 ff ff ff ff ff ff ff ff ff ff 01", want: /longer than ten bytes/ },
    { name: "a sub-message that runs past its parent", bytes: "22 03 0a 05 3a 03 61 61 61", want: /past the end/ },
    { name: "text that is not UTF-8", bytes: "12 01 ff", want: /not UTF-8/ },
    { name: "the field number 0", bytes: "00 01", want: /number 0/ },
    { name: "an open group", bytes: "7b 08 01", want: /middle of a number/ },
    { name: "the end of a group that never began", bytes: "7c", want: /wire type 4/ },
  ])("fails on $name", ({ bytes, want }) => {
    expect(() => decode(Diagnostic, fromHex(bytes))).toThrow(want);
  });
});

describe("writing", () => {
  const toWrongValue = (value: object): Parameters<typeof encode<typeof Schema>>[1] => value;

  test.each([
    {
      name: "a number where a bigint is due",
      value: { version: 1 },
      want: /Schema\.version: expected a bigint, got number/,
    },
    { name: "65 bits", value: { version: 2n ** 63n }, want: /does not fit in 64 bits/ },
    {
      name: "an unknown enum name",
      value: { block: { descriptionKind: "HTML" } },
      want: /Block\.description_kind: expected one of/,
    },
    {
      name: "an object where a list is due",
      value: { block: { attributes: {} } },
      want: /Block\.attributes: expected a list/,
    },
    {
      name: "a missing list element",
      value: { block: { attributes: [undefined] } },
      want: /Attribute: expected a message/,
    },
    {
      name: "text where bytes are due",
      value: { block: { attributes: [{ type: "x" }] } },
      want: /expected a Uint8Array/,
    },
  ])("fails on $name", ({ value, want }) => {
    expect(() => encode(Schema, toWrongValue(value))).toThrow(want);
  });
});
