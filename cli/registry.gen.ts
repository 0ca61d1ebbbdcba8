// Made by `npm run generate`; edit what it is made from instead.
import type { CliCommand } from "./command.ts";
import { command as mock } from "./commands/mock.ts";

export const commands: readonly CliCommand[] = [mock];
