import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "#cli/run.ts";
import { startMock } from "#testing/mock.ts";
import { loadFleets, type LiveFleet } from "#test/lists/support/load-fleets.ts";
import { measure, timed } from "./support/measure.ts";

const wanted = 3_000;
const sample = 20;

interface Account {
  readonly vendor: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

async function command({ folder, environment }: Account, name: string, ...words: readonly string[]): Promise<string> {
  const file = join(folder, name);
  let err = "";
  const io = { out: () => undefined, err: (text: string) => void (err += text), environment };
  const code = await run([name, "--output", file, ...words], io);
  if (code !== 0) throw new Error(`latchkey ${name} ended with ${code}: ${err}`);
  return readFile(file, "utf8");
}

async function withAccount(vendor: string, seed: unknown, work: (account: Account) => Promise<void>): Promise<void> {
  const mock = await startMock({ seed: { [vendor]: seed } });
  const { url = "", token = "" } = mock.vendors[vendor] ?? {};
  const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  try {
    const environment = { ACCESS_VENDOR: vendor, ACCESS_ENDPOINT: url, ACCESS_TOKEN: token };
    await work({ vendor, folder, environment });
  } finally {
    await mock.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function countObjects(account: Account): Promise<number> {
  const { instances } = JSON.parse(await command(account, "snapshot")) as { readonly instances: readonly unknown[] };
  return instances.length;
}

async function benchVendor(vendor: string, fleet: LiveFleet): Promise<void> {
  let each = 1;
  await withAccount(vendor, fleet.createSeed(sample), async (account) => {
    each = (await countObjects(account)) / sample;
  });
  await withAccount(vendor, fleet.createSeed(Math.ceil((wanted / each) * 1.2)), async (account) => {
    const objects = await countObjects(account);
    if (objects < wanted) throw new Error(`${vendor} has ${objects} objects, and ${wanted} are wanted`);
    const code = await command(account, "adopt", "--force");
    if (code.length < wanted * 50) throw new Error(`the code of ${vendor} is too short`);
    await measure({
      name: `${vendor}: \`latchkey adopt\` of ${objects} objects, against reading them alone`,
      ours: () => timed(() => command(account, "adopt", "--force")),
      theirs: () => timed(() => command(account, "snapshot")),
      rounds: 5,
      bar: { kind: "atMost", ratio: 2 },
      unit: "ms",
    });
  });
}

/** What adopting a whole account costs beside reading it, which drift does as well. */
export async function benchAdopt(): Promise<void> {
  for (const [vendor, fleet] of await loadFleets()) await benchVendor(vendor, fleet);
}
