import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Told } from "#access/model/vendors/told.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { loadWorlds } from "../soundness/support/load-worlds.ts";
import { LiveSite } from "./support/live-site.ts";
import { loadFleets } from "./support/load-fleets.ts";

const vendors = await loadWorlds();
const fleets = await loadFleets();

describe.each(vendors)("what $vendor lists beside its nouns", (worlds) => {
  const { beside = {} } = fleets.get(worlds.vendor) ?? {};
  const own = Object.entries(beside).map(([list, tells]) => ({ list, ...tells }));
  let live: LiveSite;

  beforeAll(async () => {
    live = await LiveSite.open(worlds);
  });
  afterAll(() => live.site.close());

  async function collect(list: string): Promise<readonly Told[]> {
    const told: Told[] = [];
    for await (const { told: some, gaps = [] } of live.vendor.beside?.[list]?.list(live.connect()) ?? []) {
      expect(gaps).toEqual([]);
      told.push(...some);
    }
    return told;
  }

  it("is known for each list", () => {
    expect(Object.keys(beside).toSorted()).toEqual(Object.keys(live.vendor.beside ?? {}).toSorted());
  });

  it.each(own)("tells everything of $list, with reads alone", async ({ list, seed, tells }) => {
    await live.site.reset();
    await live.site.seed(seed);
    live.site.journal.clear();
    const told = await collect(list);
    expect(new Set(live.site.journal.entries().map(({ method }) => method))).toEqual(new Set(["GET"]));
    for (const one of tells) expect(told).toContainEqual(one);
  });

  it("is what its facts say that a relation is told by, with its nouns", () => {
    const lists = [...Object.keys(live.vendor.facts.nouns), ...Object.keys(beside)];
    for (const needed of Object.values(graphFacts[worlds.vendor]?.toldBy ?? {}))
      expect(lists).toEqual(expect.arrayContaining([...needed]));
  });
});
