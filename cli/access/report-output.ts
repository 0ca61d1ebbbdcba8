import { existsSync } from "node:fs";
import { basename } from "node:path";
import { isNativeError } from "node:util/types";
import { maskSecrets } from "#access/schema/known-secrets.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import { type Command, Option } from "commander";
import { FileRefused } from "#platform/regular-file.ts";
import { replaceFile } from "#platform/replace-file.ts";
import type { FormatOptions, ReviewFormat } from "#review/formats/definition.ts";
import { reviewFormats } from "#review/formats/registry.gen.ts";
import manifest from "../../package.json" with { type: "json" };
import type { Io } from "../command.ts";

/** Another form of the same report, in a file. */
interface AlsoWritten {
  readonly format: string;
  readonly output: string;
}

/** What a report is written as, and where. */
export interface OutputFlags {
  readonly format: string;
  readonly output?: string;
  readonly also: readonly AlsoWritten[];
  readonly name?: string;
  readonly location?: string;
  readonly maxBytes?: number;
}

const fewestBytes = 1_000;

function parseBytes(text: string): number {
  const bytes = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (bytes < fewestBytes) throw new Error(`--max-bytes takes a number from ${fewestBytes} on, and received "${text}"`);
  return bytes;
}

/** @throws Error unless it is `FORM=FILE` */
function parseAlso(text: string, formats: readonly string[]): AlsoWritten {
  const [, format = "", output = ""] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
  if (formats.includes(format)) return { format, output };
  throw new Error(`--also takes FORM=FILE with a form of ${formats.join(", ")}, and received ${quoteLine(text, 200)}`);
}

/** Some forms of a report. */
type Named = readonly { readonly name: string }[];

/** The options of every command that writes a report. */
export function addOutputOptions(command: Command, all: Named = reviewFormats): Command {
  const formats = all.map(({ name }) => name);
  return command
    .addOption(new Option("--format <form>", "what is written").choices(formats).default("text"))
    .option("--output <file>", "write to a file instead of standard output")
    .addOption(
      new Option("--also <form=file>", "write the same report in another form to a file; repeatable")
        .default([], "none")
        .argParser((text: string, more: readonly AlsoWritten[]) => [...more, parseAlso(text, formats)]),
    )
    .option("--name <name>", "tells this report from others of the repository; default: the name of the first file")
    .option("--location <file>", "where findings without a line are shown; default: cdktf.json or main.tf")
    .addOption(
      new Option("--max-bytes <number>", "the most bytes that markdown may have; default: 60000").argParser(parseBytes),
    );
}

const standardInput = "-";

/** What the reviewed files are called, or else the default of the formats. */
function nameFiles([first = standardInput]: readonly string[]): string | undefined {
  return first === standardInput ? undefined : basename(first).replace(/(?:\.json)+$/i, "");
}

export function readFormatOptions(flags: OutputFlags, files: readonly string[]): FormatOptions {
  const { maxBytes, name = nameFiles(files), location = existsSync("cdktf.json") ? "cdktf.json" : undefined } = flags;
  const given = { maxBytes, name, location };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { version: manifest.version, ...known };
}

/** @throws if there is no such format */
export function findFormat({ format }: Pick<OutputFlags, "format">): ReviewFormat {
  const found = reviewFormats.find(({ name }) => name === format);
  if (found === undefined) throw new Error(`there is no format ${format}`);
  return found;
}

export async function writeOutput(text: string, { output }: Pick<OutputFlags, "output">, io: Io): Promise<void> {
  if (output === undefined) {
    io.out(text);
    return;
  }
  try {
    await replaceFile(output, maskSecrets(text));
  } catch (error) {
    if (!isNativeError(error) || error.name !== FileRefused.name) throw error;
    throw new Error(`${output} ${error.message}. Give --output another file, or leave it out.`, { cause: error });
  }
}

/** Writes a report in every form that is asked for, files first: standard output may be closed early. */
export async function writeReport(write: (format: string) => string, flags: OutputFlags, io: Io): Promise<void> {
  for (const { format, output } of flags.also) await writeOutput(write(format), { output }, io);
  await writeOutput(write(flags.format), flags, io);
}
