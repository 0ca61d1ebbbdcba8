import { describe, expect, it } from "vitest";
import { Secret } from "#access/schema/secret.ts";
import { unknown } from "#access/schema/unknown.ts";
import { PartialResult, DiagnosticError } from "./diagnostic.ts";
import { openHost } from "./testing/host.ts";
import { type LampHandlers, lampProvider } from "./testing/lamp-provider.ts";

const blank = { house: null, key: null };
const config = { room: "attic", label: null, litUntil: null, pin: null };
const state = { id: "7", room: "attic", label: null, litUntil: null, code: new Secret("c-1"), pin: null };
const planned = { ...state, id: unknown, code: unknown };

async function connected(handlers: Partial<LampHandlers> = {}) {
  const host = openHost(lampProvider(handlers)).connect();
  await host.configure(blank);
  return host;
}

describe("the schema", () => {
  it("has every attribute with its flags, and the capabilities that save Terraform calls", async () => {
    const { client } = openHost(lampProvider()).connect();
    const { resourceSchemas, dataSourceSchemas, provider, serverCapabilities } = await client.getProviderSchema({});
    expect(Object.keys(resourceSchemas)).toStrictEqual(["home_lamp"]);
    expect(Object.keys(dataSourceSchemas)).toStrictEqual(["home_shelf"]);
    expect(resourceSchemas["home_lamp"]?.version).toBe(2n);
    const attributes = resourceSchemas["home_lamp"]?.block?.attributes ?? [];
    const flags = attributes.map(({ name, required, optional, computed, sensitive, writeOnly }) => {
      const set = Object.entries({ required, optional, computed, sensitive, writeOnly }).filter(([, isSet]) => isSet);
      return [name, ...set.map(([flag]) => flag)].join(" ");
    });
    expect(flags).toStrictEqual([
      "code computed sensitive",
      "id computed",
      "label optional",
      "lit_until optional",
      "pin optional writeOnly",
      "room required",
    ]);
    expect(provider?.block?.attributes.map(({ name }) => name)).toStrictEqual(["house", "key"]);
    expect(serverCapabilities).toMatchObject({
      planDestroy: true,
      getProviderSchemaOptional: true,
      moveResourceState: true,
    });
  });
});

describe("validating", () => {
  it("passes unknown values and the block's settings to the handler, and shows its diagnostics at their attribute", async () => {
    const host = openHost(
      lampProvider({
        validate: ({ config: { room, label }, settings }) => [
          {
            severity: "error",
            summary: `${String(room)} ${String(label)} ${String(settings?.house)}`,
            detail: "d",
            path: ["litUntil"],
          },
        ],
      }),
    ).connect();
    await host.client.validateProviderConfig({ config: { json: Buffer.from('{"house":"manor","key":null}') } });
    expect(await host.validate({ ...config, label: unknown })).toStrictEqual([
      { severity: "ERROR", summary: "attic (known after apply) manor", detail: "d", at: "lit_until" },
    ]);
  });

  it("refuses a write-only value before Terraform 1.11, which would store it", async () => {
    const host = await connected();
    expect((await host.validate({ ...config, pin: "1234" }, false)).map(({ at }) => at)).toStrictEqual(["pin"]);
    expect(await host.validate({ ...config, pin: "1234" })).toStrictEqual([]);
  });
});

describe("planning", () => {
  it("never plans a write-only value, and leaves the rest to the vendor", async () => {
    const host = await connected();
    expect((await host.plan({ ...config, pin: "1234" })).planned).toStrictEqual(planned);
  });

  it("names the attributes that require a replacement, and keeps the private state", async () => {
    const host = await connected();
    const kept = Buffer.from('{"made":"by us"}');
    const plan = await host.plan({ ...config, room: "cellar" }, state, kept);
    expect(plan.replace).toStrictEqual(["room"]);
    expect(Buffer.from(plan.private).toString()).toBe('{"made":"by us"}');
  });

  it("applies the handler's amendments", async () => {
    const host = await connected({ plan: () => ({ values: { code: unknown }, replace: ["label"] }) });
    const plan = await host.plan({ ...config, label: "blue" }, state);
    expect(plan.planned).toMatchObject({ id: "7", label: "blue", code: unknown });
    expect(plan.replace).toStrictEqual(["label"]);
  });

  it("fails for an amendment of a value that the user set", async () => {
    const host = await connected({ plan: () => ({ values: { room: "elsewhere" } }) });
    expect((await host.plan(config)).diagnostics[0]?.detail).toContain("changes what the user set: room");
  });

  it("plans a destroy as null, without calling the handler", async () => {
    const host = await connected({ plan: () => ({ diagnostics: [{ severity: "error", summary: "s", detail: "d" }] }) });
    expect(await host.plan(null, state)).toMatchObject({ planned: null, diagnostics: [] });
  });

  it("continues without a client while the block contains unknown values", async () => {
    const seen: unknown[] = [];
    const host = openHost(lampProvider({ plan: ({ client }) => (seen.push(client), {}) })).connect();
    expect(await host.configure({ house: unknown, key: null })).toStrictEqual([]);
    expect((await host.plan(config)).diagnostics).toStrictEqual([]);
    expect(seen).toStrictEqual([undefined]);
  });
});

describe("applying", () => {
  it("creates with write-only values from the configuration, and keeps private values", async () => {
    const host = await connected({
      create: async ({ plan, config: given, private: kept, client }) => {
        kept.set("made", client.house);
        expect([plan.pin, given.pin]).toStrictEqual([null, "1234"]);
        return { ...plan, id: "7", code: new Secret("c-1"), pin: null };
      },
    });
    const applied = await host.apply({ planned, config: { ...config, pin: "1234" } });
    expect(applied).toStrictEqual({ state, private: '{"made":"none"}', diagnostics: [] });
  });

  it("saves the partial result together with the error", async () => {
    const host = await connected({
      create: () =>
        Promise.reject(
          new PartialResult({ id: "7" }, new DiagnosticError({ severity: "error", summary: "half", detail: "d" })),
        ),
    });
    const applied = await host.apply({ planned });
    expect(applied.state).toStrictEqual({ ...state, code: null });
    expect(applied.diagnostics.map(({ summary }) => summary)).toStrictEqual(["half"]);
  });

  it("saves nothing if nothing was created", async () => {
    const host = await connected({ create: () => Promise.reject(new Error("no lamp")) });
    const applied = await host.apply({ planned });
    expect(applied.state).toBe(null);
    expect(applied.diagnostics[0]?.detail).toContain("no lamp");
    expect(applied.diagnostics[0]?.detail).not.toMatch(/\n\s+at /);
  });

  it("keeps the prior state when an update or a delete fails", async () => {
    const fail = () => Promise.reject(new Error("stuck"));
    const host = await connected({ update: fail, remove: fail });
    expect((await host.apply({ prior: state, planned: { ...state, label: "x" } })).state).toStrictEqual(state);
    expect((await host.apply({ prior: state, planned: null })).state).toStrictEqual(state);
  });

  it("reports where a result differs from the plan, before Terraform does", async () => {
    const host = await connected({
      create: async ({ plan }) => ({ ...plan, id: "7", label: "red", pin: null, code: new Secret("c") }),
    });
    const applied = await host.apply({ planned });
    expect(applied.diagnostics).toMatchObject([
      { summary: "The provider's result differs from its plan", at: "label" },
    ]);
    expect(applied.state).toMatchObject({ id: "7", label: "red" });
  });

  it("shows warnings of a success", async () => {
    const host = await connected({
      remove: async ({ warn }) => warn({ summary: "gone already", detail: "d" }),
    });
    expect((await host.apply({ prior: state, planned: null })).diagnostics).toMatchObject([
      { severity: "WARNING", summary: "gone already" },
    ]);
  });

  it("refuses to apply while the block is still unknown", async () => {
    const host = openHost(lampProvider()).connect();
    await host.configure({ house: unknown, key: null });
    expect((await host.apply({ prior: state, planned: null })).state).toStrictEqual(state);
    expect((await host.apply({ planned })).diagnostics[0]?.summary).toBe("The provider is not configured");
  });
});

describe("reading", () => {
  it("keeps secrets that the vendor never returns, private values, and the user's spelling", async () => {
    const host = await connected({
      read: async () => ({ id: "7", room: "attic", label: null, litUntil: "2031-01-01T00:00:00Z", pin: null }),
    });
    const prior = { ...state, litUntil: "2031-01-01T01:00:00+01:00" };
    expect(await host.read(prior, Buffer.from('{"a":1}'))).toStrictEqual({
      state: prior,
      private: '{"a":1}',
      diagnostics: [],
    });
  });

  it("removes a resource that is gone, and keeps the state if reading fails", async () => {
    expect((await (await connected({ read: async () => undefined })).read(state)).state).toBe(null);
    const failing = await connected({ read: () => Promise.reject(new Error("down")) });
    expect(await failing.read(state)).toMatchObject({ state: { id: "7" }, diagnostics: [{ severity: "ERROR" }] });
  });

  it("warns that nothing was refreshed while the block is unknown", async () => {
    const host = openHost(lampProvider()).connect();
    await host.configure({ house: unknown, key: null });
    expect(await host.read(state)).toMatchObject({
      state: { id: "7" },
      diagnostics: [{ severity: "WARNING", summary: "The resource was not refreshed" }],
    });
  });
});

describe("importing", () => {
  it("reads the resource with the id", async () => {
    const host = await connected({
      read: async ({ prior: { id, room } }) => ({ id, room, label: "found", litUntil: null, pin: null }),
    });
    expect((await host.import("attic/7")).states).toStrictEqual([{ ...state, label: "found", code: null }]);
  });

  it.each([
    { name: "an id of another form", id: "attic", want: "Expected the form ROOM/ID" },
    { name: "an id with an empty part", id: "attic/", want: "Expected the form ROOM/ID" },
    { name: "a thing that is not there", id: "attic/8", want: 'import ID "attic/8" exists' },
  ])("fails for $name", async ({ id, want }) => {
    const host = await connected({ read: async () => undefined });
    const imported = await host.import(id);
    expect(imported.states).toStrictEqual([]);
    expect(imported.diagnostics[0]?.detail).toContain(want);
  });
});

describe("upgrading", () => {
  it("reads a state of the same version, drops unknown attributes and sets missing ones to null", async () => {
    const host = await connected();
    const stored = '{"id":"7","room":"attic","code":"c-1","gone":true}';
    expect((await host.upgrade(2, stored)).state).toStrictEqual(state);
  });

  it("runs the upgrade of every version in between", async () => {
    const host = await connected();
    expect((await host.upgrade(0, '{"id":"7","name":"attic"}')).state).toMatchObject({ id: "7", room: "attic" });
  });

  it("leaves a newer state alone and says so", async () => {
    const host = await connected();
    expect(await host.upgrade(3, "{}")).toMatchObject({
      state: null,
      diagnostics: [{ summary: "The state was written by a newer version of the provider" }],
    });
  });

  it("fails for a state from before 0.12", async () => {
    const host = await connected();
    const { diagnostics } = await host.client.upgradeResourceState({
      typeName: "home_lamp",
      rawState: { flatmap: { id: "7" } },
    });
    expect(diagnostics[0]?.detail).toContain("before 0.12");
  });
});

describe("data sources", () => {
  const read = async (given: Parameters<typeof lampProvider>[1]) => {
    const host = openHost(lampProvider({}, given)).connect();
    await host.configure({ house: given?.configure === undefined ? "manor" : unknown, key: null });
    const answer = await host.client.readDataSource({
      typeName: "home_shelf",
      config: { json: Buffer.from('{"name":"top","height":null}') },
    });
    return { json: answer.state, detail: answer.diagnostics[0]?.detail };
  };

  it("return the record that was found", async () => {
    const { json, detail } = await read({
      shelf: { read: async ({ config: { name }, client }) => ({ name, height: `of ${client.house}` }) },
    });
    expect(detail).toBeUndefined();
    expect(Buffer.from(json?.msgpack ?? []).toString()).toContain("of manor");
  });

  it("fail for a result with another name", async () => {
    const { detail } = await read({ shelf: { read: async () => ({ name: "bottom", height: "1" }) } });
    expect(detail).toContain('planned "top", but the vendor returned "bottom"');
  });
});

describe("connections", () => {
  it("are configured even if the provider has no client", async () => {
    const provider = { ...lampProvider({ remove: async () => undefined }), configure: () => undefined as never };
    const host = openHost(provider).connect();
    await host.configure(blank);
    expect(await host.apply({ prior: state, planned: null })).toMatchObject({ state: null, diagnostics: [] });
  });

  it("each have their own configuration in one process", async () => {
    const provider = openHost(
      lampProvider({
        create: async ({ plan, client }) => ({ ...plan, id: client.house, pin: null, code: new Secret("c") }),
      }),
    );
    const one = provider.connect();
    const two = provider.connect();
    await one.configure({ house: "one", key: null });
    await two.configure({ house: "two", key: null });
    expect((await one.apply({ planned })).state).toMatchObject({ id: "one" });
    expect((await two.apply({ planned })).state).toMatchObject({ id: "two" });
  });

  it("each receive only their own StopProvider", async () => {
    const signals: AbortSignal[] = [];
    const provider = openHost(lampProvider({ remove: async ({ signal }) => void signals.push(signal) }));
    const one = provider.connect();
    const two = provider.connect();
    for (const host of [one, two]) {
      await host.configure(blank);
      await host.apply({ prior: state, planned: null });
    }
    await one.client.stopProvider({});
    expect(signals.map(({ aborted }) => aborted)).toStrictEqual([true, false]);
  });
});
