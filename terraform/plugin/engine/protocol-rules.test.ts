import { describe, expect, it } from "vitest";
import type { Attributes } from "#access/schema/attribute.ts";
import { defineFunction, parameter } from "#access/schema/function.ts";
import { Secret } from "#access/schema/secret.ts";
import { bool, integer, list, map, object, set, text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { encodeValue } from "../codec/msgpack-value.ts";
import { toDiagnosticMessage, toPathSteps } from "./diagnostic-message.ts";
import { PartialResult } from "./diagnostic.ts";
import { serveFunction } from "./provider.ts";
import { toSchemaMessage } from "./schema-message.ts";
import { openHost } from "./testing/host.ts";
import { type LampHandlers, lamp, lampProvider, settings } from "./testing/lamp-provider.ts";
import { decodeRecord, encodeRecord } from "./record-codec.ts";
import { findFractionsInRecord } from "./whole-numbers.ts";

const typeName = "home_lamp";
const config = { room: "attic", label: null, litUntil: null, pin: null };
const state = { id: "7", room: "attic", label: null, litUntil: null, code: new Secret("c-1"), pin: null };
const planned = { ...state, id: unknown, code: unknown };
const kept = Buffer.from('{"made":"by us"}');

async function connected(handlers: Partial<LampHandlers> = {}) {
  const host = openHost(lampProvider(handlers)).connect();
  await host.configure({ house: null, key: null });
  return host;
}

const createRecord = (values: object) => encodeRecord(lamp.attributes, { ...config, id: null, code: null, ...values });

describe("schemas that Terraform cannot handle", () => {
  const rule = object({ verb: text.required("verb"), only: set(text).optional("only") });
  const shapes: Attributes = { plain: text.required("x"), one: rule.required("x"), many: list(rule).optional("x") };

  it("an attribute has either a type or a nested type, since Terraform panics at both", () => {
    const { block } = toSchemaMessage({ attributes: shapes, summary: "s" });
    const has = block?.attributes?.map(({ name, type, nestedType }) => [
      name,
      type?.length !== undefined,
      nestedType !== undefined,
    ]);
    expect(has).toStrictEqual([
      ["many", false, true],
      ["one", false, true],
      ["plain", true, false],
    ]);
  });

  it("the provider's own schema exists even without attributes", async () => {
    const { client } = openHost({ ...lampProvider(), attributes: {} as typeof settings }).connect();
    const { provider } = await client.getProviderSchema({});
    expect(provider?.block?.attributes).toStrictEqual([]);
  });

  it.each([
    { name: "a resource", attributes: { forEach: text.optional("x") }, kind: "resource", want: "forEach" },
    { name: "a data source", attributes: { count: text.optional("x") }, kind: "dataSource", want: "count" },
    { name: "a provider block", attributes: { alias: text.optional("x") }, kind: undefined, want: "alias" },
  ])("fails for an argument of $name with a name that Terraform reserves", ({ attributes, kind, want }) => {
    const schema = { attributes, summary: "s", ...(kind === undefined ? {} : { kind }) };
    const spelled = want === "forEach" ? "for_each" : want;
    expect(() => toSchemaMessage(schema)).toThrow(`${spelled}: Terraform reserves this name`);
    expect(() =>
      toSchemaMessage({ attributes: { inner: object(attributes).optional("x") }, summary: "s" }),
    ).not.toThrow();
  });
});

describe("values on the wire", () => {
  it("an empty DynamicValue is null", () => {
    expect(decodeRecord(lamp.attributes, {})).toBeNull();
    expect(decodeRecord(lamp.attributes, undefined)).toBeNull();
  });

  it("JSON is read if there is no msgpack, and the answer is msgpack", async () => {
    const { client } = await connected();
    const answer = await client.upgradeResourceState({
      typeName,
      version: 2n,
      rawState: { json: Buffer.from('{"id":"7","room":"attic"}') },
    });
    expect(answer.upgradedState?.json).toHaveLength(0);
    expect(answer.upgradedState?.msgpack.length).toBeGreaterThan(0);
  });

  it("a text in another Unicode normal form is the same value, since Terraform normalizes it", async () => {
    const composed = "caf\u00e9";
    const decomposed = "cafe\u0301";
    const host = await connected({
      create: async ({ plan }) => ({ ...plan, id: "7", code: new Secret("c"), label: decomposed, pin: null }),
    });
    const applied = await host.apply({ planned: { ...planned, label: composed } });
    expect(applied).toMatchObject({ diagnostics: [], state: { label: composed } });
  });

  it("whole numbers are bigints at any depth, and a fraction instead is reported with its path", () => {
    const attributes = {
      sizes: list(integer).optional("x"),
      by: map(integer).optional("x"),
      most: integer.optional("x"),
    };
    const wire = { json: Buffer.from('{"sizes":[1,9007199254740993,2.5],"by":{"a":1e3,"b":0.5},"most":7}') };
    const read = decodeRecord(attributes, wire) ?? {};
    expect(read).toMatchObject({ sizes: [1n, 9007199254740993n, expect.anything()], by: { a: 1000n }, most: 7n });
    expect(findFractionsInRecord(attributes, read).map(({ path }) => path)).toStrictEqual([
      ["sizes", 2],
      ["by", "b"],
    ]);
  });

  it("fails for a fraction as a function's whole number, at its argument", async () => {
    const half = defineFunction({
      name: "half",
      summary: "s",
      parameters: { a: parameter(bool, "d"), of: parameter(integer, "d") },
      returns: bool,
    });
    const { client } = openHost(lampProvider({}, { functions: [serveFunction(half, ({ a }) => a)] })).connect();
    const given = [{ msgpack: encodeValue("bool", true) }, { msgpack: encodeValue("number", 1.5) }];
    const { error } = await client.callFunction({ name: "half", arguments: given });
    expect(error).toMatchObject({ functionArgument: 1n, text: "`of` is 1.5. It must be a whole number" });
  });
});

describe("plans that Terraform would refuse", () => {
  it("a create replaces nothing, even if the handler requests it", async () => {
    const host = await connected({ plan: () => ({ replace: ["room"] }) });
    expect((await host.plan(config)).replace).toStrictEqual([]);
  });

  it("the second plan of a replacement starts without the old private state", async () => {
    const host = await connected();
    expect((await host.plan({ ...config, room: "cellar" }, null, kept)).private).toHaveLength(0);
    expect((await host.plan({ ...config, room: "cellar" }, state, kept)).private).toStrictEqual(new Uint8Array(kept));
  });

  it("a destroy keeps the private state for the delete", async () => {
    expect((await (await connected()).plan(null, state, kept)).private).toStrictEqual(new Uint8Array(kept));
  });

  it("the second plan at apply agrees with the known values of the first", async () => {
    const host = await connected();
    const first = (await host.plan({ ...config, label: unknown })).planned;
    const second = (await host.plan({ ...config, label: "blue" })).planned;
    expect(first).toStrictEqual({ ...planned, label: unknown });
    expect(second).toStrictEqual({ ...planned, label: "blue" });
  });

  it("a plan, read or data source is never deferred, allowed or not", async () => {
    const { client } = openHost(lampProvider({}, { shelf: {} })).connect();
    await client.configureProvider({ config: encodeRecord(settings, { house: unknown, key: null }) });
    const clientCapabilities = { deferralAllowed: true };
    const proposed = createRecord({ room: unknown });
    const plan = await client.planResourceChange({
      typeName,
      config: proposed,
      proposedNewState: proposed,
      clientCapabilities,
      priorState: encodeRecord(lamp.attributes, null),
    });
    const read = await client.readResource({ typeName, currentState: createRecord(state), clientCapabilities });
    const data = await client.readDataSource({
      typeName: "home_shelf",
      clientCapabilities,
      config: { json: Buffer.from('{"name":"top","height":null}') },
    });
    expect([plan.deferred, read.deferred, data.deferred]).toStrictEqual([undefined, undefined, undefined]);
    expect(plan.plannedState).toBeDefined();
    expect(data.diagnostics).toMatchObject([{ summary: "The provider is not configured yet" }]);
  });

  it("an answer never claims the legacy type system, which would hide mistakes", async () => {
    const host = await connected({ remove: async () => undefined });
    const gone = encodeRecord(lamp.attributes, null);
    const plan = await host.client.planResourceChange({
      typeName,
      config: createRecord({}),
      proposedNewState: createRecord({}),
      priorState: gone,
    });
    const applied = await host.client.applyResourceChange({
      typeName,
      priorState: createRecord(state),
      plannedState: gone,
      config: gone,
    });
    expect([plan.legacyTypeSystem, applied.legacyTypeSystem]).toStrictEqual([false, false]);
  });
});

describe("the state after an apply", () => {
  it.each([
    { name: "an error", error: new Error("stuck"), want: null },
    {
      name: "an error that leaves something behind",
      error: new PartialResult({ id: "7" }, new Error("stuck")),
      want: "7",
    },
  ])("private values stay after $name, since Terraform would erase missing ones", async ({ error, want }) => {
    const host = await connected({
      create: async ({ private: store }) => {
        store.set("marker", 1);
        throw error;
      },
    });
    const applied = await host.apply({ planned });
    expect(applied.private).toBe('{"marker":1}');
    expect(applied.state?.["id"] ?? null).toBe(want);
  });

  it("fails for a create that answers with unknown values, and saves them as null, not as unknown", async () => {
    const host = await connected({
      create: async ({ plan }) => ({ ...plan, id: unknown as never, code: new Secret("c"), pin: null }),
    });
    const applied = await host.apply({ planned });
    expect(applied.diagnostics).toMatchObject([{ severity: "ERROR", at: "id" }]);
    expect(applied.state).toMatchObject({ id: null, room: "attic" });
  });

  it("a write-only value that a handler returns is not stored", async () => {
    const host = await connected({
      create: async ({ plan }) => ({ ...plan, id: "7", code: new Secret("c"), pin: "1234" as never }),
      read: async () => ({ ...state, pin: "1234" as never }),
    });
    expect((await host.apply({ planned, config: { ...config, pin: "1234" } })).state).toMatchObject({ pin: null });
    expect((await host.read(state)).state).toMatchObject({ pin: null });
  });
});

describe("diagnostics", () => {
  const attributes: Attributes = {
    tags: list(object({ name: text.required("x") })).optional("x"),
    byRoom: map(text).optional("x"),
    rights: set(object({ verb: text.required("x") })).optional("x"),
  };
  const showPath = (path: readonly (string | number)[]) =>
    toPathSteps(attributes, path).map(({ selector }) => selector);

  it.each([
    {
      name: "a field in a list",
      path: ["tags", 1, "name"],
      want: ["attributeName tags", "elementKeyInt 1", "attributeName name"],
    },
    {
      name: "a key in a map, which is spelled as it is",
      path: ["byRoom", "darkRoom"],
      want: ["attributeName by_room", "elementKeyString darkRoom"],
    },
    {
      name: "what is in a set: there is no step into one",
      path: ["rights", 0, "verb"],
      want: ["attributeName rights"],
    },
  ])("point at $name", ({ path, want }) => {
    expect(showPath(path).map((selector) => `${String(selector?.kind)} ${String(selector?.value)}`)).toStrictEqual(
      want,
    );
  });

  it("always have a severity, since Terraform treats a missing one as a bug of the provider", () => {
    const severityOf = (severity: "error" | "warning") =>
      toDiagnosticMessage({}, { severity, summary: "s", detail: "d" }).severity;
    expect([severityOf("error"), severityOf("warning")]).toStrictEqual(["ERROR", "WARNING"]);
  });

  it("report a handler's failure with the status OK, so that Terraform does not show a plugin error", async () => {
    const host = await connected({
      validate: () => {
        throw new Error("broken");
      },
    });
    expect(await host.validate(config)).toMatchObject([
      { severity: "ERROR", summary: "The provider home failed unexpectedly" },
    ]);
  });
});
