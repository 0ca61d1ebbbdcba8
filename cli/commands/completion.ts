import { Argument, type Command } from "commander";
import { describeCommands } from "../completion/described.ts";
import { shells } from "../completion/shells.gen.ts";
import type { CliCommand, Io } from "../command.ts";

const help = `
Load it in the shell's own start-up file:
${shells.map(({ name, loadedBy }) => `  ${name.padEnd(6)}${loadedBy}\n`).join("")}`;

function register(program: Command, io: Io): void {
  const names = shells.map(({ name }) => name);
  program
    .command("completion")
    .description("Print a script by which a shell completes commands and options.")
    .addArgument(new Argument("<shell>", "the shell").choices(names))
    .addHelpText("after", help)
    .action((name: string) => {
      const commands = describeCommands(program);
      io.out(shells.find((shell) => shell.name === name)?.write(commands) ?? "");
    });
}

export const command: CliCommand = { register, needsAll: true };
