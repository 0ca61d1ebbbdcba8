import { type Command, Option } from "commander";
import { hosts } from "../comment/hosts.gen.ts";
import type { Host } from "../comment/host.ts";
import { type Outcome, writeSticky } from "../comment/sticky.ts";
import { withCleanErrors } from "../access/question.ts";
import { readDocument } from "../access/read-document.ts";
import type { CliCommand, Io } from "../command.ts";

interface CommentFlags {
  readonly host?: string;
  readonly to?: number;
  readonly author?: string;
}

const names = hosts.map(({ name }) => name);

/** @throws Error if nothing tells where to write */
function findHost({ host }: CommentFlags, environment: NonNullable<Io["environment"]>): Host {
  const found = hosts.find((one) => (host === undefined ? one.isHere(environment) : one.name === host));
  if (found !== undefined) return found;
  throw new Error(
    `this is no job of ${names.join(" or ")}. Give --host, and what it reads: see latchkey comment --help`,
  );
}

function parseNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`--to takes the number of a pull request, and received "${text}"`);
}

const told: Readonly<Record<Outcome, string>> = {
  created: "Wrote a comment.",
  updated: "Wrote the comment again.",
  kept: "Left the comment as it is: it is of a newer plan.",
};

async function comment(file: string, flags: CommentFlags, io: Io): Promise<void> {
  const environment = io.environment ?? {};
  const host = findHost(flags, environment);
  const text = await readDocument(file, io);
  if (text.length > host.longest)
    throw new Error(
      `${file} has ${text.length} characters, and a comment at ${host.name} at most ${host.longest}. Make it shorter: --max-bytes`,
    );
  const conversation = host.open({ environment, number: flags.to, author: flags.author });
  io.out(`${told[await writeSticky(text, conversation, Date.now())]}\n`);
}

const help = `
REPORT is what latchkey review or drift --format markdown writes, or - for standard input. It goes into one comment for its stack, which is found
by the report's first line among the comments of the job's own account. The comment of a newer plan is left as it is.

Environment:
${hosts.map(({ name, reads }) => `  ${name}: ${reads}`).join("\n")}

Examples:
  latchkey comment review.md
  latchkey comment review.md --host github --to 17

Exit codes: 0 the comment is there; 2 it could not be written.`;

function register(program: Command, io: Io): void {
  program
    .command("comment")
    .description("Write a review into the one comment of a pull request that is its own.")
    .argument("<report>", "a report in markdown")
    .addOption(new Option("--host <name>", "where the pull request is; default: the host of this job").choices(names))
    .addOption(new Option("--to <number>", "the pull request; default: that of this job").argParser(parseNumber))
    .option("--author <login>", "who writes if not the job's own token; default: github-actions[bot]")
    .addHelpText("after", help)
    .action((file: string, flags: CommentFlags) => withCleanErrors(async () => comment(file, flags, io)));
}

export const command: CliCommand = { register };
