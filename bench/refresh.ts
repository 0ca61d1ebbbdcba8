import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { findBundledProvider } from "#constructs/delivery/bundled-provider.ts";
import { type Mock, startMock } from "#testing/mock.ts";
import { measure, timed } from "./support/measure.ts";
import { TerraformFolder } from "./support/providers.ts";

/** Many things of one vendor, as its file in bench/fleets describes them. */
export interface Fleet {
  /** How many resources `configuration` has for each of `count`. */
  readonly nouns: number;
  /** What a refresh may ask the vendor. */
  mostRequests(count: number): number;
  /** How many of them wait for one another, where what they read is few. @default 0: those that are at once decide */
  readonly inTurn?: number;
  /** Without the provider block. */
  configuration(count: number): string;
  /** What the mock holds before. */
  readonly seed?: unknown;
}

const count = 300;
const latency = 100;
// Terraform asks for ten things at a time; what is read ahead has to bring more than half as many again.
const atOnce = 15;

const { version } = findBundledProvider(import.meta.dirname);

const block = (vendor: string): string => `
terraform {
  required_providers {
    access = { source = "latchkey/access", version = "= ${version}" }
  }
}
provider "access" {
  vendor = "${vendor}"
}
`;

async function pathsOf(mock: Mock, work: () => Promise<unknown>): Promise<readonly string[]> {
  await mock.forgetRequests();
  await work();
  return (await mock.requests()).map(({ path }) => path);
}

/** Holds back whatever is answered at paths as long as these. */
async function slowDown({ faults }: Mock, paths: readonly string[]): Promise<void> {
  const lengths = new Set(paths.map((path) => path.split("/").length - 1));
  for (const length of lengths) await faults.add({ route: `GET ${"/*".repeat(length)}`, delayMs: latency });
}

async function benchVendor(vendor: string, fleet: Fleet): Promise<void> {
  const mock = await startMock(fleet.seed === undefined ? {} : { seed: { [vendor]: fleet.seed } });
  const served = mock.vendors[vendor];
  if (served === undefined) throw new Error(`the mock server has no ${vendor}`);
  const environment = { ACCESS_ENDPOINT: served.url, ACCESS_TOKEN: served.token };
  const folder = await TerraformFolder.open(block(vendor) + fleet.configuration(count), environment);
  await folder.run("apply", "-auto-approve");
  const refresh = (): Promise<number> => timed(() => folder.run("plan"));
  const paths = await pathsOf(mock, refresh);
  const requests = paths.length;
  const resources = fleet.nouns * count;
  const isMet = requests <= fleet.mostRequests(count);
  console.log(
    `${isMet ? "✓" : "✗"} ${vendor}: a refresh of ${resources} resources asks ${requests} times (at most ${fleet.mostRequests(count)}); one call a resource would be ${resources}`,
  );
  await measure({
    name: `${vendor}: what ${latency} ms an answer add to that refresh, against ${fleet.inTurn === undefined ? `${atOnce} calls at a time` : `${fleet.inTurn} answers in turn`}`,
    async ours() {
      const plain = await refresh();
      await slowDown(mock, paths);
      const delayed = await refresh();
      await mock.faults.clear();
      return delayed - plain;
    },
    theirs: () => Promise.resolve(Math.max(requests / atOnce, fleet.inTurn ?? 0) * latency),
    rounds: 3,
    bar: { kind: "atMost", ratio: 1 },
    unit: "ms",
  });
  await folder.close();
  await mock.stop();
}

/** What a refresh asks of each vendor that has a fleet, and how long it waits for the answers. */
export async function benchRefresh(): Promise<void> {
  const files = (await readdir(join(import.meta.dirname, "fleets"))).filter((file) => file.endsWith(".ts")).sort();
  if (files.length === 0) throw new Error("bench/fleets is empty");
  for (const file of files) {
    const { fleet } = (await import(`./fleets/${file}`)) as { readonly fleet: Fleet };
    await benchVendor(file.slice(0, -".ts".length), fleet);
  }
}
