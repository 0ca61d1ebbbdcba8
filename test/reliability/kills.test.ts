import { afterEach, describe, expect, it } from "vitest";
import { describeOutcome } from "../support/stack/faults.ts";
import { applyAndKill } from "../support/stack/kill.ts";
import { Life } from "../support/stack/life.ts";
import { type ServedNoun, servedNouns } from "../support/stack/nouns.ts";

let life: Life;
afterEach(() => life.close());

/** What of a killed creation the next apply takes up by itself; it stops at everything else, with its id. */
const takenUp: Readonly<Record<string, string>> = {
  "arize member": "The invitation was open already and is managed from now on",
  "arize role_binding": "The binding existed already and is managed from now on",
  "bigeye group_membership": "The membership existed already and is managed from now on",
  "bigeye role_binding": "The grant existed already and is managed from now on",
  "signoz role_binding": "The binding existed already and is managed from now on",
  "signoz role_mapping": "The role mapping existed already and is managed from now on",
  // Generating again ends the secret that nobody knows.
  "inkit key": "The account's current secret will stop working",
};

async function killCreation(noun: ServedNoun) {
  life = await Life.open(noun);
  const step = (await life.listSteps()).find(({ title }) => title === "create");
  const route = step?.writes[0];
  if (step === undefined || route === undefined) throw new Error(`${noun.address} is not created by a request`);
  await life.must(step.before);
  await applyAndKill(life, step, { route, acts: true });
  expect(life.stack.state.has(noun.address)).toBe(false);
  const left = await life.count();
  return { step, left, run: await life.stack.apply(step.after) };
}

describe.each(servedNouns)("a process that is killed while it creates a $type of $vendor", (noun) => {
  it("leaves nothing that the next apply makes a second time, or keeps to itself", async () => {
    const { left, run } = await killCreation(noun);
    const summary = takenUp[`${noun.vendor} ${noun.type}`];
    if (summary !== undefined) {
      expect(run.warnings.map((one) => one.summary)).toContain(summary);
      expect(run.errors).toEqual([]);
    } else {
      expect(describeOutcome(run, 1)).toBe("stops: `already_exists`");
      expect(run.errors[0]?.detail).toMatch(/terraform import ADDRESS/);
      expect(life.stack.state.has(noun.address)).toBe(false);
    }
    expect(await life.count()).toEqual(left);
  });
});

interface SnapshotKey {
  readonly name: string;
  readonly expiresAt: number;
}

describe("a key of SigNoz whose creation is killed", () => {
  const noun = servedNouns.find(({ vendor, type }) => vendor === "signoz" && type === "key");

  async function readOrphanExpiry(at: "POST" | "PUT"): Promise<number> {
    if (noun === undefined) throw new Error("SigNoz has no keys");
    life = await Life.open(noun);
    const step = (await life.listSteps()).find(({ title }) => title === "create");
    const route = step?.writes.find((one) => one.startsWith(at));
    if (step === undefined || route === undefined) throw new Error(`no ${at}`);
    await life.must(step.before);
    await applyAndKill(life, step, { route, acts: true });
    expect(life.stack.state.has(noun.address)).toBe(false);
    const { payload } = await life.double.mock.app.inject({ method: "GET", url: "/_mock/snapshot" });
    const { tables } = JSON.parse(payload) as { tables: Record<string, readonly SnapshotKey[]> };
    const { errors } = await life.stack.apply(step.after);
    expect(errors).toMatchObject([{ summary: "The name is already in use" }]);
    return tables["signoz/keys"]?.find(({ name }) => name === "exporter-main")?.expiresAt ?? Number.NaN;
  }

  it("dies by itself within ten minutes if its own expiry was not set yet", async () => {
    expect((await readOrphanExpiry("POST")) - Date.now() / 1000).toBeLessThanOrEqual(600);
  });

  it("has its own expiry if that was set, and the next apply names it", async () => {
    expect(await readOrphanExpiry("PUT")).toBe(Date.parse("2037-01-31T00:00:00Z") / 1000);
  });
});
