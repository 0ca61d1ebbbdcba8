import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mock, startMock } from "#testing/mock.ts";
import { loadFleets, type LiveFleet } from "../test/lists/support/load-fleets.ts";
import { measure, timed } from "./support/measure.ts";
import { runCommand } from "#cli/testing/run-command.ts";

/** About so many objects in an account. */
const objects = 3_000;
const latency = 100;
/** How many answers are waited for at the same time, at least. */
const atOnce = 8;
/** One answer may be needed to ask for the others, and one more to know who asks. */
const inTurn = 3;

async function drift(vendor: string, mock: Mock, state: string): Promise<string> {
  const account = mock.vendors[vendor];
  if (account === undefined) throw new Error(`the mock server has no ${vendor}`);
  const words = ["drift", state, "--vendor", `${vendor}@${account.url}`, "--fail-on", "never", "--format", "json"];
  const { code, out } = await runCommand(words, { environment: { ACCESS_TOKEN: account.token } });
  if (code !== 0) throw new Error(`drift at ${vendor} ended with ${code}`);
  return out;
}

/** An object that the vendor has no more: with it, the state is of the account. */
async function writeState(folder: string, vendor: string): Promise<string> {
  const values = { id: "0", name: "gone" };
  const place = { mode: "managed", name: "gone", provider_name: "registry.terraform.io/latchkey/access" };
  const resource = { address: "access_role.gone", type: "access_role", schema_version: 0, values, ...place };
  const file = join(folder, `${vendor}.json`);
  await writeFile(file, JSON.stringify({ format_version: "1.0", values: { root_module: { resources: [resource] } } }));
  return file;
}

function countObjects(report: string): number {
  const { coverage, apart } = JSON.parse(report) as {
    readonly coverage: { readonly managed: number; readonly unmanaged: number };
    readonly apart: { readonly builtIn: number; readonly unmanageable: number };
  };
  return coverage.managed + coverage.unmanaged + apart.builtIn + apart.unmanageable;
}

async function benchVendor(vendor: string, fleet: LiveFleet, folder: string): Promise<void> {
  const nouns = Object.keys(fleet.requests).length;
  const mock = await startMock({ seed: { [vendor]: fleet.createSeed(Math.ceil(objects / nouns)) } });
  const state = await writeState(folder, vendor);
  await mock.forgetRequests();
  const found = countObjects(await drift(vendor, mock, state));
  const requests = await mock.requests({ vendor });
  const calls = requests.length;
  console.log(`${vendor}: drift of ${found} objects asks ${calls} times; one call an object would be ${found}`);
  const lengths = new Set(requests.map(({ path }) => path.split("/").length - 1));
  await measure({
    name: `${vendor}: what ${latency} ms an answer add to that, against ${atOnce} answers at the same time (${inTurn} in turn at least)`,
    async ours() {
      const plain = await timed(() => drift(vendor, mock, state));
      for (const length of lengths) await mock.faults.add({ route: `GET ${"/*".repeat(length)}`, delayMs: latency });
      const delayed = await timed(() => drift(vendor, mock, state));
      await mock.faults.clear();
      return delayed - plain;
    },
    theirs: () => Promise.resolve(Math.max(calls / atOnce, inTurn) * latency),
    rounds: 3,
    bar: { kind: "atMost", ratio: 1 },
    unit: "ms",
  });
  await mock.stop();
}

/** What `latchkey drift` asks of each vendor, and how long it waits for the answers. */
export async function benchDrift(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-drift-"));
  for (const [vendor, fleet] of await loadFleets()) await benchVendor(vendor, fleet, folder);
  await rm(folder, { recursive: true });
}
