import { type Command, Option } from "commander";
import { disarmLines, quoteLine } from "#access/schema/shown-text.ts";
import type { AccessChange } from "#review/change/access-change.ts";
import type { ExportFormat } from "#review/export/definition.ts";
import { exportFormats } from "#review/export/registry.gen.ts";
import type { ExitCode, Io } from "../command.ts";
import { type OutputFlags, writeOutput } from "./report-output.ts";

/** How much of what is missing is told. */
const mostShown = 20;

export interface ExportFlags extends Pick<OutputFlags, "output" | "format"> {
  readonly export?: string;
  readonly requireComplete?: true;
}

export function addExportOption(command: Command): Command {
  const names = exportFormats.map(({ name }) => name);
  const says = exportFormats.map((one) => `${one.name}, ${one.says}`).join("; ");
  return command.addOption(
    new Option("--export <form>", `instead of a report, who may do what afterwards: ${says}`)
      .choices(names)
      .conflicts(["format", "failOn", "all", "waivers", "baseWaivers"]),
  );
}

/** Undefined if a report is asked for. */
export function findExport({ export: name }: ExportFlags): ExportFormat | undefined {
  return exportFormats.find((one) => one.name === name);
}

/** Writes what is so after the change. What could not be looked at is told on standard error too. */
export async function writeExport(
  format: ExportFormat,
  { after, blind, assumptions }: AccessChange,
  { flags, io }: { readonly flags: ExportFlags; readonly io: Io },
): Promise<ExitCode> {
  const text = format.write({ graph: after.graph, blind, assumptions });
  await writeOutput(text, flags, io);
  const missing = blind.slice(0, mostShown).map((gap) => `not looked at: ${quoteLine(gap)}\n`);
  const more = blind.length - missing.length;
  io.err(disarmLines(`${missing.join("")}${more > 0 ? `and ${more} more\n` : ""}`));
  return blind.length > 0 && flags.requireComplete === true ? 1 : 0;
}
