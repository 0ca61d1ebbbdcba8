import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { listAccount } from "#vendors/shared/live/list-account.ts";
import { findAsker } from "#vendors/shared/live/find-asker.ts";
import { parseSnapshot, readAccess, type ReadAccess, readLiveAccess } from "#review/read-source.ts";
import type { LiveAccess } from "#review/live-access.ts";
import { writeSnapshot } from "#review/snapshot/create-snapshot.ts";
import { loadWorlds } from "../soundness/support/load-worlds.ts";
import { LiveSite } from "./support/live-site.ts";

const vendors = await loadWorlds();
const seeds = [1, 2, 3, 4];
const takenAt = "2030-01-01T00:00:00.000Z";
const options = { version: "1.2.3", previous: null };

const schemaFile = join(import.meta.dirname, "..", "..", "docs", "schemas", "snapshot.schema.json");
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const isOfSchema = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));

/** What everybody may do at least and at most, and with which credentials. */
function tellRights({ graph }: ReadAccess): readonly unknown[] {
  return listSubjects(graph).map((subject) => {
    const { lower, upper } = findEffectiveRights(graph, subject);
    const keys = (graph.credentials.get(subject) ?? []).map(({ id, form, expiresAt }) => [id, form, expiresAt]);
    return [subject, lower.map(keyOfRight).sort(), upper.map(keyOfRight).sort(), keys.sort()];
  });
}

describe.each(vendors)("a snapshot of $vendor", (worlds) => {
  let live: LiveSite;

  beforeAll(async () => {
    live = await LiveSite.open(worlds);
  });
  afterAll(() => live.site.close());

  async function take(): Promise<LiveAccess> {
    const { vendor, site } = live;
    const context = live.connect();
    const askedBy = await findAsker(vendor, context);
    const collected = await listAccount({ vendor, definitions: nounDefinitions, context, account: site.account });
    return { account: site.account, takenAt, askedBy, collected };
  }

  it("means what the account means, and names what was not seen", async () => {
    for (const seed of seeds) {
      await live.fill(worlds, seed);
      const seen = await take();
      const text = writeSnapshot(seen, options);
      const now = readLiveAccess(seen);
      const then = readAccess(text, { side: null, vendors: [] });
      expect(then.reading.instances.length).toBe(seen.collected.instances.length);
      expect(then.reading.instances.length).toBeGreaterThan(5);
      expect(then.blind).toEqual([...now.blind].sort());
      expect(then.reading.whole?.map(({ list }) => list)).toEqual(seen.collected.whole?.map(({ list }) => list).sort());
      expect(tellRights(then)).toEqual(tellRights(now));
      expect([...then.graph.complete].sort()).toEqual([...now.graph.complete].sort());
      const own = then.reading.instances.filter(({ isBuiltIn }) => isBuiltIn === true);
      expect(own.length).toBe(seen.collected.instances.filter(({ isBuiltIn }) => isBuiltIn === true).length);
      expect(own.length).toBeGreaterThan(0);
    }
  });

  it("is the same text whatever order the vendor lists in, and fits the published schema", async () => {
    await live.fill(worlds, 1);
    const seen = await take();
    const { instances, blind, whole = [] } = seen.collected;
    const turned = {
      ...seen.collected,
      instances: instances.toReversed(),
      blind: blind.toReversed(),
      whole: whole.toReversed(),
    };
    const text = writeSnapshot(seen, options);
    expect(writeSnapshot({ ...seen, collected: turned }, options)).toBe(text);
    expect(isOfSchema(JSON.parse(text)), JSON.stringify(isOfSchema.errors)).toBe(true);
  });

  it("fails for each value that somebody changes, and does not if only the layout is another one", async () => {
    await live.fill(worlds, 1);
    const text = writeSnapshot(await take(), options);
    const document = JSON.parse(text) as { readonly [name: string]: unknown };
    expect(parseSnapshot(JSON.stringify(Object.fromEntries(Object.entries(document).toReversed())))).toEqual(document);
    for (const [name, value] of Object.entries(document)) {
      if (name === "format" || name === "digest") continue;
      const other = Array.isArray(value) ? [...value.slice(1), "x"] : typeof value === "string" ? `${value}x` : "x";
      expect(() => parseSnapshot(JSON.stringify({ ...document, [name]: other })), name).toThrow(/is a snapshot/);
    }
    const { instances } = document as { readonly instances: readonly object[] };
    const without = JSON.stringify({ ...document, instances: instances.slice(1) });
    expect(() => parseSnapshot(without)).toThrow(/another digest than it says/);
    expect(() => parseSnapshot(JSON.stringify({ ...document, more: 1 }))).toThrow(/another digest than it says/);
  });

  it("holds neither the token nor any secret", async () => {
    await live.fill(worlds, 2);
    live.site.journal.clear();
    const text = writeSnapshot(await take(), options);
    const methods = new Set(live.site.journal.entries().map(({ method }) => method));
    expect([...methods]).toEqual(["GET"]);
    expect(live.site.token.length).toBeGreaterThan(5);
    expect(text).not.toContain(live.site.token);
  });
});
