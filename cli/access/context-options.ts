import { type Command, Option } from "commander";
import type { VendorChoice } from "#review/accounts.ts";
import type { GivenFiles } from "#review/change/open-change.ts";
import type { Context } from "#review/context/context.ts";
import { readLiveReading, readObserved } from "#review/read-source.ts";
import type { Io } from "../command.ts";
import { addLiveOptions, completeChoices, type LiveFlags, readLiveIfAsked } from "./live-options.ts";
import { readSource } from "./read-document.ts";

export interface ContextFlags extends LiveFlags {
  readonly context: readonly string[];
  /** The file of `--no-new-access`: Commander takes the name for a negation. */
  readonly newAccess: string | null;
}

/** The options by which a review knows more than its plans say. */
export function addContextOptions(command: Command): Command {
  command
    .addOption(
      new Option("--context <file>", "a state or snapshot of the account: who has what that no plan has; repeatable")
        .default([], "none")
        .argParser((file: string, all: readonly string[]) => [...all, file]),
    )
    .addOption(
      new Option("--no-new-access <snapshot>", "what goes beyond this snapshot is an error (LK110)").default(
        null,
        "none",
      ),
    );
  return addLiveOptions(command, "ask the vendor who has what that no plan has: reads only");
}

async function readContext(file: string, vendors: readonly VendorChoice[], io: Io): Promise<Context> {
  return { name: file, reading: await readSource(file, io, (document) => readObserved(document, { vendors })) };
}

async function readReference(flags: ContextFlags, io: Io): Promise<Context | null> {
  const { newAccess } = flags;
  if (newAccess === null) return null;
  const context = await readContext(newAccess, completeChoices(flags), io);
  if (context.reading.takenAt !== undefined) return context;
  throw new Error(
    `--no-new-access ${newAccess} is no snapshot, so that nobody can tell whether it was changed. Take one: latchkey snapshot.`,
  );
}

/** @throws Error that says what to do next */
export async function readContexts(
  flags: ContextFlags,
  io: Io,
): Promise<Required<Pick<GivenFiles, "contexts" | "reference">>> {
  const contexts: Context[] = [];
  for (const file of flags.context) contexts.push(await readContext(file, completeChoices(flags), io));
  const reference = await readReference(flags, io);
  const live = await readLiveIfAsked(flags, io);
  if (live !== null) contexts.push({ name: "--live", reading: readLiveReading(live) });
  return { contexts, reference };
}
