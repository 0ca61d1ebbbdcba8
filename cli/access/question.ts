import { type Command, Option } from "commander";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { isNativeError } from "node:util/types";
import { parseVendorChoice, type VendorChoice } from "#review/accounts.ts";
import { type AskOptions, listFittingAccounts, type WantedRight } from "#review/ask.ts";
import { findScope, findSelector, QuestionError } from "#review/names.ts";
import { readAccess, type ReadAccess, readLiveAccess } from "#review/read-source.ts";
import { type Side } from "#review/source.ts";
import { cleanText, quoteLine } from "#access/schema/shown-text.ts";
import type { Io } from "../command.ts";
import { addLiveOptions, type LiveFlags, readLiveIfAsked } from "./live-options.ts";
import { readSource } from "./read-document.ts";
import { findSnapshotAsOf } from "./snapshot-folder.ts";

export interface QuestionFlags extends LiveFlags {
  readonly format: "text" | "json";
  readonly before?: true;
  readonly after?: true;
  readonly direct?: true;
  readonly asOf?: string;
}

/** The options that every question about access has. */
export function addQuestionOptions(command: Command): Command {
  const asking = command
    .addOption(new Option("--format <form>", "what is printed").choices(["text", "json"]).default("text"))
    .addOption(new Option("--after", "of a plan: once it is applied (default)").conflicts("before"))
    .addOption(new Option("--before", "of a plan: before it is applied"))
    .addOption(
      new Option("--vendor <[address=]name[@endpoint]>", "vendor of what the file does not say it for; repeatable")
        .default([], "none")
        .argParser((text: string, all: readonly VendorChoice[]) => [...all, parseVendorChoice(text)]),
    )
    .addOption(
      new Option("--as-of <time>", "what was so then: FILE is a folder of snapshots").conflicts([
        "before",
        "after",
        "live",
      ]),
    )
    .option("--direct", "only what is allowed now, without the steps by which somebody could come to it");
  return addLiveOptions(asking, "ask the vendor instead of a file: reads only");
}

/** What the arguments say: `ACTION RESOURCE[:SELECTOR] [ON] FILE`, with `--live` without the file. */
export interface Asking {
  readonly action: string;
  readonly resource: string;
  readonly selector: string | null;
  readonly on: string | undefined;
  /** Null for the vendor itself. */
  readonly file: string | null;
}

/** @throws QuestionError */
export function readAsking(words: readonly string[], { live }: Pick<QuestionFlags, "live">): Asking {
  const isLive = live === true;
  const [action, target, ...rest] = words;
  const places = isLive ? rest : rest.slice(0, -1);
  const file = isLive ? null : rest.at(-1);
  if (action === undefined || target === undefined || file === undefined || places.length > 1) {
    const form = `ACTION RESOURCE[:SELECTOR] [ON]${isLive ? "" : " FILE"}`;
    throw new QuestionError(
      `expected ${form}, and received ${words.length} words. Put names with spaces into quotation marks.`,
    );
  }
  const [, resource = target, selector = null] = /^([^:]+):(.+)$/s.exec(target) ?? [];
  return { action, resource, selector, on: places[0], file };
}

/** A question with the access that it is about. */
export interface Question extends Asking {
  readonly access: ReadAccess;
  readonly side: Side | null;
  readonly isText: boolean;
  readonly options: AskOptions;
  /** The accounts whose vendors have such a right, among some. @throws QuestionError */
  wantIn(accounts: readonly string[]): { readonly accounts: readonly string[]; readonly wanted: WantedRight };
}

function readSide({ before, after }: QuestionFlags): Side | null {
  if (before === true) return "before";
  return after === true ? "after" : null;
}

function refuseSides(side: Side | null): void {
  if (side !== null) throw new QuestionError(`--live has no sides. Leave out --${side}: only a plan takes it.`);
}

/** What was so at a time, as a chain of snapshots tells it. */
async function openAsOf(folder: string, time: string, io: Io): Promise<ReadAccess> {
  const { name, snapshot } = await findSnapshotAsOf(folder, time);
  io.err(`${writeName(name)}, taken ${snapshot.takenAt}\n`);
  return readSource(join(folder, name), io, (document) => readAccess(document, { side: null, vendors: [] }));
}

/** @throws Error */
async function refuseFolder(file: string): Promise<void> {
  const found = file === "-" ? undefined : await stat(file).catch(() => undefined);
  if (found?.isDirectory() !== true) return;
  throw new QuestionError(
    `${file} is a folder. Give a file in it, or for a folder of snapshots the time that is asked about: --as-of TIME.`,
  );
}

async function openAccess({ file }: Asking, flags: QuestionFlags, io: Io): Promise<ReadAccess> {
  const side = readSide(flags);
  if (flags.live === true) refuseSides(side);
  const live = await readLiveIfAsked(flags, io);
  if (live !== null) return readLiveAccess(live);
  if (flags.asOf !== undefined) return openAsOf(file ?? "-", flags.asOf, io);
  await refuseFolder(file ?? "-");
  return readSource(file ?? "-", io, (document) => readAccess(document, { side, vendors: flags.vendor }));
}

export async function openQuestion(asking: Asking, flags: QuestionFlags, io: Io): Promise<Question> {
  const access = await openAccess(asking, flags, io);
  const { graph, blind } = access;
  return {
    ...asking,
    access,
    side: readSide(flags),
    isText: flags.format === "text",
    options: { isReachAsked: flags.direct !== true, blind },
    wantIn(accounts) {
      const { action, resource, selector, on } = asking;
      const named = selector === null ? undefined : findSelector(graph, selector);
      const spelled = { action, resource, selector: named === undefined ? selector : null, scope: undefined };
      const fitting = listFittingAccounts(accounts, spelled);
      const scope = on === undefined ? undefined : findScope(graph, on, fitting);
      return { accounts: fitting, wanted: { action, resource, selector: named ?? selector, scope } };
    },
  };
}

/** Names in messages come from outside. @throws the same error, with a message that is safe to print */
export async function withCleanErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isNativeError(error)) throw error;
    throw new Error(cleanText(error.message), { cause: error });
  }
}

/** A name inside a sentence. */
export function writeName(text: string): string {
  return quoteLine(text, 200);
}
