import { describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { converge, faults, strikeStep } from "../support/stack/faults.ts";
import { applyAndKill } from "../support/stack/kill.ts";
import { Life, type Step } from "../support/stack/life.ts";
import { servedNouns } from "../support/stack/nouns.ts";

// Set LATCHKEY_SEED to the printed number to run the same trials again, and LATCHKEY_TRIALS for another number of them.
const seed = Number(process.env["LATCHKEY_SEED"] ?? Date.now() % 2 ** 31);
const trials = Number(process.env["LATCHKEY_TRIALS"] ?? 30);

/** Mulberry32: small, and the same everywhere. */
function createRandom(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof createRandom>;

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
}

/** A killed creation is either taken up by the next apply, or the next apply stops at it: nothing is made twice. */
async function tryKill(life: Life, step: Step, random: Random): Promise<void> {
  await applyAndKill(life, step, { route: pick(step.writes, random), acts: random(2) === 0 });
  const left = await life.count();
  const run = await life.stack.apply(step.after);
  if (run.errors.length === 0) await converge(life, step.after);
  else expect(run.errors.map(({ detail }) => detail).join()).toMatch(/terraform import ADDRESS|Run again/);
  if (run.errors.length > 0) expect(await life.count()).toEqual(left);
}

async function tryFault(life: Life, step: Step, random: Random): Promise<void> {
  const restore = await life.save();
  await life.must(step.after);
  const wanted = await life.count();
  await restore();
  await strikeStep(life, step, { route: pick(step.writes, random), fault: pick(faults, random) });
  await converge(life, step.after);
  expect(await life.count()).toEqual(wanted);
}

async function tryOnce(vendor: string, random: Random): Promise<void> {
  const life = await Life.open(
    pick(
      servedNouns.filter((noun) => noun.vendor === vendor),
      random,
    ),
  );
  try {
    const step = pick(await life.listSteps(), random);
    await life.must(step.before);
    await (random(4) === 0 ? tryKill : tryFault)(life, step, random);
  } finally {
    await life.close();
  }
}

describe.each(Object.keys(vendorFacts))(`random faults and kills on %s, with LATCHKEY_SEED=${seed}`, (vendor) => {
  it.each(Array.from({ length: trials }, (_, index) => index))("trial %i", async (index) => {
    await tryOnce(vendor, createRandom(seed + index * 7_919));
  });
});
