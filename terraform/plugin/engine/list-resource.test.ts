import { describe, expect, it } from "vitest";
import type { ListResourceDefinition } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { bool, text } from "#access/schema/types.ts";
import { unknown } from "#access/schema/unknown.ts";
import { MemoryQuery } from "../testing/memory-query.ts";
import { DiagnosticError } from "./diagnostic.ts";
import type { ResourceIdentity } from "./identity.ts";
import type { ListedItem, ListHandlers } from "./list-resource.ts";
import { serveResource } from "./provider.ts";
import { openHost } from "./testing/host.ts";
import { lamp, lampProvider, type Settings } from "./testing/lamp-provider.ts";

interface House {
  readonly house: string;
}

const typeName = "home_lamp";

const list: ListResourceDefinition = {
  kind: "listResource",
  type: "lamp",
  summary: "Lamps.",
  attributes: { room: text.optional("room"), lit: bool.optional("lit") },
};

const identity: ResourceIdentity<House> = {
  definition: { version: 0, attributes: { house: text.optional("house"), id: text.required("id") } },
  locate: ({ house }) => ({ house }),
};

const refuse = (): never => {
  throw new Error("not expected to be called");
};

async function open(handlers: ListHandlers<House, Settings>, house: unknown = "mill") {
  const resource = serveResource(lamp, { create: refuse, read: refuse, update: refuse, remove: refuse }, identity);
  const provider = lampProvider({}, { resources: [resource], listResources: () => [{ definition: list, handlers }] });
  const host = openHost(provider).connect();
  await host.configure({ house, key: null });
  return { host, query: await MemoryQuery.open(host.client, typeName) };
}

const item = (id: string, more: object = {}): ListedItem => ({
  displayName: `lamp ${id}`,
  state: { id, room: "attic", label: null, litUntil: null, code: null, pin: null, ...more },
});

/** Pages of lamps, and which of them were asked for. */
function pagesOf(...pages: readonly (readonly ListedItem[])[]) {
  const asked: number[] = [];
  async function* give() {
    for (const [at, page] of pages.entries()) {
      asked.push(at);
      yield page;
    }
  }
  return { asked, give };
}

describe("a list of resources", () => {
  it("gives the identity and the name of each, and the object only if it is asked for", async () => {
    const { query } = await open({ list: pagesOf([item("l-1")], [item("l-2")]).give });
    const { items, warnings, errors } = await query.list(null);
    expect([warnings, errors]).toEqual([[], []]);
    expect(items).toEqual([
      { displayName: "lamp l-1", identity: { house: "mill", id: "l-1" }, state: null },
      { displayName: "lamp l-2", identity: { house: "mill", id: "l-2" }, state: null },
    ]);
    const { items: whole } = await query.list(null, { includeResource: true });
    expect(whole.map(({ state }) => state?.["room"])).toEqual(["attic", "attic"]);
  });

  it.each([
    { name: "no block", config: null, want: { room: null, lit: null } },
    { name: "an empty block", config: {}, want: { room: null, lit: null } },
    { name: "arguments", config: { room: "hall", lit: true }, want: { room: "hall", lit: true } },
  ])("is given its arguments: $name", async ({ config, want }) => {
    const seen: unknown[] = [];
    const { query } = await open({
      validate: ({ config: given, settings }) => {
        seen.push(given, settings?.house);
        return [];
      },
      async *list({ config: given, client }) {
        seen.push(given, client.house);
        yield [];
      },
    });
    expect(await query.validate(config)).toEqual([]);
    await query.list(config);
    // Validate has not seen the provider's block on its own in this test, but configure has.
    expect(seen).toEqual([want, "mill", want, "mill"]);
  });

  it("cleans names of what a terminal obeys", async () => {
    const { query } = await open({ list: pagesOf([{ ...item("l-1"), displayName: "a\u001b[2Jb\u202e" }]).give });
    const { items } = await query.list(null);
    expect(items[0]?.displayName).toBe("a\\u{1b}[2Jb\\u{202e}");
  });

  it("shows what a handler warns of, before what it found next and at the end", async () => {
    const { query } = await open({
      async *list({ warn }) {
        warn({ summary: "Dark", detail: "the attic" });
        yield [item("l-1")];
        warn({ summary: "Dark", detail: "the cellar" });
      },
    });
    const { items, warnings } = await query.list(null);
    expect(items).toHaveLength(1);
    expect(warnings).toEqual(["Dark: the attic", "Dark: the cellar"]);
  });

  it("fails with the handler's message after what it found", async () => {
    const { query } = await open({
      async *list() {
        yield [item("l-1")];
        throw new DiagnosticError({ severity: "error", summary: "Fuse", detail: "gone" });
      },
    });
    const { items, errors } = await query.list(null);
    expect([items.length, errors]).toEqual([1, ["Fuse: gone"]]);
  });

  it("fails while values are unknown", async () => {
    const { query } = await open({ list: refuse }, unknown);
    const { errors } = await query.list(null);
    expect(errors).toEqual([expect.stringContaining("The list cannot be read yet")]);
  });

  it("fails for an argument that the handler refuses", async () => {
    const { query } = await open({
      validate: () => [{ severity: "error", summary: "No such room", detail: "hall", path: ["room"] }],
      list: refuse,
    });
    expect(await query.validate({ room: "hall" })).toEqual(["No such room: hall"]);
  });
});

describe("the limit of a list", () => {
  const three = () => pagesOf([item("l-1"), item("l-2")], [item("l-3"), item("l-4")], [item("l-5")]);

  it.each([
    { limit: 1, pages: [0] },
    { limit: 2, pages: [0] },
    { limit: 3, pages: [0, 1] },
    { limit: 5, pages: [0, 1, 2] },
  ])("of $limit reads no page for nothing, and says that there may be more", async ({ limit, pages }) => {
    const { asked, give } = three();
    const { query } = await open({ list: give });
    const { items, warnings } = await query.list(null, { limit });
    expect(items).toHaveLength(limit);
    expect(asked).toEqual(pages);
    expect(warnings).toEqual([expect.stringMatching(/^The list ends at its limit/)]);
  });

  it("is not mentioned if the list ends before", async () => {
    const { asked, give } = three();
    const { query } = await open({ list: give });
    expect(await query.list(null, { limit: 6 })).toMatchObject({ items: { length: 5 }, warnings: [] });
    expect(asked).toEqual([0, 1, 2]);
  });

  it("is 100 for a host that sends none", async () => {
    const many = Array.from({ length: 150 }, (_, at) => item(`l-${at}`));
    const { host } = await open({ list: pagesOf(many).give });
    let count = 0;
    for await (const event of host.client.listResource({ typeName })) count += event.identity === undefined ? 0 : 1;
    expect(count).toBe(100);
  });
});

describe("a list that nobody reads any more", () => {
  it("asks for no further page, and aborts the request in flight", async () => {
    const { asked, give } = pagesOf([item("l-1")], [item("l-2")], [item("l-3")]);
    let signal: AbortSignal | undefined;
    const { query } = await open({
      list(request) {
        ({ signal } = request);
        return give();
      },
    });
    const controller = new AbortController();
    const stopped = query.list(null, { signal: controller.signal, onEvent: () => controller.abort() });
    await expect(stopped).rejects.toMatchObject({ code: "CANCELLED" });
    expect(signal?.aborted).toBe(true);
    await new Promise((resolve) => void setImmediate(resolve));
    expect(asked).toEqual([0]);
  });

  it("reads no page ahead of its reader", async () => {
    const { asked, give } = pagesOf([item("l-1")], [item("l-2")], [item("l-3")]);
    const { host } = await open({ list: give });
    const events = host.client.listResource({ typeName, limit: 9n })[Symbol.asyncIterator]();
    expect(asked).toEqual([]);
    await events.next();
    await new Promise((resolve) => void setImmediate(resolve));
    expect(asked).toEqual([0]);
    await events.return?.();
  });

  it("is told by StopProvider, too", async () => {
    let signal: AbortSignal | undefined;
    const { host, query } = await open({
      async *list(request) {
        ({ signal } = request);
        yield [item("l-1")];
        await host.client.stopProvider({});
        yield [item("l-2")];
      },
    });
    await query.list(null);
    expect(signal?.aborted).toBe(true);
  });
});

describe("the configuration of an object", () => {
  const generate = async (more: object, handler?: Parameters<typeof openGenerating>[0]) => {
    const { query } = await openGenerating(handler);
    return query.generate({
      id: "l-1",
      room: "attic",
      label: "bright",
      lit_until: "2031-01-01T00:00:00Z",
      code: "SECRET-CANARY",
      pin: null,
      ...more,
    });
  };
  type Handler = NonNullable<Parameters<typeof serveResource<typeof lamp, House, Settings>>[1]["generateConfig"]>;

  async function openGenerating(generateConfig?: Handler) {
    const handlers = { create: refuse, read: refuse, update: refuse, remove: refuse };
    const served = generateConfig === undefined ? handlers : { ...handlers, generateConfig };
    const provider = lampProvider(
      {},
      {
        resources: [serveResource(lamp, served, identity)],
        listResources: () => [{ definition: list, handlers: { list: pagesOf().give } }],
      },
    );
    const host = openHost(provider).connect();
    await host.configure({ house: "mill", key: null });
    expect((await host.client.getProviderSchema({})).serverCapabilities?.generateResourceConfig).toBe(true);
    return { query: await MemoryQuery.open(host.client, typeName) };
  }

  it("has what can be written, and no secret", async () => {
    const { written, errors } = await generate({});
    expect(errors).toEqual([]);
    expect(written).toEqual({
      id: null,
      room: "attic",
      label: "bright",
      lit_until: "2031-01-01T00:00:00Z",
      code: null,
      pin: null,
    });
  });

  it("is what the handler makes of it, without what nobody can write", async () => {
    const { written, warnings } = await generate({}, ({ state, client }) => ({
      config: { ...state, label: client?.house, code: new Secret("SECRET-CANARY") },
      diagnostics: [{ severity: "warning", summary: "Dim", detail: "d" }],
    }));
    expect(written).toMatchObject({ id: null, label: "mill", code: null });
    expect(warnings).toEqual(["Dim: d"]);
  });

  it("fails with the handler's message", async () => {
    const { written, errors } = await generate({}, () => {
      throw new DiagnosticError({ severity: "error", summary: "Unwritable", detail: "d" });
    });
    expect([written, errors]).toEqual([null, ["Unwritable: d"]]);
  });
});

describe("what the driver of queries holds a list to", () => {
  it("fails for a list of no resource, and for a resource without an identity", async () => {
    const stray = { definition: { ...list, type: "candle" }, handlers: { list: pagesOf().give } };
    const { client } = openHost(lampProvider({}, { listResources: () => [stray] })).connect();
    await expect(MemoryQuery.open(client, "home_candle")).rejects.toThrow(/of no resource/);
    const bare = openHost(
      lampProvider({}, { listResources: () => [{ definition: list, handlers: { list: pagesOf().give } }] }),
    );
    await expect(MemoryQuery.open(bare.connect().client, typeName)).rejects.toThrow(/has no identity/);
    await expect(MemoryQuery.open(client, "home_shelf")).rejects.toThrow(/has no list/);
  });

  it("fails for an identity that is not wholly known, and for a nameless object", async () => {
    const { query } = await open({ list: pagesOf([item("l-1", { id: unknown })]).give });
    await expect(query.list(null)).rejects.toThrow(/unknown identity/);
    const { query: nameless } = await open({ list: pagesOf([{ ...item("l-1"), displayName: "" }]).give });
    await expect(nameless.list(null)).rejects.toThrow(/no display name/);
  });
});
