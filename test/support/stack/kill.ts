import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isWrite, type Life, type Step, toRoute } from "./life.ts";
import { readState, writeState } from "./state-file.ts";

export interface Killing {
  readonly route: string;
  /** Whether the vendor has carried the request out when the process is killed. */
  readonly acts: boolean;
}

/** Applies a step in a process of its own, which is killed by SIGKILL at its first request for the route. */
export async function applyAndKill(life: Life, { after }: Step, { route, acts }: Killing): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-kill-"));
  const files = { configuration: join(folder, "main.tf"), state: join(folder, "state.json") };
  await writeFile(files.configuration, after);
  await writeFile(files.state, writeState(life.stack.state));
  const { noun, double } = life;
  const options = JSON.stringify({ vendor: noun.vendor, endpoint: double.url, token: double.token });
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const script = join(import.meta.dirname, "apply-in-process.ts");
  const args = ["--import", tsx, script, options, files.configuration, files.state];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_code, signal) => resolve(signal)));
  double.intercept(async (exchange, act) => {
    if (!isWrite(exchange) || toRoute(noun.vendor, exchange) !== route) return act();
    if (acts) await act();
    child.kill("SIGKILL");
    await ended;
    return "broken";
  });
  const signal = await ended;
  double.intercept(undefined);
  const kept = readState(await readFile(files.state, "utf8"));
  life.stack.state.clear();
  for (const [address, one] of kept) life.stack.state.set(address, one);
  await rm(folder, { recursive: true, force: true });
  if (signal !== "SIGKILL") throw new Error(`${noun.address}: the process ended by itself, before ${route}`);
}
