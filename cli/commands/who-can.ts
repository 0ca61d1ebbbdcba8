import type { Command } from "commander";
import { disarmLines, writeCleanJson } from "#access/schema/shown-text.ts";
import { isEverybodyKnown } from "#access/graph/questions.ts";
import { askForHolders, type Finding, type SubjectFinding } from "#review/ask.ts";
import { describeNode, titleOfAccount } from "#review/names.ts";
import {
  describeQuestion,
  describeSubject,
  showFinding,
  writeAsked,
  writeDetails,
  writeTrust,
} from "../access/findings.ts";
import {
  addQuestionOptions,
  openQuestion,
  type Question,
  type QuestionFlags,
  readAsking,
  withCleanErrors,
  writeName,
} from "../access/question.ts";
import { connectionHelp } from "../access/connection-options.ts";
import type { CliCommand, ExitCode, Io } from "../command.ts";

/** In this order. */
const titles: readonly (readonly [Finding["kind"], string])[] = [
  ["yes", "can"],
  ["reachable", "cannot now, but can come to it"],
  ["unknown", "cannot be told"],
];

function countOf(found: readonly SubjectFinding[], kind: Finding["kind"]): number {
  return found.filter(({ finding }) => finding.kind === kind).length;
}

interface Found {
  readonly accounts: readonly string[];
  readonly found: readonly SubjectFinding[];
  /** Nobody else can be there. */
  readonly isComplete: boolean;
}

function writeHolders(question: Question, { accounts, found, isComplete }: Found): string {
  const { graph } = question.access;
  const [certain, reachable, open] = titles.map(([kind]) => countOf(found, kind));
  const head = `${writeAsked(question)}: ${certain} can, ${reachable} can come to it, ${open} cannot be told\n`;
  const lines = titles.flatMap(([kind, words]) =>
    found
      .filter(({ finding }) => finding.kind === kind)
      .map(({ subject, finding }) => {
        const vendor = titleOfAccount(graph.nodes.get(subject)?.account ?? "");
        const who = `  ${writeName(describeNode(graph, subject))} at ${writeName(vendor)}: ${words}\n`;
        return `${who}${writeDetails(showFinding(question, finding))}`;
      }),
  );
  const whom = isComplete
    ? "Everybody whom the vendor lists was looked at."
    : `Only subjects that this ${question.file === null ? "account shows" : "file contains"} are looked at.`;
  return `${head}${lines.join("")}\n${whom}\n${writeTrust(question, accounts)}`;
}

function codeOf(found: readonly SubjectFinding[], isBlind: boolean): ExitCode {
  if (countOf(found, "yes") + countOf(found, "reachable") > 0) return 0;
  return found.length > 0 || isBlind ? 2 : 1;
}

function answerWhoCan(question: Question, io: Io): void {
  const { access, options, isText } = question;
  const { accounts, wanted } = question.wantIn(access.accounts);
  const found = askForHolders(access.graph, { accounts, wanted }, options);
  // A file of Terraform never has everybody; a vendor's lists may.
  const isComplete = access.blind.length === 0 && accounts.every((account) => isEverybodyKnown(access.graph, account));
  if (isText) io.out(disarmLines(writeHolders(question, { accounts, found, isComplete })));
  else {
    const holders = found.map(({ subject, finding }) => {
      return { ...describeSubject(question, subject), ...showFinding(question, finding) };
    });
    const { blind } = access;
    const assumptions = access.listAssumptions(accounts);
    io.out(
      writeCleanJson({
        format: "latchkey-who-can/1",
        ...describeQuestion(question),
        holders,
        complete: isComplete,
        blind,
        assumptions,
      }),
    );
  }
  io.finish(codeOf(found, access.blind.length > 0));
}

const help = `
FILE is a plan or a state (terraform show -json), a state file, a synthesized stack (cdk.tf.json), a
snapshot (latchkey snapshot), or - for standard input. With --live, the vendor is asked, and there is no FILE.
SELECTOR is the vendor's, or an address. Without it, one object of the kind is enough. ON is a scope, such as workspace/7, or account for the whole account.
Only whom the file has is looked at.

Examples:
  terraform show -json tf.plan | latchkey who-can update dashboard -
  latchkey who-can delete role plan.json --before
  latchkey who-can read dashboard state.json --vendor NAME@https://signals.example.com --format json
  latchkey who-can update dashboard --live --vendor NAME
${connectionHelp}

Exit codes: 0 somebody, also if only in steps; 1 nobody in the file; 2 unknown, or error.`;

function register(program: Command, io: Io): void {
  const command = program
    .command("who-can")
    .description("List everybody who can do something, and through which line of code.")
    .usage("[options] ACTION RESOURCE[:SELECTOR] [ON] FILE|--live")
    .argument("<question...>", "what, and the file: ACTION RESOURCE[:SELECTOR] [ON] FILE")
    .addHelpText("after", help);
  addQuestionOptions(command).action((words: readonly string[], flags: QuestionFlags) =>
    withCleanErrors(async () => answerWhoCan(await openQuestion(readAsking(words, flags), flags, io), io)),
  );
}

export const command: CliCommand = { register };
