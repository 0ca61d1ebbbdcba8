import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccessError } from "#access/model/errors.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { loadWorlds } from "../soundness/support/load-worlds.ts";
import type { MadeWorld } from "../soundness/support/world.ts";
import { collectObjects, LiveSite } from "./support/live-site.ts";

const vendors = await loadWorlds();

describe.each(vendors)("the lists of $vendor", (worlds) => {
  let live: LiveSite;
  let world: MadeWorld;
  const nouns = Object.entries(vendorFacts[worlds.vendor]?.nouns ?? {}).map(([type, { unlisted }]) => ({
    type,
    unlisted,
  }));
  const listed = nouns.filter(({ unlisted }) => unlisted === undefined);

  beforeAll(async () => {
    live = await LiveSite.open(worlds);
    world = await live.fill(worlds, 3);
  });
  afterAll(() => live.site.close());

  const define = (type: string) => {
    const definition = live.nouns.find((one) => one.type === type);
    if (definition === undefined) throw new Error(`${worlds.vendor} has no ${type}`);
    return definition;
  };

  it.each(nouns)("have every $type, or its facts say why not", ({ type, unlisted }) => {
    expect(typeof live.vendor.resources[type]?.list).toBe(unlisted === undefined ? "function" : "undefined");
    expect(unlisted ?? "Because.").toMatch(/\.$/);
  });

  it.each(listed)("give each $type as a read after an import does, and only read", async ({ type }) => {
    const definition = define(type);
    live.site.journal.clear();
    const { objects } = await collectObjects(live.list(definition));
    const methods = new Set(live.site.journal.entries().map(({ method }) => method));
    expect([...methods]).toEqual(["GET"]);
    const advice = `the mock has none: seed one in test/lists/objects/${worlds.vendor}`;
    expect(objects.length, advice).toBeGreaterThan(0);
    const context = live.connect();
    for (const { state } of objects) {
      expect(await live.readAfterImport(definition, state, context)).toEqual(state);
    }
  });

  it.each(listed)("miss no $type that can be read", async ({ type }) => {
    const definition = define(type);
    const { objects } = await collectObjects(live.list(definition));
    const states = objects.map(({ state }) => state);
    const context = live.connect();
    let found = 0;
    for (const { type: made, kind, state } of world.instances) {
      if (made !== type || kind !== "resource") continue;
      // An import id may have a part that the world does not know.
      const like = states.find(({ id }) => id === state["id"]) ?? {};
      const known = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
      const read = await live.readAfterImport(definition, { ...like, ...known }, context);
      if (read === undefined) continue;
      found += 1;
      expect(states).toContainEqual(read);
    }
    const isMade = world.instances.some((one) => one.type === type && one.kind === "resource");
    expect(found > 0).toBe(isMade);
  });

  it("tell the vendor's own roles from those that somebody made", async () => {
    const { objects } = await collectObjects(live.list(define("role")));
    const names = objects.filter(({ isBuiltIn }) => isBuiltIn).map(({ state }) => state["name"]);
    expect(names.toSorted()).toEqual(Object.keys(live.vendor.facts.permissions.managedRoles).toSorted());
    expect(objects.length).toBeGreaterThan(names.length);
  });

  it("tell the vendor's own objects of every noun whose facts know some", async () => {
    for (const { type } of listed) {
      const { builtIn = {} } = live.vendor.facts.nouns[type] ?? {};
      const { objects } = await collectObjects(live.list(define(type)));
      for (const [attribute, values] of Object.entries(builtIn)) {
        const own = objects.filter(({ isBuiltIn }) => isBuiltIn).map(({ state }) => state[attribute]);
        expect(own.toSorted()).toEqual([...values].toSorted());
        expect(objects.length).toBeGreaterThan(own.length);
      }
    }
  });

  it.each(listed)("stop at a signal: $type", async ({ type }) => {
    const controller = new AbortController();
    const pages = live.list(define(type), live.connect({ signal: controller.signal }));
    await pages.next();
    controller.abort();
    live.site.journal.clear();
    const rest = collectObjects(pages);
    await expect(rest).rejects.toThrow(AccessError);
    await expect(rest).rejects.toMatchObject({ code: "interrupted" });
    expect(live.site.journal.entries()).toEqual([]);
  });

  it.each(listed)("read nothing before they are asked: $type", async ({ type }) => {
    live.site.journal.clear();
    const pages = live.list(define(type));
    await new Promise((resolve) => void setImmediate(resolve));
    expect(live.site.journal.entries()).toEqual([]);
    await pages.return(undefined);
  });
});
