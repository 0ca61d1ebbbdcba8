import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildGraph, findNode, type Graph } from "#access/graph/graph.ts";
import { findHolders } from "#access/graph/questions.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import type { GraphFacts } from "#access/model/statements/graph-facts.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Collected } from "#access/model/statements/instance.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { listAccount } from "#vendors/shared/live/list-account.ts";
import { Judge } from "../soundness/support/judge.ts";
import { loadWorlds } from "../soundness/support/load-worlds.ts";
import { createRandom } from "../soundness/support/random.ts";
import { maskWorld } from "../soundness/support/masks.ts";
import { tryProbe } from "../soundness/support/trials.ts";
import type { MadeWorld } from "../soundness/support/world.ts";
import { LiveSite } from "./support/live-site.ts";

const vendors = await loadWorlds();
const seeds = [1, 2, 3, 4, 5, 6];

function build(collected: Collected): Graph {
  const { statements, facts } = listStatements(collected, { vendors: vendorFacts, graphs: graphFacts });
  return buildGraph(statements, facts);
}

describe.each(vendors)("the graph of what $vendor lists", (worlds) => {
  let live: LiveSite;
  const toldBy: GraphFacts["toldBy"] = graphFacts[worlds.vendor]?.toldBy ?? {};

  beforeAll(async () => {
    live = await LiveSite.open(worlds);
  });
  afterAll(() => live.site.close());

  const list = (token?: string): Promise<Collected> => {
    const context = live.connect(token === undefined ? {} : { token });
    const { vendor, site } = live;
    return listAccount({ vendor, definitions: nounDefinitions, context, account: site.account });
  };

  /** What the graph says that the mock server does not, what those may do whom it does not know, and how much it leaves open. */
  async function compare(world: MadeWorld, graph: Graph) {
    const { terms } = maskWorld(world.instances, 0, createRandom(0));
    const wrong: string[] = [];
    const strangers: string[] = [];
    const counts = { yes: 0, no: 0, unknown: 0, undecided: 0 };
    for (const subject of world.subjects) {
      const node = findNode(graph, subject.refer(terms));
      const judge = node === undefined ? undefined : new Judge(graph, node);
      for (const probe of world.probes) {
        const isAllowed = await tryProbe(live.site, subject, probe);
        if (judge === undefined) {
          if (isAllowed) strangers.push(`${subject.says}, ${probe.says}`);
          continue;
        }
        const { kind } = judge.judge(probe.needs(terms));
        counts[kind] += 1;
        const isOpen = probe.isOpen === true || subject.isOpen === true;
        if (kind === "unknown" && !isOpen) counts.undecided += 1;
        if (kind !== "unknown" && (kind === "yes") !== isAllowed)
          wrong.push(`${subject.says}, ${probe.says}: ${kind}, and it is ${isAllowed ? "allowed" : "refused"}`);
      }
    }
    return { wrong, strangers, counts };
  }

  it("answers as the vendor does, and leaves nothing open that a list tells", async () => {
    let certain = 0;
    for (const seed of seeds) {
      const world = await live.fill(worlds, seed);
      const { wrong, strangers, counts } = await compare(world, build(await list()));
      expect(wrong).toEqual([]);
      if (toldBy.subjects !== undefined) expect(strangers).toEqual([]);
      certain += counts.yes;
      // Every relation through which somebody comes to rights is told by a list that was read.
      const isTold = graphFacts[worlds.vendor]?.relations.every((relation) => toldBy[relation] !== undefined);
      if (isTold === true) expect(counts).toMatchObject({ undecided: 0, no: expect.any(Number) as number });
    }
    expect(certain).toBeGreaterThan(0);
  });

  it("knows everybody where the lists that tell subjects were read whole", async () => {
    await live.fill(worlds, 1);
    const collected = await list();
    const atom = { kind: "standing", standing: "nobody's" } as const;
    const { isComplete } = findHolders(build(collected), { account: createAccountKey(live.site.account), atom });
    expect(isComplete).toBe(toldBy.subjects !== undefined);
    expect(collected.blind.length > 0).toBe(toldBy.subjects === undefined);
    expect(collected.instances.every(({ presence, happening }) => presence === "live" && happening === "seen")).toBe(
      true,
    );
  });

  it("reads only, and holds no secret", async () => {
    await live.fill(worlds, 2);
    live.site.journal.clear();
    const { instances } = await list();
    const methods = live.site.journal.entries().map(({ method }) => method);
    expect(new Set(methods)).toEqual(new Set(["GET"]));
    expect(new Set(live.site.journal.entries().map(({ status }) => status))).toEqual(new Set([200]));
    for (const { type, kind, state } of instances) {
      const attributes = nounDefinitions.find((noun) => noun.type === type)?.attributes ?? {};
      for (const [name, { facts }] of Object.entries(attributes))
        if (kind === "resource" && facts.isSecret) expect(state[name] ?? null).toBeNull();
    }
  });

  it("names what the token may not see, and goes on", async () => {
    const world = await live.fill(worlds, 1);
    const seen = new Set<number>();
    for (const { headers } of world.subjects) {
      const [credential = ""] = Object.values(headers);
      // The provider's tokens are keys and sessions, never passwords.
      if (credential.startsWith("Basic ")) continue;
      const collected = await list(credential.replace(/^(?:Bearer|apikey) /, ""));
      seen.add(collected.blind.length);
      for (const sentence of collected.blind) expect(sentence).toMatch(/^[A-Z].*[.]$/s);
      const { wrong } = await compare(world, build(collected));
      expect(wrong).toEqual([]);
    }
    expect(Math.max(...seen)).toBeGreaterThan(0);
  });
});
