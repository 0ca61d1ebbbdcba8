import { describe, expect, it } from "vitest";
import { defineFunction, parameter } from "#access/schema/function.ts";
import { bool, integer, list, map, object, text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { decodeValue, encodeValue } from "../codec/msgpack-value.ts";
import { GrpcError } from "../grpc/status.ts";
import { DiagnosticError } from "./diagnostic.ts";
import { type ServedFunction, serveFunction } from "./provider.ts";
import { openHost } from "./testing/host.ts";
import { lampProvider } from "./testing/lamp-provider.ts";

const bulb = object({ socket: text.required("socket"), dimsTo: integer.optional("dims to") });

const describeBulbs = defineFunction({
  name: "describe_bulbs",
  summary: "Says what bulbs there are.",
  description: "Longer.",
  parameters: {
    inRoom: parameter(text, "Where.", { null: true }),
    spare: parameter(map(bulb), "By drawer.", { unknown: true }),
  },
  variadic: { name: "bulbs", parameter: parameter(bulb, "Those that burn.") },
  returns: list(text),
});

const sockets = serveFunction(describeBulbs, ({ inRoom }, bulbs) => [
  inRoom ?? "everywhere",
  ...bulbs.map(({ socket, dimsTo }) => `${socket}:${dimsTo === null ? "fixed" : typeof dimsTo}`),
]);

function connected(...functions: readonly ServedFunction[]) {
  return openHost(lampProvider({}, { functions })).connect().client;
}

const bulbType = ["object", { socket: "string", dims_to: "number" }] as const;
const packed = {
  text: (value: string | null) => ({ msgpack: encodeValue("string", value) }),
  spare: (value: unknown) => ({ msgpack: encodeValue(["map", bulbType], value) }),
  bulb: (value: unknown) => ({ msgpack: encodeValue(bulbType, value) }),
};

function unpack(result: { readonly msgpack: Uint8Array } | undefined): unknown {
  return decodeValue(["list", "string"], result?.msgpack ?? new Uint8Array());
}

describe("a function's signature", () => {
  it("is in the schema, in GetFunctions and, by name, in the metadata", async () => {
    const client = connected(sockets);
    const { functions } = await client.getProviderSchema({});
    expect((await client.getFunctions({})).functions).toStrictEqual(functions);
    expect((await client.getMetadata({})).functions).toStrictEqual([{ name: "describe_bulbs" }]);
    const signature = functions["describe_bulbs"];
    const parseBytes = (bytes: Uint8Array | undefined): unknown => JSON.parse(Buffer.from(bytes ?? []).toString());
    expect(signature).toMatchObject({ summary: "Says what bulbs there are.", description: "Longer." });
    expect(
      signature?.parameters.map(({ name, allowNullValue, allowUnknownValues }) => [
        name,
        allowNullValue,
        allowUnknownValues,
      ]),
    ).toStrictEqual([
      ["in_room", true, false],
      ["spare", false, true],
    ]);
    expect(parseBytes(signature?.return?.type)).toStrictEqual(["list", "string"]);
    expect(signature?.variadicParameter?.name).toBe("bulbs");
  });

  it("lets a caller leave out optional fields", async () => {
    const { functions } = await connected(sockets).getFunctions({});
    const types = functions["describe_bulbs"]?.parameters.map(({ type }) => JSON.parse(Buffer.from(type).toString()));
    expect(types?.[1]).toStrictEqual(["map", ["object", { socket: "string", dims_to: "number" }, ["dims_to"]]]);
  });
});

describe("calling a function", () => {
  it("passes arguments by name and type, before the provider is configured", async () => {
    const seen: unknown[] = [];
    const client = connected(serveFunction(describeBulbs, (given, rest) => (seen.push(given, rest), ["done"])));
    const { result, error } = await client.callFunction({
      name: "describe_bulbs",
      arguments: [packed.text(null), packed.spare(unknown), packed.bulb({ socket: "E27", dims_to: 3 })],
    });
    expect(error).toBeUndefined();
    expect(seen).toStrictEqual([{ inRoom: null, spare: unknown }, [{ socket: "E27", dimsTo: 3n }]]);
    expect(unpack(result)).toStrictEqual(["done"]);
  });

  it("accepts any number of arguments at the end, including none", async () => {
    const given = [packed.text("attic"), packed.spare({})];
    const fixed = packed.bulb({ socket: "E14", dims_to: null });
    for (const rest of [[], [fixed], [fixed, fixed]]) {
      const { result } = await connected(sockets).callFunction({
        name: "describe_bulbs",
        arguments: [...given, ...rest],
      });
      expect(unpack(result)).toStrictEqual(["attic", ...rest.map(() => "E14:fixed")]);
    }
  });

  it.each([
    { name: "a parameter", path: ["spare", "left"], want: 1n },
    { name: "one of the last ones", path: ["bulbs", 1], want: 3n },
    { name: "nothing in particular", path: [], want: undefined },
  ])("answers a refusal of $name with the index of the argument and one text", async ({ path, want }) => {
    const refuse = (): never => {
      throw new DiagnosticError({ severity: "error", summary: "s", detail: "It is dark.\n\nLight it.", path });
    };
    const { result, error } = await connected(serveFunction(describeBulbs, refuse)).callFunction({
      name: "describe_bulbs",
      arguments: [packed.text("attic"), packed.spare({}), packed.bulb(null), packed.bulb(null)],
    });
    expect(result).toBeUndefined();
    expect(error).toStrictEqual({
      text: "It is dark. Light it",
      ...(want === undefined ? {} : { functionArgument: want }),
    });
  });

  it("fails for too few and too many arguments with a function error, not a diagnostic", async () => {
    const lit = defineFunction({ name: "lit", summary: "s", parameters: { on: parameter(bool, "d") }, returns: bool });
    const client = connected(serveFunction(lit, ({ on }) => on));
    for (const given of [[], [packed.text("a"), packed.text("b")]]) {
      const { error } = await client.callFunction({ name: "lit", arguments: given });
      expect(error?.text).toContain(`lit takes 1 arguments but was given ${given.length}`);
    }
  });

  it("fails for an unknown function", async () => {
    const error: unknown = await connected(sockets)
      .callFunction({ name: "dim" })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GrpcError);
  });
});
