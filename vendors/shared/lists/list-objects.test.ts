import { describe, expect, it } from "vitest";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { NounFacts } from "#access/model/vendors/facts.ts";
import type { ListedPage } from "#access/model/vendors/listed.ts";
import { createFacts } from "#access/model/vendors/testing/vendor-facts.ts";
import { defineResource, type ResourceDefinition } from "#access/schema/definition.ts";
import { Secret } from "#access/schema/secret.ts";
import { bool, text } from "#access/schema/types.ts";
import { limits } from "../http/limits.ts";
import { listObjects, type ObjectsPage } from "./list-objects.ts";

const lamp = defineResource({
  type: "lamp",
  summary: "Gives light.",
  importId: ["id"],
  builtIn: "fixed",
  attributes: {
    id: text.computed("Id."),
    name: text.required("Name."),
    color: text.optional("Color.").notReadBack(),
    fixed: bool.computed("Whether it was there before."),
    switch: text.computed("Turns it on.").secret().nullable(),
  },
});

type Page = ListedPage<ResourceDefinition>;

function list(
  pages: AsyncIterable<Page> | undefined,
  { signal, ...facts }: Partial<NounFacts> & { signal?: AbortSignal } = {},
) {
  const nouns = { lamp: { attributes: {}, ...facts } };
  const never = () => Promise.reject(new Error("only lists"));
  const base: Adapter<ResourceDefinition, unknown> = { create: never, read: never, update: never, remove: never };
  const adapter = pages === undefined ? base : { ...base, list: () => pages };
  const vendor = { facts: createFacts({ nouns }), resources: { lamp: adapter } };
  const context: Context<unknown> = {
    client: undefined,
    facts: vendor.facts,
    now: () => new Date(0),
    signal: signal ?? new AbortController().signal,
    warn: () => undefined,
  };
  return listObjects({ vendor, definition: lamp, context });
}

async function* give(...pages: readonly Page[]): AsyncGenerator<Page> {
  yield* pages;
}

async function collect(pages: AsyncIterable<ObjectsPage>) {
  const all: ObjectsPage[] = [];
  for await (const page of pages) all.push(page);
  return { objects: all.flatMap(({ objects }) => objects), gaps: all.flatMap(({ gaps }) => gaps) };
}

const dock = { id: "1", name: "dock", fixed: false };

describe("listObjects", () => {
  it("gives whole states, and no secret that an adapter passed on", async () => {
    const { objects } = await collect(list(give({ states: [{ ...dock, switch: new Secret("up and down") }] })));
    expect(objects).toEqual([{ state: { ...dock, color: null, switch: null }, isBuiltIn: false, traces: {} }]);
  });

  it("tells the vendor's own objects by the definition, and by the vendor's facts", async () => {
    const states = [dock, { id: "2", name: "lighthouse", fixed: false }, { id: "3", name: "sun", fixed: true }];
    const { objects } = await collect(list(give({ states }), { builtIn: { name: ["lighthouse"] } }));
    expect(objects.map(({ isBuiltIn }) => isBuiltIn)).toEqual([false, true, true]);
  });

  it("gives an object that is on two pages once", async () => {
    const { objects } = await collect(list(give({ states: [dock] }, { states: [dock, { ...dock, id: "2" }] })));
    expect(objects.map(({ state }) => state["id"])).toEqual(["1", "2"]);
  });

  it("says why a noun cannot be listed", async () => {
    const says = "Objects of type lamp are not listed. Nobody counts them.";
    expect(await collect(list(undefined, { unlisted: "Nobody counts them." }))).toEqual({
      objects: [],
      gaps: [{ of: "objects", says }],
    });
  });

  it("stops at a signal between two pages", async () => {
    const controller = new AbortController();
    const pages = list(give({ states: [dock] }, { states: [] }), { signal: controller.signal });
    await pages.next();
    controller.abort();
    await expect(pages.next()).rejects.toMatchObject({ code: "interrupted" });
    await expect(list(give(), { signal: AbortSignal.abort() }).next()).rejects.toMatchObject({ code: "interrupted" });
  });

  it("stops after the limit of rows, and says so", async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Page> {
      for (;;) {
        asked += 1;
        yield { states: Array.from({ length: 50_000 }, (_, index) => ({ ...dock, id: `${asked} ${index}` })) };
      }
    }
    const { objects, gaps } = await collect(list(endless()));
    expect(objects).toHaveLength(limits.rows + 50_000);
    expect(gaps).toMatchObject([{ of: "objects", says: expect.stringContaining("after 200000 of them") as string }]);
  });
});
