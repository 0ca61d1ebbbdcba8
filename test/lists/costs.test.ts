import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { listAccount } from "#vendors/shared/live/list-account.ts";
import { loadWorlds } from "../soundness/support/load-worlds.ts";
import { LiveSite, collectObjects } from "./support/live-site.ts";
import { loadFleets } from "./support/load-fleets.ts";

const vendors = await loadWorlds();
const fleets = await loadFleets();
const page = readFileSync(join(import.meta.dirname, "../../docs/architecture.md"), "utf8").replaceAll(/ +/g, " ");

async function drain(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const one of pages) void one;
}

/** What a page takes at most where each row is completed by a request of its own. */
const rowsAtOnce = 40;

const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe.each(vendors)("the lists of $vendor, in requests", (worlds) => {
  let live: LiveSite;
  const fleet = fleets.get(worlds.vendor);
  if (fleet === undefined) throw new Error(`there is no fleet of ${worlds.vendor}`);
  const lists = Object.keys(fleet.requests);

  beforeAll(async () => {
    live = await LiveSite.open(worlds);
  });
  afterAll(() => live.site.close());

  const all = () => {
    const { vendor, site } = live;
    return listAccount({ vendor, definitions: nounDefinitions, context: live.connect(), account: site.account });
  };
  const read = (list: string): Promise<void> => {
    const noun = live.nouns.find(({ type }) => type === list);
    const beside = live.vendor.beside?.[list];
    if (noun !== undefined) return drain(live.list(noun));
    if (beside === undefined) throw new Error(`${worlds.vendor} does not list ${list}`);
    return drain(beside.list(live.connect()));
  };
  const count = async (work: () => Promise<unknown>): Promise<number> => {
    live.site.journal.clear();
    await work();
    return live.site.journal.entries().length;
  };

  /** Of a fleet of so many: of each list alone, and of all together. */
  async function measure(size: number): Promise<ReadonlyMap<string, number>> {
    await live.site.reset();
    await live.site.seed(fleet?.createSeed(size));
    const counts = new Map<string, number>();
    for (const list of lists) counts.set(list, await count(() => read(list)));
    return counts.set("", await count(all));
  }

  it("take for 100 objects more of each noun what their fleet and the page say", async () => {
    const few = await measure(100);
    const many = await measure(200);
    const more = (list: string): number => (many.get(list) ?? 0) - (few.get(list) ?? 0);
    const measured = Object.fromEntries(lists.map((list) => [list, more(list)]));
    console.log(
      `${worlds.vendor}: ${more("")} requests for 100 objects more of each noun; alone: ${JSON.stringify(measured)}`,
    );
    expect({ requests: measured, together: more("") }).toEqual({ requests: fleet.requests, together: fleet.together });
    const nouns = Object.keys(vendorFacts[worlds.vendor]?.nouns ?? {});
    expect(lists.toSorted()).toEqual([...nouns, ...Object.keys(live.vendor.beside ?? {})].toSorted());
    const title = vendorFacts[worlds.vendor]?.title;
    const row = `| ${title} | ${fleet.together} |`;
    expect(page.includes(row), row).toBe(true);
  });

  it("wait for their reader: no page is read before it is asked for", async () => {
    await live.site.reset();
    await live.site.seed(fleet.createSeed(250));
    for (const noun of live.nouns) {
      const pages = live.list(noun);
      const asked = await count(() => pages.next());
      expect(asked, noun.type).toBeLessThanOrEqual(1 + rowsAtOnce);
      for (let i = 0; i < 20; i += 1) await pause();
      expect(live.site.journal.entries(), noun.type).toHaveLength(asked);
      const { objects } = await collectObjects(live.list(noun));
      expect(objects.length, noun.type).toBeGreaterThanOrEqual(250);
      await pages.return(undefined);
    }
  });
});
