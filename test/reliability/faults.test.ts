import { afterAll, describe, expect, it } from "vitest";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { converge, describeOutcome, faults, strikeStep } from "../support/stack/faults.ts";
import { Life } from "../support/stack/life.ts";
import { servedNouns } from "../support/stack/nouns.ts";
import { readReliabilityPage, writeReliabilityPage } from "../support/reliability-page.ts";

type Row = ReadonlyMap<string, string>;

const table = new Map<string, Map<string, Row>>();

afterAll(async () => {
  if (process.env["UPDATE_RELIABILITY"] === "1")
    await writeReliabilityPage(
      table,
      faults.map(({ name }) => name),
    );
});

async function strikeAll(life: Life): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  for (const step of await life.listSteps()) {
    await life.must(step.before);
    const restore = await life.save();
    await life.must(step.after);
    const wanted = await life.count();
    for (const route of step.writes) {
      const row = new Map<string, string>();
      for (const fault of faults) {
        await restore();
        const { run, sent } = await strikeStep(life, step, { route, fault });
        expect(sent, `${step.title} ${route}: ${fault.name}`).toBeGreaterThan(0);
        row.set(fault.name, describeOutcome(run, sent));
        await converge(life, step.after);
        expect(await life.count(), `${step.title} ${route}: ${fault.name}`).toEqual(wanted);
      }
      rows.set(`${step.title}: \`${route}\``, row);
    }
    await restore();
  }
  return rows;
}

describe.each(servedNouns)("each write of a $type of $vendor, and each way to lose its answer", (noun) => {
  it("makes nothing twice, and the next apply converges", async () => {
    const life = await Life.open(noun);
    try {
      const rows = await strikeAll(life);
      const { title } = Object.values(vendorFacts).find(({ name }) => name === noun.vendor) ?? { title: noun.vendor };
      table.set(`${title}, \`access_${noun.type}\``, rows);
    } finally {
      await life.close();
    }
  });
});

it("is what docs/reliability.md says", async () => {
  const { now, wanted } = await readReliabilityPage(
    table,
    faults.map(({ name }) => name),
  );
  if (process.env["UPDATE_RELIABILITY"] !== "1") expect(now).toBe(wanted);
});
