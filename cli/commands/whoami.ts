import { type Command, Option } from "commander";
import { isUntold } from "#access/model/vendors/told.ts";
import { disarmLines, writeCleanJson } from "#access/schema/shown-text.ts";
import { readTokenAccess, type TokenAccess } from "../access/token-access.ts";
import type { ToldRight, ToldRights } from "#review/report/review-report.ts";
import { nounDefinitions } from "#vendors/definitions.ts";
import { addAccountOptions } from "../access/account-options.ts";
import { connectionHelp } from "../access/connection-options.ts";
import { type AccountFlags, readAskedSettings } from "../access/live-options.ts";
import { withCleanErrors, writeName } from "../access/question.ts";
import type { CliCommand, Io } from "../command.ts";

interface WhoamiFlags extends AccountFlags {
  readonly format: "text" | "json";
}

/** Whose token it is, and what it may do. */
interface Told extends TokenAccess {
  readonly vendor: string;
  readonly title: string;
  readonly endpoint: string;
  /** The variable that the token was read from. */
  readonly tokenSource: string;
  readonly owner: { readonly id: string; readonly title: string } | null;
  /** Why the vendor does not tell whose it is: a sentence. Null if it does. */
  readonly reason: string | null;
}

async function ask(flags: WhoamiFlags, io: Io): Promise<Told> {
  const settings = readAskedSettings(flags, "latchkey whoami", io);
  // Imported here: the help needs no connection.
  const [{ withLive }, { findHolder }] = await Promise.all([
    import("../access/open-live.ts"),
    import("#vendors/shared/live/find-holder.ts"),
  ]);
  return withLive(settings, io, async ({ vendor, tokenSource, account, context }) => {
    const holder = await findHolder({ vendor, definitions: nounDefinitions, context });
    const { name, title } = vendor.facts;
    const where = { vendor: name, title, endpoint: String(account.endpoint), tokenSource };
    if (isUntold(holder)) return { ...where, owner: null, reason: holder.reason, rights: [], missing: [] };
    const owner = { id: holder.id, title: holder.title };
    return { ...where, owner, reason: null, ...readTokenAccess(vendor, holder) };
  });
}

function writeRight({ kind, text, selector }: ToldRight): string {
  const what = kind === "standing" ? `standing ${text}` : text;
  return writeName(selector === null ? what : `${what} [${selector}]`);
}

function writeRights({ rights, on, through, isCertain, isInferred }: ToldRights): string {
  const notes = [
    on === null ? "in the whole account" : `on ${writeName(on)}`,
    ...(through.length === 0 ? [] : [`through ${through.map(writeName).join(", ")}`]),
    ...(isCertain ? [] : ["at most"]),
    ...(isInferred ? ["inferred"] : []),
  ];
  return `  ${notes.join("; ")}\n${rights.map((right) => `    ${writeRight(right)}\n`).join("")}`;
}

function writeText({ title, endpoint, tokenSource, owner, reason, rights, missing }: Told): string {
  const where = `${title} at ${writeName(endpoint)}, with the token of ${tokenSource}`;
  if (owner === null) return `not told: ${where}. The token is accepted.\n  ${writeName(reason ?? "")}\n`;
  const may =
    rights.length === 0 ? "\nMay do nothing that is told.\n" : `\nMay do\n${rights.map(writeRights).join("")}`;
  const open = missing.length === 0 ? "" : `\nNot known\n${missing.map((one) => `  ${writeName(one)}\n`).join("")}`;
  return `${writeName(owner.title)}: ${where}\n${may}${open}`;
}

const help = `${connectionHelp}

Examples:
  latchkey whoami --vendor NAME
  latchkey whoami --vendor NAME@https://signals.example.com --format json

Exit codes: 0 the token is accepted, also where the vendor does not tell whose it is; 2 it is not, or error.`;

function register(program: Command, io: Io): void {
  const command = program
    .command("whoami")
    .description("Say whose token it is, and what it may do.")
    .addOption(new Option("--format <form>", "what is printed").choices(["text", "json"]).default("text"));
  addAccountOptions(command)
    .addHelpText("after", help)
    .action((flags: WhoamiFlags) =>
      withCleanErrors(async () => {
        const told = await ask(flags, io);
        const form = { format: "latchkey-whoami/1", ...told };
        io.out(flags.format === "json" ? writeCleanJson(form) : disarmLines(writeText(told)));
      }),
    );
}

export const command: CliCommand = { register };
