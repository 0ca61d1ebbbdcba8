import { toSnakeCase } from "#access/schema/names.ts";
import type { HeldRight, Path } from "#access/graph/effective.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import type { ToldStep } from "#access/graph/reach.ts";
import type { Finding } from "#review/ask.ts";
import { describeNode, titleOfAccount } from "#review/names.ts";
import type { Question } from "./question.ts";
import { writeName } from "./question.ts";
import { describeUnplaced } from "#review/report/unplaced.ts";

/** One line of code, or one object, that says something. */
interface ShownCause {
  /** In words, where it has no address. */
  readonly where: string;
  readonly address: string | null;
  readonly type: string;
  readonly attribute: string | null;
  readonly presence: string;
  readonly happening: string;
}

interface ShownPath {
  readonly causes: readonly ShownCause[];
  readonly groups: readonly string[];
  readonly role: string | null;
  readonly reason: string | null;
  readonly until: string | null;
  readonly inferred: boolean;
}

interface ShownRight {
  readonly right: string;
  readonly on: string | null;
  readonly paths: readonly ShownPath[];
}

/** What is found, in the words of both formats. */
export interface ShownFinding {
  readonly answer: Finding["kind"];
  /** The only objects of the kind; empty for all. */
  readonly only: readonly string[];
  readonly through: readonly ShownRight[];
  readonly steps: readonly Pick<ToldStep, "number" | "text" | "source">[];
  readonly missing: readonly string[];
}

function writeRight({ atom }: HeldRight): string {
  switch (atom.kind) {
    case "act":
      return `${atom.action} ${atom.resource}${atom.selector === "*" ? "" : `:${atom.selector}`}`;
    case "standing":
      return `standing ${atom.standing}`;
    case "everyAct":
      return "every permission";
    case "opaque":
      return "what cannot be read";
    case "anything":
      return "anything";
  }
}

/** Whether anything of it is from code: a snapshot and an account have none. */
function readsCode({ access: { graph } }: Question): boolean {
  return graph.statements.some(({ cause }) => cause.address !== null);
}

function showPath(question: Question, path: Path): ShownPath {
  const { graph } = question.access;
  const hasCode = readsCode(question);
  const causes = path.causes.filter(({ type }) => type !== "step");
  return {
    causes: causes.map(({ address, type, attribute, presence, happening }) => ({
      where: address ?? describeUnplaced({ type, happening }, hasCode),
      address,
      type,
      attribute: attribute === null ? null : toSnakeCase(attribute),
      presence,
      happening,
    })),
    groups: path.groups.map((id) => nameNodeOf(graph, id)),
    role: path.role === null ? null : nameNodeOf(graph, path.role),
    reason: path.reason,
    until: path.until,
    inferred: path.isInferred,
  };
}

function showRight(question: Question, right: HeldRight): ShownRight {
  const { graph } = question.access;
  return {
    right: writeRight(right),
    on: right.scope === null ? null : describeNode(graph, right.scope),
    paths: right.paths.map((path) => showPath(question, path)),
  };
}

export function showFinding(question: Question, finding: Finding): ShownFinding {
  const through = finding.kind === "yes" || finding.kind === "unknown" ? finding.through : [];
  const steps = finding.kind === "reachable" ? finding.reached.chain : [];
  return {
    answer: finding.kind,
    only: finding.kind === "yes" ? finding.only : [],
    through: through.map((right) => showRight(question, right)),
    steps: steps.map(({ number, text, source }) => ({ number, text, source })),
    missing: finding.kind === "unknown" ? finding.missing : [],
  };
}

function writeCause({ where, attribute, presence, happening }: ShownCause): string {
  const notes = [
    ...(attribute === null ? [] : [attribute]),
    ...(presence === "left" ? ["left behind"] : []),
    ...(happening === "created" || happening === "updated" || happening === "imported" ? [happening] : []),
  ];
  return `${writeName(where)}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`;
}

function writePath(path: ShownPath): string {
  const chain = path.causes.length === 0 ? "what the vendor defines" : path.causes.map(writeCause).join(" -> ");
  const labels = [
    ...(path.role === null ? [] : [`role ${writeName(path.role)}`]),
    ...path.groups.map((group) => `group ${writeName(group)}`),
    ...(path.reason === null ? [] : [`reason: ${writeName(path.reason)}`]),
    ...(path.until === null ? [] : [`until ${writeName(path.until)}`]),
    ...(path.inferred ? ["inferred"] : []),
  ];
  return `      ${chain}${labels.length === 0 ? "" : `; ${labels.join(", ")}`}\n`;
}

const shownPaths = 5;

function writeThrough({ right, on, paths }: ShownRight): string {
  const where = on === null ? "in the whole account" : `on ${writeName(on)}`;
  const more = paths.length > shownPaths ? `      and ${paths.length - shownPaths} more ways\n` : "";
  return `    ${writeName(right)}, ${where}, through\n${paths.slice(0, shownPaths).map(writePath).join("")}${more}`;
}

/** What is below the line that gives the answer. */
export function writeDetails({ only, through, steps, missing }: ShownFinding): string {
  const parts = [
    ...(only.length === 0 ? [] : [`    only: ${only.map(writeName).join(", ")}\n`]),
    ...through.map(writeThrough),
    ...steps.map(({ number, text, source }) => `    ${number}. ${writeName(text)} (${writeName(source)})\n`),
    ...missing.map((sentence) => `    ${writeName(sentence)}\n`),
  ];
  return parts.join("");
}

/** The end of each answer: how far it can be trusted. */
export function writeTrust({ access }: Question, accounts: readonly string[]): string {
  const list = (title: string, sentences: readonly string[]): string =>
    sentences.length === 0 ? "" : `\n${title}\n${sentences.map((one) => `  ${writeName(one)}\n`).join("")}`;
  return `${list("Not looked at:", access.blind)}${list("Assumed:", access.listAssumptions(accounts))}`;
}

/** What is asked, as words after the name of a subject. */
export function writeAsked({ action, resource, selector, on }: Question): string {
  const what = `${action} ${resource}${selector === null ? "" : `:${selector}`}`;
  return writeName(on === undefined ? what : `${what} on ${on}`);
}

/** What both commands say in JSON. */
export function describeQuestion(question: Question) {
  const { action, resource, selector, on, file, side, access } = question;
  return {
    source: access.title,
    file,
    side,
    question: { action, resource, selector, on: on ?? null },
  };
}

/** Whom a finding is about, and at which vendor. */
export function describeSubject({ access: { graph } }: Question, subject: string) {
  const account = graph.nodes.get(subject)?.account ?? "";
  const node = graph.nodes.get(subject);
  return {
    name: nameNodeOf(graph, subject),
    kind: node?.as ?? null,
    address: node?.refs.find(({ kind }) => kind === "address")?.text ?? null,
    id: node?.refs.find(({ kind }) => kind === "id")?.text ?? null,
    vendor: titleOfAccount(account),
  };
}
