// Made by `npm run generate`; edit what it is made from instead.
import type { CliCommand } from "./command.ts";
import { command as can } from "./commands/can.ts";
import { command as mock } from "./commands/mock.ts";
import { command as review } from "./commands/review.ts";
import { command as whoCan } from "./commands/who-can.ts";

export const commands: readonly CliCommand[] = [can, mock, review, whoCan];
