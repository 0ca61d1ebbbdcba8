import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Not resourceUsage().maxRSS: Linux carries that over from Terraform, which was larger when it started the process.
function recorderProgram(peaks: string): string {
  return `
    const { appendFileSync, readFileSync } = require("node:fs");
    process.on("exit", () => {
      const [, kilobytes] = /VmHWM:\\s*(\\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"));
      appendFileSync(${JSON.stringify(peaks)}, kilobytes + "\\n");
    });
  `;
}

/** On Linux: has each Node process write down, as it ends, the most memory that it held. */
export class PeakRecorder {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<PeakRecorder> {
    const recorder = new PeakRecorder(await mkdtemp(join(tmpdir(), "latchkey-memory-")));
    await writeFile(recorder.#program, recorderProgram(recorder.#peaks));
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

  /** The largest of the processes that `work` started with `environment`, in MB. */
  async largestOf(work: () => Promise<void>): Promise<number> {
    await writeFile(this.#peaks, "");
    await work();
    const kilobytes = (await readFile(this.#peaks, "utf8")).trim().split("\n").map(Number);
    if (!kilobytes.every((one) => one > 10_000)) throw new Error("the processes did not say what they held");
    return Math.max(...kilobytes) / 1024;
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
