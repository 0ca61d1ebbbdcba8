import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMock } from "#testing/mock.ts";
import { loadFleets, type LiveFleet } from "#test/lists/support/load-fleets.ts";
import { measure } from "./support/measure.ts";
import { PeakRecorder } from "./support/peak-recorder.ts";

const cli = join(import.meta.dirname, "..", "dist", "cli.mjs");

/** About so many objects in an account: each is four times the one before. */
const sizes = [1_250, 5_000, 20_000] as const;

interface Place {
  readonly folder: string;
  readonly recorder: PeakRecorder;
}

/** The most memory that `latchkey snapshot` of an account holds, in MB. */
async function measurePeak(vendor: string, seed: unknown, { folder, recorder }: Place): Promise<number> {
  const mock = await startMock({ seed: { [vendor]: seed } });
  const { url = "", token = "" } = mock.vendors[vendor] ?? {};
  const own = { ACCESS_VENDOR: vendor, ACCESS_ENDPOINT: url, ACCESS_TOKEN: token };
  try {
    return await recorder.largestOf(async () => {
      const args = [cli, "snapshot", "--output", join(folder, "snapshot.json"), "--force"];
      const env = { ...process.env, ...recorder.environment, ...own };
      const [code] = (await once(spawn(process.execPath, args, { stdio: "ignore", env }), "exit")) as [number | null];
      if (code !== 0) throw new Error(`latchkey snapshot of ${vendor} ended with ${String(code)}`);
    });
  } finally {
    await mock.stop();
  }
}

async function benchVendor(vendor: string, fleet: LiveFleet, place: Place): Promise<void> {
  const nouns = Object.keys(fleet.requests).length;
  const peaks: number[] = [];
  for (const size of sizes) {
    peaks.push(await measurePeak(vendor, fleet.createSeed(Math.ceil(size / nouns)), place));
  }
  const small = peaks[0] ?? 0;
  const large = peaks.at(-1) ?? 0;
  console.log(`${vendor}: ${sizes.map((size, at) => `${size} objects ${(peaks[at] ?? 0).toFixed(0)} MB`).join(", ")}`);
  await measure({
    name: `${vendor}: peak memory of a snapshot of 16 times as many objects, on as many more pages`,
    ours: () => Promise.resolve(large),
    theirs: () => Promise.resolve(small),
    rounds: 1,
    bar: { kind: "atMost", ratio: 2.5 },
    unit: "MB",
  });
}

/** What more pages of an account cost in memory beside the objects on them. */
export async function benchPages(): Promise<void> {
  const place: Place = {
    folder: await mkdtemp(join(tmpdir(), "latchkey-bench-pages-")),
    recorder: await PeakRecorder.open(),
  };
  for (const [vendor, fleet] of await loadFleets()) await benchVendor(vendor, fleet, place);
  await place.recorder.close();
  await rm(place.folder, { recursive: true, force: true });
}
