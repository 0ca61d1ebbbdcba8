import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { Socket } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { controlTokenVariable, tokensVariable } from "#mock-server/control/shapes.ts";

const announcement = z.object({
  control: z.string(),
  vendors: z.record(z.string(), z.object({ url: z.string(), token: z.string() })),
});
export type Announcement = z.output<typeof announcement>;

export interface MockProcess {
  readonly announcement: Announcement;
  /** Ends the process and waits for it. */
  stop(): Promise<void>;
}

/** The bundled CLI next to the built package, or the source through tsx in a checkout. */
function toCliArguments(): readonly string[] {
  const bundled = [".", ".."].map((folder) => join(import.meta.dirname, folder, "cli.mjs")).find(existsSync);
  if (bundled !== undefined) return [bundled];
  // As a URL of ours: `--import tsx` would be looked for from the caller's working directory.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return ["--import", tsx, join(import.meta.dirname, "..", "cli", "main.ts")];
}

async function waitForExit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => child.once("exit", () => resolve()));
}

async function stopChild(child: ChildProcess): Promise<void> {
  const ended = waitForExit(child);
  child.kill("SIGTERM");
  const patience = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(patience);
}

async function readFirstLine(child: ChildProcess): Promise<string> {
  let out = "";
  let err = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      const end = out.indexOf("\n");
      if (end !== -1) resolve(out.slice(0, end));
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      reject(new Error(`the mock ended with code ${code} before it was ready: ${err.trim()}`)),
    );
  });
}

// What keeps an event loop alive is the child and each of its pipes; without them a test run that forgets to stop the
// mock still ends, and the mock with it, because its input ends.
function release(child: ChildProcess): void {
  child.unref();
  for (const pipe of child.stdio) if (pipe instanceof Socket) pipe.unref();
}

function createEnvironment(tokens: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  delete environment[controlTokenVariable];
  environment[tokensVariable] = Object.entries(tokens)
    .map(([vendor, value]) => `${vendor}=${value}`)
    .join(" ");
  return environment;
}

/** Starts `latchkey mock` with these flags and administrators' tokens by vendor. Rejects with its output if it does not become ready. */
export async function startMockProcess(
  flags: readonly string[],
  tokens: Readonly<Record<string, string>>,
): Promise<MockProcess> {
  const args = [...toCliArguments(), "mock", "--exit-with-parent", ...flags];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"], env: createEnvironment(tokens) });
  try {
    const line = await readFirstLine(child);
    release(child);
    return { announcement: announcement.parse(JSON.parse(line)), stop: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}
