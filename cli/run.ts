import { Command, CommanderError } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { ExitCode, Io } from "./command.ts";
import { commands } from "./registry.gen.ts";

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

function createProgram(io: Io): Command {
  const program = new Command("latchkey")
    .description("The access of service accounts under code: review it, watch it for drift, try it on a mock server.")
    .version(manifest.version)
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .showHelpAfterError("(latchkey --help says more)")
    .exitOverride();
  for (const command of commands) command.register(program, io);
  program.addHelpText("after", "\nExit codes: 0 nothing found, 1 findings, 2 it could not be done.");
  return program;
}

/** Runs one command line, without the program's name, and answers its exit code. Never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const io: Io = {
    ...terminal,
    finish: (finished) => {
      code = finished;
    },
  };
  try {
    await createProgram(io).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has already written what it has to say; its own codes are 0 for help and 1 for misuse.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(`latchkey: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}
