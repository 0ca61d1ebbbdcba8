import { listenForClosedOutput } from "./closed-output.ts";
import { catchInterruption } from "./interruption.ts";
import { run } from "./run.ts";

/** Runs the command of this process. */
export async function start(host: NodeJS.Process): Promise<void> {
  listenForClosedOutput(host);
  host.exitCode = await run(host.argv.slice(2), {
    out: (text) => host.stdout.write(text),
    err: (text) => host.stderr.write(text),
    input: host.stdin,
    isTerminal: host.stdin.isTTY && host.stderr.isTTY,
    environment: host.env,
    catchInterruption: () => catchInterruption(host),
  });
}
