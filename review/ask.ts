import { coversTogether, type Bound } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { type Answer, findAnswer, listSubjects } from "#access/graph/questions.ts";
import { findReach, type ReachedRight } from "#access/graph/reach.ts";
import { everySelector } from "#access/model/permissions/permission.ts";
import type { RightAtom } from "#access/model/statements/right.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { findNearNames } from "#access/schema/near-names.ts";
import { QuestionError, vendorOfAccount } from "./names.ts";

/** What is asked about. */
export interface WantedRight {
  readonly action: string;
  readonly resource: string;
  /** Null: at least one object of the kind. */
  readonly selector: string | null;
  /** Null is the whole account; undefined anywhere. */
  readonly scope: NodeId | null | undefined;
}

/** What one subject may do. */
export type Finding =
  /** `only` lists the objects; empty for all of the kind. */
  | { readonly kind: "yes"; readonly through: readonly HeldRight[]; readonly only: readonly string[] }
  /** Not now: it can come to it by itself. */
  | { readonly kind: "reachable"; readonly reached: ReachedRight }
  | { readonly kind: "no" }
  | { readonly kind: "unknown"; readonly through: readonly HeldRight[]; readonly missing: readonly string[] };

export interface AskOptions {
  /** Looks at what the subject could come to as well. */
  readonly isReachAsked: boolean;
  /** What could not be looked at: then there is no "no". */
  readonly blind: readonly string[];
}

interface Refusal {
  readonly message: string;
  /** It says what may be meant, or the vendor has such objects at least. */
  readonly isNear: boolean;
}

/** Messages end in a list of what is accepted. */
function refuseWord(title: string, message: string, word: string): Refusal {
  const accepted: readonly string[] = /\bone of (.+)$/is.exec(message)?.[1]?.match(/[\w.-]+/g) ?? [];
  const [best] = findNearNames(word, accepted);
  if (best === undefined) return { message: `${title}: ${message}`, isNear: false };
  const sentence = message.endsWith(".") ? message : `${message}.`;
  return { message: `${title}: ${sentence} Did you mean "${best}"?`, isNear: true };
}

/** Why a vendor has no such right; nothing if it has. */
function listRefusals(account: string, { action, resource, selector }: WantedRight): readonly Refusal[] {
  const name = vendorOfAccount(account);
  const facts = Object.hasOwn(vendorFacts, name) ? vendorFacts[name] : undefined;
  if (facts === undefined) return [{ message: `nothing is known about the vendor ${name}`, isNear: false }];
  const selectors = selector === null || selector === everySelector ? undefined : [selector];
  const problems = facts.permissions.problems({ action, resource, selectors });
  const isOfKind = problems.every(({ field }) => field !== "resource");
  return problems.map(({ field, message }) => {
    const refusal = refuseWord(facts.title, message, field === "action" ? action : resource);
    return { ...refusal, isNear: refusal.isNear || isOfKind };
  });
}

/** Whether a vendor has such a right at all. */
export function hasRight(account: string, wanted: WantedRight): boolean {
  return listRefusals(account, wanted).length === 0;
}

/** The accounts whose vendors have the right that is asked about. @throws QuestionError if none has */
export function listFittingAccounts(accounts: readonly string[], wanted: WantedRight): readonly string[] {
  const refusals = accounts.map((account) => ({ account, found: listRefusals(account, wanted) }));
  const fitting = refusals.filter(({ found }) => found.length === 0).map(({ account }) => account);
  if (fitting.length > 0) return fitting;
  const all = refusals.flatMap(({ found }) => found);
  const near = all.filter(({ isNear }) => isNear);
  throw new QuestionError([...new Set((near.length > 0 ? near : all).map(({ message }) => message))].join("\n"));
}

/** A right on one selector, in the canonical spelling of the account's vendor. */
export function spellRight(
  account: string,
  { action, resource }: Pick<WantedRight, "action" | "resource">,
  selector: string,
): RightAtom {
  const name = vendorOfAccount(account);
  const facts = Object.hasOwn(vendorFacts, name) ? vendorFacts[name] : undefined;
  const atom = { action, resource, selector };
  return { kind: "act", ...(facts?.permissions.canonical(atom) ?? atom) };
}

/** The selectors to try: the one that is asked for, or all and each one that somebody holds something on. */
export function listSelectors(
  rights: readonly HeldRight[],
  { selector }: Pick<WantedRight, "selector">,
): readonly string[] {
  if (selector !== null) return [selector];
  const held = rights.flatMap(({ atom }) => (atom.kind === "act" ? [atom.selector] : []));
  return [...new Set([everySelector, ...held])];
}

interface Tried {
  readonly selector: string;
  readonly answer: Answer;
}

function joinAnswers(tried: readonly Tried[]): Finding {
  const certain = tried.flatMap(({ selector, answer }) => (answer.kind === "yes" ? [{ selector, answer }] : []));
  const all = certain.find(({ selector }) => selector === everySelector);
  if (all !== undefined) return { kind: "yes", through: all.answer.through, only: [] };
  if (certain.length > 0) {
    const through = new Set(certain.flatMap(({ answer }) => answer.through));
    return { kind: "yes", through: [...through], only: certain.map(({ selector }) => selector) };
  }
  const open = tried.flatMap(({ answer }) => (answer.kind === "unknown" ? [answer] : []));
  if (open.length === 0) return { kind: "no" };
  const missing = new Set(open.flatMap((one) => one.missing));
  return { kind: "unknown", through: [...new Set(open.flatMap((one) => one.through))], missing: [...missing] };
}

interface Asked {
  readonly graph: Graph;
  readonly subject: NodeId;
  readonly account: string;
  readonly wanted: WantedRight;
}

function askDirectly({ graph, subject, account, wanted }: Asked): Finding {
  const { upper } = findEffectiveRights(graph, subject);
  const tried = listSelectors(upper, wanted).map((selector): Tried => {
    const atom = spellRight(account, wanted, selector);
    const question = wanted.scope === undefined ? { subject, atom } : { subject, atom, scope: wanted.scope };
    return { selector, answer: findAnswer(graph, question) };
  });
  return joinAnswers(tried);
}

/** The right that allows it, of those that the subject could come to, with the fewest steps. */
function findReached({ graph, subject, account, wanted }: Asked, bound: Bound): ReachedRight | undefined {
  const { rights } = findReach(graph, subject, bound);
  const selectors = listSelectors(rights, wanted);
  const allowing = rights.filter((right) =>
    selectors.some((selector) => {
      const scope = wanted.scope === undefined ? right.scope : wanted.scope;
      const atom = spellRight(account, wanted, selector);
      return coversTogether([right], { account, atom, scope }, { graph, bound });
    }),
  );
  return allowing.toSorted((a, b) => a.chain.length - b.chain.length)[0];
}

/** Whether a subject may do something, or could come to it. */
export function ask(graph: Graph, question: Omit<Asked, "graph" | "account">, options: AskOptions): Finding {
  const account = graph.nodes.get(question.subject)?.account ?? "";
  const asked: Asked = { graph, account, ...question };
  const direct = askDirectly(asked);
  if (direct.kind === "yes") return direct;
  const reached = options.isReachAsked ? findReached(asked, "lower") : undefined;
  if (reached !== undefined) return { kind: "reachable", reached };
  if (direct.kind === "unknown") return direct;
  if (options.blind.length > 0) return { kind: "unknown", through: [], missing: options.blind };
  const possible = options.isReachAsked ? findReached(asked, "upper") : undefined;
  if (possible === undefined) return direct;
  const steps = possible.chain.map(({ text, assumes }) => (assumes === null ? text : `${text} (if ${assumes})`));
  return { kind: "unknown", through: [], missing: [`It may come to it: ${steps.join(", then ")}.`] };
}

export interface SubjectFinding {
  readonly subject: NodeId;
  readonly finding: Finding;
}

/** Everybody in some accounts who may do something, could come to it, or may be able to. */
export function askForHolders(
  graph: Graph,
  { accounts, wanted }: { readonly accounts: readonly string[]; readonly wanted: WantedRight },
  options: AskOptions,
): readonly SubjectFinding[] {
  const subjects = accounts.flatMap((account) => listSubjects(graph, account));
  const all = subjects.map((subject) => ({ subject, finding: ask(graph, { subject, wanted }, options) }));
  return all.filter(({ finding }) => finding.kind !== "no");
}
