import { type Command, Option } from "commander";
import { isNativeError } from "node:util/types";
import { parseVendorChoice, type VendorChoice } from "#review/accounts.ts";
import { type AskOptions, listFittingAccounts, type WantedRight } from "#review/ask.ts";
import { findScope, findSelector, QuestionError } from "#review/names.ts";
import { readAccess, type ReadAccess } from "#review/read-source.ts";
import { type Side } from "#review/source.ts";
import { cleanText, quoteLine } from "#access/schema/shown-text.ts";
import type { Io } from "../command.ts";
import { readParsed } from "./read-document.ts";

export interface QuestionFlags {
  readonly format: "text" | "json";
  readonly before?: true;
  readonly after?: true;
  readonly vendor: readonly VendorChoice[];
  readonly direct?: true;
}

/** The options that every question about access has. */
export function addQuestionOptions(command: Command): Command {
  return command
    .addOption(new Option("--format <form>", "what is printed").choices(["text", "json"]).default("text"))
    .addOption(new Option("--after", "of a plan: once it is applied (default)").conflicts("before"))
    .addOption(new Option("--before", "of a plan: before it is applied"))
    .addOption(
      new Option("--vendor <[address=]name[@endpoint]>", "vendor of what the file does not say it for; repeatable")
        .default([], "none")
        .argParser((text: string, all: readonly VendorChoice[]) => [...all, parseVendorChoice(text)]),
    )
    .option("--direct", "only what is allowed now, without the steps by which somebody could come to it");
}

/** What the arguments say: `ACTION RESOURCE[:SELECTOR] [ON] FILE`. */
export interface Asking {
  readonly action: string;
  readonly resource: string;
  readonly selector: string | null;
  readonly on: string | undefined;
  readonly file: string;
}

/** @throws QuestionError */
export function readAsking(words: readonly string[]): Asking {
  const [action, target, ...rest] = words;
  const [first, second, ...others] = rest;
  if (action === undefined || target === undefined || first === undefined || others.length > 0) {
    throw new QuestionError(
      `expected ACTION RESOURCE[:SELECTOR] [ON] FILE, and received ${words.length} words. Put names with spaces into quotation marks.`,
    );
  }
  const [, resource = target, selector = null] = /^([^:]+):(.+)$/s.exec(target) ?? [];
  const isShort = second === undefined;
  return { action, resource, selector, on: isShort ? undefined : first, file: isShort ? first : second };
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

async function openAccess(asking: Asking, flags: QuestionFlags, io: Io): Promise<ReadAccess> {
  return readParsed(asking.file, io, (text) => readAccess(text, { side: readSide(flags), vendors: flags.vendor }));
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
