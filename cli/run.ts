import { isNativeError } from "node:util/types";
import { Command, CommanderError } from "commander";
import { disarmLines } from "#access/schema/shown-text.ts";
import manifest from "../package.json" with { type: "json" };
import type { ExitCode, Io } from "./command.ts";
import { commands } from "./registry.gen.ts";

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly input?: AsyncIterable<Uint8Array>;
}

function createProgram(io: Io): Command {
  const program = new Command("latchkey")
    .description("Manage service accounts, roles and API keys as code.")
    .version(manifest.version, "-v, --version")
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .showHelpAfterError("(see latchkey --help)")
    .exitOverride();
  for (const command of commands) command.register(program, io);
  program.addHelpText("after", "\nExit codes: 0 success, 1 findings, 2 error.");
  return program;
}

/** Runs one command line, without the program's name, and returns its exit code. Never throws. */
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
    // Commander has already printed its message; its own codes are 0 for help and 1 for misuse.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(disarmLines(`latchkey: ${isNativeError(error) ? error.message : String(error)}\n`));
    return 2;
  }
}
