import { isNativeError } from "node:util/types";
import { Command, CommanderError } from "commander";
import { maskSecrets } from "#access/schema/known-secrets.ts";
import { disarmLines } from "#access/schema/shown-text.ts";
import manifest from "../package.json" with { type: "json" };
import type { CliCommand, ExitCode, Io } from "./command.ts";
import { loadCommand } from "./registry.gen.ts";

/** What a process gives to a command line. */
export type Terminal = Omit<Io, "finish">;

/** The command that a line begins with; else all of them, for help and for what a wrong name is like. */
async function loadCommands(args: readonly string[]): Promise<readonly CliCommand[]> {
  const name = args[0] ?? "";
  const load = Object.hasOwn(loadCommand, name) ? loadCommand[name] : undefined;
  const command = await load?.();
  if (command !== undefined && command.needsAll !== true) return [command];
  return Promise.all(Object.values(loadCommand).map((one) => one()));
}

function createProgram(io: Io, commands: readonly CliCommand[]): Command {
  const program = new Command("latchkey")
    .description("Manage service accounts, roles and API keys as code.")
    .version(manifest.version, "-v, --version")
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    .showHelpAfterError("(see latchkey --help)")
    // An option belongs to the command that it comes after, also where a command of it has the same one.
    .enablePositionalOptions()
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
    // Vendors repeat what they are sent, such as a token.
    out: (text) => terminal.out(maskSecrets(text)),
    err: (text) => terminal.err(maskSecrets(text)),
    finish: (finished) => {
      code = finished;
    },
  };
  try {
    const commands = await loadCommands(args);
    await createProgram(io, commands).parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has already printed its message; its own codes are 0 for help and 1 for misuse.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(disarmLines(`latchkey: ${isNativeError(error) ? error.message : String(error)}\n`));
    return 2;
  }
}
