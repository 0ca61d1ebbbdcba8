import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEffectiveRights } from "#access/graph/effective.ts";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { listSubjects } from "#access/graph/questions.ts";
import type { Collected, Instance } from "#access/model/statements/instance.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import { openChange } from "#review/change/open-change.ts";
import { speak } from "#review/context/join-context.ts";
import type { Reading } from "#review/source.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { listAccount } from "#vendors/shared/live/list-account.ts";
import { loadWorlds } from "../soundness/support/load-worlds.ts";
import { createRandom } from "../soundness/support/random.ts";
import { LiveSite } from "./support/live-site.ts";

const vendors = await loadWorlds();
const seeds = [1, 2, 3, 4, 5];
const at = "2030-01-01T00:00:00Z";

function read(instances: readonly Instance[]): Reading {
  return { instances, blind: [], assumptions: [], moves: new Map(), count: instances.length };
}

/** What everybody may do, at least and at most. */
function tellRights(graph: Graph): ReadonlyMap<string, readonly unknown[]> {
  const told = listSubjects(graph).map((subject) => {
    const { lower, upper } = findEffectiveRights(graph, subject);
    return [subject, [lower.map(keyOfRight).sort(), upper.map(keyOfRight).sort()]] as const;
  });
  return new Map(told);
}

function isManaged({ type, kind, isBuiltIn }: Instance): boolean {
  return kind === "resource" && isBuiltIn !== true && nounDefinitions.some((one) => one.type === type);
}

/** Whether what a plan manages names the subject by its id: then it is told of, though the vendor lists nobody with that id. */
function isReferredTo(subject: string, own: readonly Instance[]): boolean {
  const texts = own.flatMap(({ state }) => Object.values(state).filter((value) => typeof value === "string"));
  return texts.some((text) => subject.endsWith(`"id",${JSON.stringify(text)}]`));
}

/** As a plan has it. */
function manage(instance: Instance, index: number): Instance {
  const address = `access_${instance.type}.x${index}`;
  return { ...instance, address, presence: "managed", happening: "unchanged" };
}

describe.each(vendors)("a change at $vendor, of which a plan has a part and the vendor the rest", (worlds) => {
  let live: LiveSite;

  beforeAll(async () => {
    live = await LiveSite.open(worlds);
  });
  afterAll(() => live.site.close());

  async function list(seed: number): Promise<Collected> {
    await live.fill(worlds, seed);
    const { vendor, site } = live;
    return listAccount({ vendor, definitions: nounDefinitions, context: live.connect(), account: site.account });
  }

  it("is what it would be if the plan had everything, whatever part the plan has", async () => {
    for (const seed of seeds) {
      const seen = await list(seed);
      const random = createRandom(seed);
      const whole = buildGraph(...graphParts(seen));
      for (const oneIn of [6, 2, 1]) {
        const own = seen.instances.filter((one) => isManaged(one) && random(oneIn) === 0).map(manage);
        if (own.length === 0) continue;
        const context = { name: "context", reading: { ...read(seen.instances), whole: seen.whole ?? [] } };
        const { before, after } = openChange([{ name: "plan", before: read(own), after: read(own) }], at, {
          contexts: [context],
        });
        for (const { graph } of [before, after]) {
          const given = tellRights(graph);
          const wanted = tellRights(whole);
          const unlisted = [...given.keys()].filter((subject) => !wanted.has(subject) && isReferredTo(subject, own));
          expect(given.size - unlisted.length).toBe(wanted.size);
          for (const [subject, rights] of wanted) {
            // Whoever has no id of its own is named by an address, where there is one.
            if (given.has(subject) || !subject.includes("account of key"))
              expect(given.get(subject), subject).toEqual(rights);
          }
        }
        expect(after.instances).toEqual(own);
      }
    }
  });

  it("takes from everybody what comes through a role that the plan deletes, and gives nothing", async () => {
    let lost = 0;
    for (const seed of seeds) {
      const seen = await list(seed);
      const contexts = [{ name: "context", reading: { ...read(seen.instances), whole: seen.whole ?? [] } }];
      const roles = seen.instances.filter((one) => one.type === "role" && isManaged(one)).map(manage);
      for (const role of roles.slice(0, 3)) {
        const sides = { name: "plan", before: read([role]), after: read([]) };
        const { after, difference } = openChange([sides], at, { contexts });
        // Whoever signs in may be given any role by then.
        const own = difference.subjects.filter(({ after: node }) => {
          return ["account", "member", "group"].includes(after.graph.nodes.get(node ?? "")?.as ?? "");
        });
        expect(own.flatMap(({ mayGain }) => mayGain)).toEqual([]);
        lost += difference.subjects.flatMap((one) => one.lost).length;
        const id = JSON.stringify(role.state["id"]);
        expect(JSON.stringify([...tellRights(after.graph)])).not.toContain(`"role","id",${id}`);
      }
    }
    expect(lost).toBeGreaterThan(0);
  });
});

function graphParts(collected: Collected): Parameters<typeof buildGraph> {
  const { statements, facts } = speak(collected);
  return [statements, facts];
}
