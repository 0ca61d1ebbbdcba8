import { listenForClosedOutput } from "./closed-output.ts";
import { run } from "./run.ts";

listenForClosedOutput(process);

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: process.stdin,
});
