import { type Command, Option } from "commander";
import type { FoundLevel } from "./drift-threshold.ts";
import { foundLevels } from "./drift-threshold.ts";
import { parseVendorChoice, type VendorChoice } from "#review/accounts.ts";
import { type OwnedPattern, parseOwned } from "#review/drift/owned.ts";
import { driftFormats } from "#review/formats/drift-registry.gen.ts";
import type { FormatOptions } from "#review/formats/definition.ts";
import { reviewFormats } from "#review/formats/registry.gen.ts";
import type { DriftReport } from "#review/report/drift-report.ts";
import { addConnectionOptions } from "./connection-options.ts";
import { createFailOnOption } from "./fail-on-option.ts";
import type { AccountFlags } from "./live-options.ts";
import { addPolicyOptions, type PolicyFlags } from "./policy.ts";
import { addOutputOptions, type OutputFlags } from "./report-output.ts";
import type { FileFlags, IgnoreFlags } from "./review-files.ts";
import type { StackFlags } from "./stack-code.ts";

export interface DriftFlags
  extends OutputFlags, AccountFlags, PolicyFlags, StackFlags, IgnoreFlags, Pick<FileFlags, "assert" | "baseAssert"> {
  readonly against: readonly string[];
  readonly plan: readonly string[];
  readonly owned: readonly OwnedPattern[];
  readonly failOn: readonly FoundLevel[];
  readonly requireComplete?: true;
  readonly now?: string;
}

/** A form in which the report can be written. */
export interface DriftForm {
  readonly name: string;
  write(report: DriftReport, options: FormatOptions): string;
}

const forms: readonly DriftForm[] = [
  ...reviewFormats.filter(({ isOfReviewsAlone }) => isOfReviewsAlone !== true),
  ...driftFormats,
];

/** @throws if there is no such form */
export function findDriftForm({ format }: Pick<OutputFlags, "format">): DriftForm {
  const found = forms.find(({ name }) => name === format);
  if (found === undefined) throw new Error(`there is no format ${format}`);
  return found;
}

function createList<T>(flags: string, says: string, parse: (text: string) => T): Option {
  return new Option(flags, says)
    .default([], "none")
    .argParser((text: string, all: readonly T[]) => [...all, parse(text)]);
}

function parseNow(text: string): string {
  if (Number.isNaN(Date.parse(text)))
    throw new Error(`--now takes an instant such as 2030-01-31T09:00:00Z, and received "${text}"`);
  return text;
}

export function addDriftOptions(command: Command): Command {
  addConnectionOptions(addPolicyOptions(addOutputOptions(command, forms)));
  const asItIs = (text: string): string => text;
  return command
    .addOption(
      createList<VendorChoice>(
        "--vendor <[address=]name[@endpoint]>",
        "the vendor to ask, and that of what a state does not say it for; repeatable",
        parseVendorChoice,
      ),
    )
    .addOption(createList("--against <snapshot>", "compare with a snapshot instead of the vendor; repeatable", asItIs))
    .option(
      "--synth <folder>",
      "cdktf.out, or the folder of a stack in it: say what is not applied, and where the code is",
    )
    .addOption(
      createList(
        "--stack <name>",
        "the state's stack in --synth (default: in cdktf.out); without STATE, read its state",
        asItIs,
      ),
    )
    .addOption(createList("--plan <file>", "a plan in JSON: add what Terraform's refresh saw; repeatable", asItIs))
    .addOption(
      createList<OwnedPattern>(
        "--owned <kind:pattern>",
        "what of the account is ours, such as service_account:team-*; repeatable (default: everything)",
        parseOwned,
      ),
    )
    .option("--ignore <file>", "differences that are meant: they do not count for --fail-on")
    .option("--base-ignore <file>", "the target branch's --ignore: what the change adds to it does not count")
    .option("--assert <file>", "what must be so: who may never, only or exactly do what")
    .option("--base-assert <file>", "the target branch's --assert")
    .addOption(createFailOnOption(foundLevels, ["drift", "error"]))
    .option("--require-complete", "the exit code is 1 if something could not be looked at")
    .addOption(new Option("--now <instant>", "when expiry and use are judged; default: now").argParser(parseNow));
}
