import { type Command, Option } from "commander";
import { parseVendorChoice, type VendorChoice } from "#review/accounts.ts";
import { qualifyAddress } from "#review/change/qualify.ts";
import { deriveHappenings } from "#review/change/happenings.ts";
import { keepUnread } from "#review/change/keep-unread.ts";
import { openChange, type NamedSides } from "#review/change/open-change.ts";
import { checkSamePair } from "#review/context/same-account.ts";
import { deriveNew } from "#review/remarks.ts";
import { runFindings } from "#review/findings/run-findings.ts";
import { readSides, type ReadSides } from "#review/read-source.ts";
import { buildReport } from "#review/report/build-report.ts";
import { labelReading } from "#review/code/stack-code.ts";
import { tellAccess } from "#review/report/tell-access.ts";
import type { Waiver } from "#review/waivers/waiver.ts";
import { type Claim, parseClaim } from "#review/proofs/claim.ts";
import { addContextOptions, type ContextFlags, readContexts } from "../access/context-options.ts";
import { completeChoices } from "../access/live-options.ts";
import { withCleanErrors } from "../access/question.ts";
import { addExportOption, findExport, writeExport } from "../access/export.ts";
import { connectionHelp } from "../access/connection-options.ts";
import { readSource } from "../access/read-document.ts";
import { type FileFlags, readAssertions, readWaivers } from "../access/review-files.ts";
import {
  addOutputOptions,
  findFormat,
  type OutputFlags,
  readFormatOptions,
  writeReport,
} from "../access/report-output.ts";
import { createFailOnOption } from "../access/fail-on-option.ts";
import { addPolicyOptions, type PolicyFlags, readPolicy } from "../access/policy.ts";
import { judgeReview, type ReviewThresholds, thresholds } from "../access/review-threshold.ts";
import { readStackCode } from "../access/stack-code.ts";
import type { CliCommand, Io } from "../command.ts";

interface ReviewFlags extends OutputFlags, FileFlags, PolicyFlags, ContextFlags, ReviewThresholds {
  readonly before?: string;
  readonly after?: string;
  readonly now?: string;
  readonly synth?: string;
  readonly stack: readonly string[];
  readonly prove: readonly Claim[];
  readonly export?: string;
}

type Reader = (file: string) => Promise<ReadSides>;

async function readFileSides(file: string, flags: ReviewFlags, io: Io): Promise<ReadSides> {
  return readSource(file, io, (document) => readSides(document, { vendors: completeChoices(flags) }));
}

interface Opened {
  /** What the code accepts. */
  readonly accepted?: readonly Waiver[];
  readonly documents: readonly NamedSides[];
  readonly madeAt: string | null;
}

async function openPair(before: string, after: string, read: Reader): Promise<Opened> {
  const old = await read(before);
  const now = await read(after);
  const doubts = checkSamePair({ name: before, reading: old.after }, { name: after, reading: now.after });
  const kept = keepUnread(old.after, now.after, { before, after });
  const instances = deriveHappenings(old.after.instances, [...now.after.instances, ...kept.instances]);
  const [were = [], are = []] = [old, now].map((one) => one.after.remarks);
  const reading = {
    ...now.after,
    instances,
    remarks: deriveNew(are, were),
    blind: [...now.after.blind, ...doubts],
    assumptions: [...now.after.assumptions, ...kept.assumptions],
  };
  const former = { ...old.after, remarks: deriveNew(were, are) };
  return { documents: [{ name: after, before: former, after: reading }], madeAt: now.madeAt };
}

/** @param isOneSided whether what changes nothing is of use: something is asked about it */
async function openPlans(files: readonly string[], read: Reader, isOneSided: boolean): Promise<Opened> {
  const documents: (NamedSides & Pick<ReadSides, "madeAt">)[] = [];
  for (const file of files) {
    const sides = await read(file);
    if (!sides.hasSides && !isOneSided) {
      throw new Error(
        `${file} is ${sides.title}, which changes nothing. Give a plan, two of them as --before and --after, or ask something of it with --assert or --prove.`,
      );
    }
    documents.push({ name: file, ...sides });
  }
  const times = documents.map(({ madeAt }) => madeAt).filter((time) => time !== null);
  return { documents, madeAt: times.toSorted().at(-1) ?? null };
}

/** The same documents, each with where its code is. */
async function labelCode(opened: Opened, flags: ReviewFlags, io: Io): Promise<Opened> {
  const codes = await readStackCode(flags, opened.documents.length, io);
  if (codes.length === 0) return opened;
  const documents = opened.documents.map((document, at) => {
    const code = codes[at];
    if (code === undefined) return document;
    const after = labelReading(document.after, code);
    // A document without sides is one reading.
    return {
      ...document,
      after,
      before: document.before === document.after ? after : labelReading(document.before, code),
    };
  });
  const accepted = codes.flatMap((code, at) => {
    const name = opened.documents[at]?.name ?? "";
    if (codes.length === 1) return code.accepted;
    return code.accepted.map((one) => ({
      ...one,
      addresses: one.addresses.map((address) => qualifyAddress(address, name)),
    }));
  });
  return { ...opened, documents, accepted };
}

async function open(files: readonly string[], flags: ReviewFlags, io: Io): Promise<Opened> {
  const { before, after } = flags;
  const read: Reader = (file) => readFileSides(file, flags, io);
  if ((before === undefined) !== (after === undefined)) throw new Error("--before and --after are given together");
  if (before !== undefined && after !== undefined) {
    if (files.length > 0) throw new Error("give plans, or --before and --after, and not both");
    if (flags.context.length > 0 || flags.live === true) throw new Error("--context and --live are for plans");
    return openPair(before, after, read);
  }
  if (files.length === 0)
    throw new Error("give at least one plan (terraform show -json PLANFILE), or - for standard input");
  const isOneSided = flags.prove.length > 0 || flags.assert !== undefined || flags.export !== undefined;
  return openPlans(files, read, isOneSided);
}

async function review(files: readonly string[], flags: ReviewFlags, io: Io): Promise<void> {
  const { documents, madeAt, accepted = [] } = await labelCode(await open(files, flags, io), flags, io);
  const written = await readWaivers(flags, io);
  const policy = await readPolicy(flags, io);
  const waivers = { ...written, waivers: [...written.waivers, ...accepted] };
  const assertions = await readAssertions(flags, io);
  const contexts = await readContexts(flags, io);
  const at = flags.now ?? madeAt ?? new Date().toISOString();
  const change = openChange(documents, at, { waivers, assertions, policy, claims: flags.prove, ...contexts });
  const exported = findExport(flags);
  if (exported !== undefined) {
    io.finish(await writeExport(exported, change, { flags, io }));
    return;
  }
  const report = buildReport(change, runFindings(change));
  const names = documents.map(({ name }) => name);
  const made = madeAt === null ? {} : { madeAt };
  const stack = flags.name === undefined && flags.stack.length > 0 ? { stack: flags.stack.join("\n") } : {};
  const failed = judgeReview(report, flags);
  const told = { ...made, ...stack, failed, tellAccess: () => tellAccess(change) };
  const options = { ...readFormatOptions(flags, names), ...told };
  await writeReport((format) => findFormat({ format }).write(report, options), flags, io);
  io.finish(failed.length > 0 ? 1 : 0);
}

const help = `
PLAN is what terraform show -json PLANFILE prints, or - for standard input. Several plans are one change.

Examples:
  terraform show -json tf.plan | latchkey review -
  latchkey review network.json apps.json --format markdown --output review.md
  latchkey review --before old-state.json --after new-state.json --vendor NAME
  latchkey review plan.json --fail-on broadening --require-complete
  latchkey review plan.json --stack team-access
  latchkey review plan.json --assert access.assert.json --base-assert base.assert.json
  latchkey review plan.json --prove "no ci-* reaches admins" --prove "no nightly reaches update on dashboard"
  latchkey review plan.json --export csv --output access.csv
  latchkey review plan.json --context snapshot.json --no-new-access approved.json
  latchkey review plan.json --live --vendor NAME@https://signals.example.com
${connectionHelp}
Exit codes: 0 nothing at or above --fail-on; 1 something is, a claim may not hold, or something is not known with
--require-complete; 2 no trustworthy answer.`;

function parseNow(text: string): string {
  if (Number.isNaN(Date.parse(text)))
    throw new Error(`--now takes an instant such as 2030-01-31T09:00:00Z, and received "${text}"`);
  return text;
}

function register(program: Command, io: Io): void {
  const command = program
    .command("review")
    .description("Say who gains and loses what by a plan, through which line of code.")
    .usage("[options] PLAN...")
    .argument("[plans...]", "plans in JSON");
  addContextOptions(addExportOption(addPolicyOptions(addOutputOptions(command))))
    .option("--before <file>", "a state, a snapshot or a stack: compare it with --after")
    .option("--after <file>", "a state, a snapshot or a stack")
    .addOption(
      new Option("--vendor <[address=]name[@endpoint]>", "vendor of what the file does not say it for; repeatable")
        .default([], "none")
        .argParser((text: string, all: readonly VendorChoice[]) => [...all, parseVendorChoice(text)]),
    )
    .option("--synth <folder>", "cdktf.out, or the folder of a stack in it: say which line of code it is")
    .addOption(
      new Option("--stack <name>", "the plan's stack in --synth (default: in cdktf.out); repeatable, one for each plan")
        .default([], "none")
        .argParser((name: string, all: readonly string[]) => [...all, name]),
    )
    .option("--waivers <file>", "findings that are accepted: they do not count for --fail-on")
    .option("--base-waivers <file>", "the target branch's --waivers: what the change adds to them does not count")
    .option("--assert <file>", "what must be so after the change: who may never, only or exactly do what")
    .option("--base-assert <file>", "the target branch's --assert: what the change takes out of it still counts")
    .addOption(
      new Option("--prove <claim>", 'such as "no ci-* reaches ROLE": exit code 1 if it is not proved; repeatable')
        .default([], "none")
        .argParser((text: string, all: readonly Claim[]) => [...all, parseClaim(text)]),
    )
    .addOption(createFailOnOption(thresholds, ["error"]))
    .option("--all", "--fail-on also counts findings that are not new")
    .option("--require-complete", "the exit code is 1 if something could not be looked at")
    .addOption(
      new Option("--now <instant>", "when expiry is judged; default: when the plan was made").argParser(parseNow),
    )
    .addHelpText("after", help)
    .action((files: readonly string[], flags: ReviewFlags) => withCleanErrors(async () => review(files, flags, io)));
}

export const command: CliCommand = { register };
