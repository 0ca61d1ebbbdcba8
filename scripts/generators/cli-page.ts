import { Command } from "commander";
import { loadCommand } from "#cli/registry.gen.ts";
import type { Io } from "#cli/command.ts";
import type { GeneratedFile } from "../generate.ts";

const nobody: Io = { out: () => undefined, err: () => undefined, finish: () => undefined };

/** What `--help` prints, as wide as a page shows it. */
function readHelp(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part), getOutHelpWidth: () => 110 });
  command.outputHelp();
  return text.trimEnd();
}

function writeCommand(command: Command, path: string): string {
  const own = `## \`${path}\`\n\n\`\`\`\n${readHelp(command)}\n\`\`\`\n`;
  const below = command.commands.map((one) => writeCommand(one, `${path} ${one.name()}`));
  return [own, ...below].join("\n");
}

const head = `# Commands

What \`latchkey COMMAND --help\` prints. Results are printed on standard output, progress and errors on standard error. Exit codes: 0 nothing
at or above the threshold, 1 findings, 2 no trustworthy answer. \`latchkey completion\` makes a shell complete all of it.
`;

/** The page of all commands, made from their own definitions. */
export async function generate(): Promise<readonly GeneratedFile[]> {
  const program = new Command("latchkey");
  const commands = await Promise.all(Object.values(loadCommand).map((load) => load()));
  for (const command of commands) command.register(program, nobody);
  const parts = program.commands.map((one) => writeCommand(one, `latchkey ${one.name()}`));
  return [{ path: "docs/cli.md", text: [head, ...parts].join("\n") }];
}
