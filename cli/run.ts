import { isNativeError } from "node:util/types";
import { Command, CommanderError } from "commander";
import { maskSecrets } from "#access/schema/known-secrets.ts";
import { disarmLines } from "#access/schema/shown-text.ts";
import { findNearNames } from "#access/schema/near-names.ts";
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

/** A wrong use names the help of the command that it is of. */
function pointToHelp(command: Command, path: string): void {
  command.showHelpAfterError(`(see ${path} --help)`);
  for (const one of command.commands) pointToHelp(one, `${path} ${one.name()}`);
}

/** `help keys revoke` is `keys revoke --help`. */
function readHelp(args: readonly string[]): readonly string[] {
  const [first, ...names] = args;
  return first === "help" && names.length > 0 ? [...names, "--help"] : args;
}

/** @throws Error for a word that is taken for an argument of a command that takes none, and is like one below it */
function refuseMisspelled({ commands }: Command, [name, word = ""]: readonly string[]): void {
  const command = commands.find((one) => one.name() === name);
  const below = command?.commands.map((one) => one.name()) ?? [];
  const takesWords = command === undefined || command.registeredArguments.length > 0;
  if (takesWords || below.length === 0 || word.startsWith("-") || word === "" || below.includes(word)) return;
  const near = findNearNames(word, below);
  const hint = near.length === 0 ? `There is: ${below.join(", ")}.` : `Did you mean ${near.join(" or ")}?`;
  throw new Error(`${name} has no command ${JSON.stringify(word.slice(0, 100))}. ${hint}`);
}

function createProgram(io: Io, commands: readonly CliCommand[]): Command {
  const program = new Command("latchkey")
    .description("Manage service accounts, roles and API keys as code.")
    .version(manifest.version, "-v, --version")
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) })
    // An option belongs to the command that it comes after, also where a command of it has the same one.
    .enablePositionalOptions()
    .exitOverride();
  for (const command of commands) command.register(program, io);
  pointToHelp(program, "latchkey");
  program.addHelpText("after", "\nExit codes: 0 success, 1 findings, 2 error.");
  return program;
}

/** Runs one command line, without the program's name, and returns its exit code. Never throws. */
export async function run(given: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const args = readHelp(given);
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
    const program = createProgram(io, commands);
    refuseMisspelled(program, args);
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has already printed its message; its own codes are 0 for help and 1 for misuse.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(disarmLines(`latchkey: ${isNativeError(error) ? error.message : String(error)}\n`));
    return 2;
  }
}
