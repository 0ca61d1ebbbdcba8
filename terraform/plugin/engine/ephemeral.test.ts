import { describe, expect, it } from "vitest";
import { Secret } from "#access/schema/secret.ts";
import { unknown } from "#access/schema/unknown.ts";
import { DiagnosticError } from "./diagnostic.ts";
import type { AnyRecord } from "./plan.ts";
import { createMemoryTransport } from "../grpc/testing/memory-transport.ts";
import { silent } from "../process/log.ts";
import { ProviderService } from "../protocol/provider-service.ts";
import { createProviderService } from "./provider-handlers.ts";
import { openHost } from "./testing/host.ts";
import { lampProvider, match, type MatchHandlers, settings } from "./testing/lamp-provider.ts";
import { decodeRecord, encodeRecord } from "./record-codec.ts";

const typeName = "home_match";
const block = { box: "kitchen", colour: null, flame: null };
const lit = { box: "kitchen", colour: "red", flame: new Secret("f-1") };

type Answer = Awaited<ReturnType<MatchHandlers["open"]>>;

async function connected(handlers: Partial<MatchHandlers>, house: unknown = "manor") {
  const { client } = openHost(lampProvider({}, { match: handlers })).connect();
  await client.configureProvider({ config: encodeRecord(settings, { house, key: null }), terraformVersion: "1.11.4" });
  const open = async (config: AnyRecord = block, deferralAllowed = false) => {
    const request = {
      typeName,
      config: encodeRecord(match.attributes, config),
      clientCapabilities: { deferralAllowed },
    };
    const { result, ...answer } = await client.openEphemeralResource(request);
    return { result: decodeRecord(match.attributes, result), ...answer };
  };
  return { client, open };
}

function opening(answer: Partial<Answer> = {}, kept: unknown = "m-1"): MatchHandlers["open"] {
  return async ({ private: store }) => {
    store.set("match", kept);
    return { result: lit, ...answer };
  };
}

const toText = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

describe("the schema of an ephemeral resource", () => {
  it("is in the schema, and its name is in the metadata", async () => {
    const { client } = await connected({});
    const { ephemeralResourceSchemas } = await client.getProviderSchema({});
    expect(ephemeralResourceSchemas[typeName]?.block?.attributes).toMatchObject([
      { name: "box", required: true },
      { name: "colour", optional: true, computed: true },
      { name: "flame", computed: true, sensitive: true },
    ]);
    expect((await client.getMetadata({})).ephemeralResources).toStrictEqual([{ typeName }]);
  });
});

describe("validating an ephemeral resource", () => {
  it("passes unknown values to the handler, and shows its diagnostics at their attribute", async () => {
    const validate: MatchHandlers["validate"] = ({ config: { box }, settings: known }) => [
      { severity: "error", summary: `${String(box)} ${String(known?.house)}`, detail: "d", path: ["box"] },
    ];
    const { client } = openHost(lampProvider({}, { match: { validate } })).connect();
    await client.validateProviderConfig({ config: encodeRecord(settings, { house: "manor", key: null }) });
    const config = encodeRecord(match.attributes, { ...block, box: unknown });
    const { diagnostics } = await client.validateEphemeralResourceConfig({ typeName, config });
    expect(diagnostics).toMatchObject([
      {
        severity: "ERROR",
        summary: "(known after apply) manor",
        attribute: { steps: [{ selector: { kind: "attributeName", value: "box" } }] },
      },
    ]);
  });
});

// Terraform 1.11 validates again right before it opens one, and shows what that answers without the resource's address.
describe("an ephemeral resource that is wrong by values that were unknown at validate", () => {
  it("is refused by its opening alone, and never reaches the handler that opens", async () => {
    const validate: MatchHandlers["validate"] = ({ config: { box }, settings: known }) => [
      { severity: "error", summary: `${String(box)} ${String(known?.house)}`, detail: "d", path: ["box"] },
    ];
    const { client, open } = await connected({ validate, open: () => Promise.reject(new Error("opened")) });
    const config = encodeRecord(match.attributes, block);
    expect((await client.validateEphemeralResourceConfig({ typeName, config })).diagnostics).toEqual([]);
    const { diagnostics } = await open();
    const steps = [{ selector: { kind: "attributeName", value: "box" } }];
    expect(diagnostics).toMatchObject([{ severity: "ERROR", summary: "kitchen manor", attribute: { steps } }]);
  });
});

describe("opening an ephemeral resource", () => {
  it("returns configured values, defaults and results, all of them known", async () => {
    const seen: unknown[] = [];
    const open: MatchHandlers["open"] = async ({ config, client, private: store }) => {
      seen.push(config, client.house);
      store.set("match", "m-1");
      return { result: lit };
    };
    const answer = await (await connected({ open })).open();
    expect(seen).toStrictEqual([{ box: "kitchen", colour: "red", flame: unknown }, "manor"]);
    expect(answer.result).toStrictEqual(lit);
    expect(toText(answer.private)).toBe('{"match":"m-1"}');
    expect(Object.keys(answer)).toStrictEqual(["result", "diagnostics", "private"]);
    expect(answer.diagnostics).toStrictEqual([]);
  });

  it.each([
    { name: "a moment", at: "2031-01-01T00:00:00.250Z", want: { seconds: 1924992000n, nanos: 250_000_000 } },
    { name: "a moment before 1970", at: "1969-12-31T23:59:59.750Z", want: { seconds: -1n, nanos: 750_000_000 } },
  ])("says when to renew: $name", async ({ at, want }) => {
    const { open } = await connected({ open: opening({ renewAt: new Date(at) }), renew: async () => ({}) });
    expect((await open()).renewAt).toStrictEqual(want);
  });

  it.each([
    { name: "an answer that leaves a value open", answer: { result: { ...lit, flame: unknown as never } } },
    { name: "another value than was asked for", answer: { result: { ...lit, box: "shed" } } },
    { name: "a renewAt that nothing could follow", answer: { renewAt: new Date(0) } },
    { name: "a renewAt that is no moment", answer: { renewAt: new Date(Number.NaN) }, renew: async () => ({}) },
  ])("fails for $name, and closes the resource, since Terraform would not", async ({ answer, renew }) => {
    const closed: unknown[] = [];
    const { open } = await connected({
      open: opening(answer),
      close: async ({ private: store }) => void closed.push(store.get("match")),
      ...(renew === undefined ? {} : { renew }),
    });
    const { result, private: kept, diagnostics } = await open();
    expect(diagnostics).toMatchObject([{ severity: "ERROR" }]);
    expect([result, kept]).toStrictEqual([null, undefined]);
    expect(closed).toStrictEqual(["m-1"]);
  });

  it("fails with the handler's message, at its attribute", async () => {
    const open = () =>
      Promise.reject(new DiagnosticError({ severity: "error", summary: "damp", detail: "d", path: ["box"] }));
    const { diagnostics } = await (await connected({ open })).open();
    expect(diagnostics).toMatchObject([{ summary: "damp", attribute: { steps: [{ selector: { value: "box" } }] } }]);
  });
});

describe("opening a resource that depends on unknown values", () => {
  it.each([
    { name: "its own block", house: "manor", config: { ...block, box: unknown }, want: "RESOURCE_CONFIG_UNKNOWN" },
    { name: "the provider's block", house: unknown, config: block, want: "PROVIDER_CONFIG_UNKNOWN" },
  ])("is deferred only if Terraform allows it: $name", async ({ house, config, want }) => {
    const { open } = await connected({}, house);
    expect(await open(config, true)).toMatchObject({ deferred: { reason: want }, diagnostics: [], result: null });
    const refused = await open(config, false);
    expect(refused.deferred).toBeUndefined();
    expect(refused.diagnostics).toMatchObject([{ severity: "ERROR", summary: /yet$/ }]);
  });
});

describe("renewing an ephemeral resource", () => {
  it("receives the private state, and stores its changes", async () => {
    const { client } = await connected({
      renew: async ({ private: store, client: { house } }) => {
        store.set("match", `${String(store.get("match"))}+${house}`);
        return { renewAt: new Date("2031-01-01T00:00:00Z") };
      },
    });
    const answer = await client.renewEphemeralResource({ typeName, private: Buffer.from('{"match":"m-1"}') });
    expect(toText(answer.private)).toBe('{"match":"m-1+manor"}');
    expect(answer).toMatchObject({ renewAt: { seconds: 1924992000n, nanos: 0 }, diagnostics: [] });
  });

  it("fails without losing the private state, which the close needs", async () => {
    const { client } = await connected({ renew: () => Promise.reject(new Error("wet")) });
    const answer = await client.renewEphemeralResource({ typeName, private: Buffer.from('{"match":"m-1"}') });
    expect(toText(answer.private)).toBe('{"match":"m-1"}');
    expect(answer.diagnostics).toMatchObject([{ severity: "ERROR", detail: expect.stringContaining("wet") }]);
  });
});

describe("closing an ephemeral resource", () => {
  it("receives the private state, and shows its warnings", async () => {
    const closed: unknown[] = [];
    const { client } = await connected({
      close: async ({ private: store, warn }) => {
        closed.push(store.get("match"));
        warn({ summary: "burnt out already", detail: "d" });
      },
    });
    const { diagnostics } = await client.closeEphemeralResource({
      typeName,
      private: Buffer.from('{"match":"m-1"}'),
    });
    expect(closed).toStrictEqual(["m-1"]);
    expect(diagnostics).toMatchObject([{ severity: "WARNING", summary: "burnt out already" }]);
  });

  it("succeeds if there is nothing to close", async () => {
    const { client } = await connected({});
    expect((await client.closeEphemeralResource({ typeName })).diagnostics).toStrictEqual([]);
  });
});

describe("what Terraform leaves open", () => {
  async function serve(handlers: Partial<MatchHandlers>) {
    const service = createProviderService(lampProvider({}, { match: handlers }), silent);
    const connection = createMemoryTransport([service]).connect();
    const client = connection.client(ProviderService);
    await client.configureProvider({
      config: encodeRecord(settings, { house: "manor", key: null }),
      terraformVersion: "1.11.4",
    });
    const config = encodeRecord(match.attributes, block);
    const open = () => client.openEphemeralResource({ typeName, config, clientCapabilities: {} });
    return { service, connection, client, open };
  }

  function counting() {
    const done: string[] = [];
    let count = 0;
    const handlers: Partial<MatchHandlers> = {
      open: async ({ private: store }) => {
        store.set("match", `m-${(count += 1)}`);
        return { result: lit };
      },
      renew: async ({ private: store }) => {
        store.set("match", `${String(store.get("match"))}+`);
        return {};
      },
      close: async ({ private: store, signal }) => {
        await Promise.resolve();
        done.push(`${String(store.get("match"))}${signal.aborted ? " interrupted" : ""}`);
      },
    };
    return { done, handlers };
  }

  it("closes what Terraform has not closed, once, when its connection ends", async () => {
    const { done, handlers } = counting();
    const { service, connection, client, open } = await serve(handlers);
    const first = await open();
    const second = await open();
    await open();
    await client.closeEphemeralResource({ typeName, private: first.private ?? new Uint8Array() });
    await client.renewEphemeralResource({ typeName, private: second.private ?? new Uint8Array() });
    await client.stopProvider({});
    await connection.close();
    await service.close?.();
    expect(done.toSorted()).toEqual(["m-1", "m-2+", "m-3"]);
    expect(service.close?.()).toBeUndefined();
  });

  it("is closed before the process ends, and so is what is being opened then", async () => {
    const { done, handlers } = counting();
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const slow: MatchHandlers["open"] = async (request) => {
      await held;
      return (handlers.open as MatchHandlers["open"])(request);
    };
    const { service, open } = await serve({ ...handlers, open: slow });
    expect(service.close?.()).toBeUndefined();
    const opening = open();
    await new Promise(setImmediate);
    const closing = service.close?.();
    expect(closing).toBeInstanceOf(Promise);
    answer();
    await Promise.all([opening, closing]);
    expect(done).toEqual(["m-1"]);
  });

  it("fails without ending the process if it cannot be closed", async () => {
    const { handlers } = counting();
    const { service, connection, open } = await serve({ ...handlers, close: () => Promise.reject(new Error("wet")) });
    await open();
    await connection.close();
    await service.close?.();
    expect(service.close?.()).toBeUndefined();
  });
});
