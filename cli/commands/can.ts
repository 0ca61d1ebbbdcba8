import type { Command } from "commander";
import { disarmLines, writeCleanJson } from "#access/schema/shown-text.ts";
import { ask, type Finding } from "#review/ask.ts";
import { describeNode, findSubject } from "#review/names.ts";
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

const codes: { readonly [kind in Finding["kind"]]: ExitCode } = { yes: 0, reachable: 0, no: 1, unknown: 2 };

function writeAnswer(question: Question, subject: string, finding: Finding): string {
  const name = writeName(describeNode(question.access.graph, subject));
  const asked = writeAsked(question);
  switch (finding.kind) {
    case "yes":
      return `yes: ${name} can ${asked}\n`;
    case "reachable":
      return `yes, in steps: ${name} cannot ${asked} now, but can come to it\n`;
    case "no":
      return `no: ${name} cannot ${asked}\n`;
    case "unknown":
      return `unknown: whether ${name} can ${asked} cannot be told\n`;
  }
}

async function answerCan(who: string, question: Question, io: Io): Promise<void> {
  const { access, options, isText } = question;
  const subject = findSubject(access.graph, who, access.blind);
  const { accounts, wanted } = question.wantIn([access.graph.nodes.get(subject)?.account ?? ""]);
  const finding = ask(access.graph, { subject, wanted }, options);
  const shown = showFinding(question, finding);
  if (isText)
    io.out(
      disarmLines(`${writeAnswer(question, subject, finding)}${writeDetails(shown)}${writeTrust(question, accounts)}`),
    );
  else {
    io.out(
      writeCleanJson({
        format: "latchkey-can/1",
        ...describeQuestion(question),
        subject: describeSubject(question, subject),
        ...shown,
        blind: access.blind,
        assumptions: access.listAssumptions(accounts),
      }),
    );
  }
  io.finish(codes[finding.kind]);
}

const help = `
FILE is a plan or a state (terraform show -json), a state file, a synthesized stack (cdk.tf.json), a
snapshot (latchkey snapshot), or - for standard input. With --live, the vendor is asked, and there is no FILE.
SUBJECT is a name, an id or an address, also of a key. SELECTOR is the vendor's, or an address. Without it, one object of the kind is enough.
ON is a scope, such as workspace/7, or account for the whole account. Without it, the answer says where.

Examples:
  terraform show -json tf.plan | latchkey can ferry update dashboard -
  latchkey can access_service_account.ferry read dashboard plan.json --before
  latchkey can ferry read dashboard cdktf.out/stacks/app/cdk.tf.json --format json
  latchkey can ferry read dashboard state.json --vendor NAME
  latchkey can ferry read dashboard --live --vendor NAME
${connectionHelp}

Exit codes: 0 yes, also if only in steps; 1 no; 2 unknown, or error.`;

function register(program: Command, io: Io): void {
  const command = program
    .command("can")
    .description("Say whether somebody can do something, and through which line of code.")
    .usage("[options] SUBJECT ACTION RESOURCE[:SELECTOR] [ON] FILE|--live")
    .argument("<subject>", "who")
    .argument("<question...>", "what, and the file: ACTION RESOURCE[:SELECTOR] [ON] FILE")
    .addHelpText("after", help);
  addQuestionOptions(command).action((subject: string, words: readonly string[], flags: QuestionFlags) =>
    withCleanErrors(async () => answerCan(subject, await openQuestion(readAsking(words, flags), flags, io), io)),
  );
}

export const command: CliCommand = { register };
