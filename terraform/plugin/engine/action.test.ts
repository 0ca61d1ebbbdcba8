import { describe, expect, it } from "vitest";
import type { ActionDefinition } from "#access/schema/definition.ts";
import { text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { createMemoryTransport } from "../grpc/testing/memory-transport.ts";
import { ProviderService } from "../protocol/provider-service.ts";
import { MemoryAction } from "../testing/memory-action.ts";
import type { ActionHandlers } from "./action.ts";
import { DiagnosticError } from "./diagnostic.ts";
import { openHost } from "./testing/host.ts";
import { lampProvider, type Settings } from "./testing/lamp-provider.ts";

interface House {
  readonly house: string;
}

const typeName = "home_wave";

const wave: ActionDefinition = {
  kind: "action",
  type: "wave",
  summary: "Waves.",
  attributes: { at: text.required("whom"), hand: text.optional("which") },
};

async function open(handlers: ActionHandlers<House, Settings>, house: unknown = "mill") {
  const host = openHost(lampProvider({}, { actions: () => [{ definition: wave, handlers }] })).connect();
  await host.configure({ house, key: null });
  return { host, action: await MemoryAction.open(host.client, typeName) };
}

const nothing = (): Promise<void> => Promise.resolve();

describe("an action", () => {
  it("is validated and planned with what is known, and planned with unknown values", async () => {
    const seen: unknown[] = [];
    const { action } = await open({
      validate: ({ config, settings }) => {
        seen.push(config, settings?.house);
        return [];
      },
      plan: ({ config, client, settings }) => {
        seen.push(config, client?.house, settings?.house);
        return [{ severity: "warning", summary: "Far", detail: "d" }];
      },
      invoke: nothing,
    });
    expect(await action.validate({ at: "heron" })).toEqual([]);
    expect(await action.plan({ at: unknown })).toEqual({ errors: [], warnings: ["Far: d"] });
    expect(seen).toEqual([{ at: "heron", hand: null }, "mill", { at: unknown, hand: null }, "mill", "mill"]);
  });

  it("tells what happens as it happens, and ends once", async () => {
    const heard: string[] = [];
    let resolveHeard = (): void => undefined;
    const isHeard = new Promise<void>((resolve) => (resolveHeard = resolve));
    const { action } = await open({
      async invoke({ config, progress, client, warn }) {
        progress(`${client.house} waves at ${String(config["at"])}`);
        await isHeard;
        progress("and again");
        warn({ summary: "Nobody looked", detail: "d" });
      },
    });
    const invoked = await action.invoke(
      { at: "heron" },
      {
        onProgress(message) {
          heard.push(message);
          resolveHeard();
        },
      },
    );
    expect(heard).toEqual(["mill waves at heron", "and again"]);
    expect(invoked).toEqual({ progress: heard, warnings: ["Nobody looked: d"], errors: [] });
  });

  it("cleans what it tells of what a terminal obeys", async () => {
    const { action } = await open({ invoke: async ({ progress }) => progress("a\u001b[2Jb") });
    expect((await action.invoke({ at: "heron" })).progress).toEqual(["a\\u{1b}[2Jb"]);
  });

  it.each([
    {
      name: "with a message of its own",
      thrown: () => new DiagnosticError({ severity: "error", summary: "Tired", detail: "d" }),
      says: /^Tired: d$/,
    },
    { name: "unexpectedly", thrown: () => new Error("fell"), says: /failed unexpectedly.*fell/s },
  ])("fails $name, and ends once", async ({ thrown, says }) => {
    const { action } = await open({
      async invoke({ progress }) {
        progress("begun");
        throw thrown();
      },
    });
    const { progress, errors } = await action.invoke({ at: "heron" });
    expect(progress).toEqual(["begun"]);
    expect(errors).toEqual([expect.stringMatching(says)]);
  });

  it.each([
    { name: "its own block", config: { at: unknown }, house: "mill" },
    { name: "the provider's block", config: { at: "heron" }, house: unknown },
  ])("fails without a deed while values are unknown: $name", async ({ config, house }) => {
    const { action } = await open({ invoke: () => Promise.reject(new Error("was called")) }, house);
    expect(await action.invoke(config)).toEqual({
      progress: [],
      warnings: [],
      errors: [expect.stringContaining("Nothing was done.")],
    });
  });

  it("is told by StopProvider, and ends what it has begun", async () => {
    const { host, action } = await open({
      async invoke({ signal, progress }) {
        await host.client.stopProvider({});
        progress(String(signal.aborted));
      },
    });
    expect((await action.invoke({ at: "heron" })).progress).toEqual(["true"]);
  });

  it("ends what it has begun if its reader is gone", async () => {
    let resolveEnded: (value: boolean) => void = () => undefined;
    const ended = new Promise<boolean>((resolve) => (resolveEnded = resolve));
    const { host } = await open({
      async invoke({ signal, progress }) {
        progress("begun");
        if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
        resolveEnded(signal.aborted);
      },
    });
    const config = {
      msgpack: Buffer.from("82a26174a5" + Buffer.from("heron").toString("hex") + "a468616e64c0", "hex"),
    };
    for await (const { type } of host.client.invokeAction({ actionType: typeName, config })) {
      expect(type?.kind).toBe("progress");
      break;
    }
    expect(await ended).toBe(true);
  });
});

describe("what the driver of actions holds them to", () => {
  const playing = async (events: readonly object[]) => {
    const schema = { block: { attributes: [] } };
    const handlers = {
      getProviderSchema: () => ({ actionSchemas: { [typeName]: { schema } } }),
      getMetadata: () => ({ actions: [{ typeName }] }),
      async *invokeAction() {
        yield* events;
      },
    };
    const transport = createMemoryTransport([{ service: ProviderService, handlers }]);
    return MemoryAction.open(transport.connect().client(ProviderService), typeName);
  };
  const progress = { type: { kind: "progress", value: { message: "m" } } };
  const completed = { type: { kind: "completed", value: { diagnostics: [] } } };

  it.each([
    { name: "an event that is nothing", events: [{}], says: /panic/ },
    { name: "no end", events: [progress], says: /never ended/ },
    { name: "two ends", events: [completed, completed], says: /after its end/ },
    { name: "progress after the end", events: [completed, progress], says: /after its end/ },
  ])("fails for $name", async ({ events, says }) => {
    await expect((await playing(events)).invoke({})).rejects.toThrow(says);
  });
});
