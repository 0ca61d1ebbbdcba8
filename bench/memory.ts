import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundledProvider } from "../constructs/delivery/bundled-provider.ts";
import { startMock } from "../testing/mock.ts";
import { measure } from "./support/measure.ts";
import { TerraformFolder } from "./support/providers.ts";

const { version } = bundledProvider(import.meta.dirname);

function accounts(count: number, prefix: string): string {
  const block = `
terraform {
  required_providers {
    access = { source = "latchkey/access", version = "= ${version}" }
  }
}
provider "access" {
  vendor = "signoz"
}
`;
  const all = Array.from(
    { length: count },
    (_, index) => `resource "access_service_account" "a${index}" {\n  name = "${prefix}-${index}"\n}`,
  );
  return block + all.join("\n");
}

/** Has each provider process write down, as it ends, the most memory that it held. */
class PeakRecorder {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<PeakRecorder> {
    const recorder = new PeakRecorder(await mkdtemp(join(tmpdir(), "latchkey-memory-")));
    const note = `require("node:fs").appendFileSync(${JSON.stringify(recorder.#peaks)}, process.resourceUsage().maxRSS + "\\n")`;
    await writeFile(recorder.#program, `process.on("exit", () => ${note});\n`);
    return recorder;
  }

  get #program(): string {
    return join(this.#folder, "record.cjs");
  }

  get #peaks(): string {
    return join(this.#folder, "peaks");
  }

  get environment(): Readonly<Record<string, string>> {
    return { NODE_OPTIONS: `--require ${this.#program}` };
  }

  /** The largest of the processes that `work` started, in MB. */
  async largestOf(work: () => Promise<void>): Promise<number> {
    await writeFile(this.#peaks, "");
    await work();
    const kilobytes = (await readFile(this.#peaks, "utf8")).trim().split("\n").map(Number);
    if (kilobytes.length < 2) throw new Error("the provider's processes did not say what they held");
    return Math.max(...kilobytes) / 1024;
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** What a provider process holds in a plan that refreshes everything: it may not grow with what it has seen. */
export async function benchMemory(): Promise<void> {
  const mock = await startMock();
  const vendor = mock.vendors["signoz"];
  if (vendor === undefined) throw new Error("the mock server has no SigNoz");
  const recorder = await PeakRecorder.open();
  const environment = { ACCESS_ENDPOINT: vendor.url, ACCESS_TOKEN: vendor.token, ...recorder.environment };
  const open = async (count: number, prefix: string): Promise<TerraformFolder> => {
    const folder = await TerraformFolder.open(accounts(count, prefix), environment);
    await folder.run("apply", "-auto-approve");
    return folder;
  };
  const [many, few] = [await open(5_000, "many"), await open(50, "few")];
  await measure({
    name: "peak memory of the provider, refreshing 5,000 accounts, against 50",
    ours: () => recorder.largestOf(() => many.run("plan")),
    theirs: () => recorder.largestOf(() => few.run("plan")),
    rounds: 3,
    bar: { kind: "atMost", ratio: 2 },
    unit: "MB",
  });
  await many.close();
  await few.close();
  await recorder.close();
  await mock.stop();
}
