import type { Command } from "commander";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";

/** A command as a shell completes it. */
export interface DescribedCommand {
  /** From the program on: `keys revoke`. Empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly says: string }[];
  readonly options: readonly DescribedOption[];
}

export interface DescribedOption {
  /** With its dashes. */
  readonly flag: string;
  readonly says: string;
  readonly takesValue: boolean;
  /** What it takes, if that is a fixed set. */
  readonly choices: readonly string[];
}

/** What options begin with that take more than a fixed set. */
const known: { readonly [flag: string]: readonly string[] } = { "--vendor": Object.keys(vendorFacts) };

function describeOptions({ options }: Command): readonly DescribedOption[] {
  const shown = options.filter(({ hidden }) => !hidden);
  return shown.flatMap(({ long, description, required, optional, argChoices }) => {
    const takesValue = required || optional;
    if (typeof long !== "string") return [];
    return [{ flag: long, says: description, takesValue, choices: argChoices ?? known[long] ?? [] }];
  });
}

/** A program, and every command below it. */
export function describeCommands(command: Command, path = ""): readonly DescribedCommand[] {
  const below = command.commands.map((one) => ({ name: one.name(), says: one.description() }));
  const own: DescribedCommand = { path, commands: below, options: describeOptions(command) };
  return [own, ...command.commands.flatMap((one) => describeCommands(one, `${path} ${one.name()}`.trim()))];
}
