import { toSnakeCase } from "#access/schema/names.ts";
import { readSignInDomain } from "../model/statements/sign-in.ts";
import type { RightAtom } from "../model/statements/right.ts";
import type { Relation } from "../model/statements/statement.ts";
import { type Bound, coversTogether } from "./covering.ts";
import { findEffectiveRights, type HeldRight, type Path } from "./effective.ts";
import { type Graph, keyOfCompleteness } from "./graph.ts";
import { listEdges } from "./memberships.ts";
import type { Node, NodeId, Nodes } from "./nodes.ts";

export type Answer =
  /** With every right that allows it, each with its causes. */
  | { readonly kind: "yes"; readonly through: readonly HeldRight[] }
  /** All that could allow it is known. */
  | { readonly kind: "no" }
  /** It may be; `through` is what may allow it, `missing` what would tell: sentences. */
  | { readonly kind: "unknown"; readonly through: readonly HeldRight[]; readonly missing: readonly string[] };

export interface Question {
  readonly subject: NodeId;
  readonly atom: RightAtom;
  /** The scope; null is the whole account. Left out: anywhere, and the answer says where. */
  readonly scope?: NodeId | null;
}

/** Whoever signs in through a domain has no name of their own. */
function nameSignedIn({ nodes }: Graph, { refs }: Node): string | undefined {
  const domain = refs.map(readSignInDomain).find((one) => one !== undefined);
  if (domain === undefined) return undefined;
  const [only] = nodes.resolve(domain).nodes;
  const name = only === undefined ? undefined : nodes.get(only)?.names[0];
  return `whoever signs in through ${name ?? domain.text}`;
}

/** A short text for what is at a node: a name, an address or an id. */
export function nameNodeOf(graph: Graph, id: NodeId): string {
  const node = graph.nodes.get(id);
  if (node === undefined) return id;
  const address = node.refs.find(({ kind }) => kind === "address")?.text;
  return node.names[0] ?? address ?? nameSignedIn(graph, node) ?? node.refs[0]?.text ?? id;
}

function isComplete({ complete, nodes }: Graph, node: NodeId, relation: Relation | "subjects"): boolean {
  const account = nodes.get(node)?.account ?? "";
  return [node, account].some((of) => complete.has(keyOfCompleteness(of, relation)));
}

/** The relations of the subject, and of each group that it may be in, which are not wholly known. */
export function listGaps(graph: Graph, subject: NodeId): readonly string[] {
  const gaps: string[] = [];
  const seen = new Set([subject]);
  for (const id of seen) {
    const node = graph.nodes.get(id);
    const own = graph.facts.get(node?.account ?? "")?.graph.relations ?? [];
    const relations: readonly Relation[] = node?.space === "group" ? ["roles"] : own;
    for (const relation of relations) {
      if (!isComplete(graph, id, relation))
        gaps.push(`Whether ${nameNodeOf(graph, id)} has other ${relation} is not known.`);
    }
    for (const { to } of listEdges(graph, id)) seen.add(to);
  }
  return gaps;
}

/** What the atoms allow at their own scopes, or at the one that is asked for. */
function selectCovering(
  rights: readonly HeldRight[],
  question: Question,
  at: { readonly graph: Graph; readonly bound: Bound },
): readonly HeldRight[] {
  const account = at.graph.nodes.get(question.subject)?.account ?? "";
  return rights.filter((right) => {
    const scope = question.scope === undefined ? right.scope : question.scope;
    return coversTogether([right], { account, atom: question.atom, scope }, at);
  });
}

function isAllowedTogether(rights: readonly HeldRight[], question: Question, graph: Graph): boolean {
  const account = graph.nodes.get(question.subject)?.account ?? "";
  const scopes = question.scope === undefined ? new Set(rights.map(({ scope }) => scope)) : new Set([question.scope]);
  const at = { graph, bound: "lower" } as const;
  return [...scopes].some((scope) => coversTogether(rights, { account, atom: question.atom, scope }, at));
}

/** Why a way to a right is in doubt, and what would tell. */
function explainPath(graph: Graph, { causes, role }: Path): readonly string[] {
  const last = causes.at(-1);
  if (last === undefined) return [];
  const { address, type, attribute, presence, doubt } = last;
  const because = doubt === undefined ? "" : `: ${doubt}`;
  const place = address ?? type;
  if (role === null || attribute !== "permissions") {
    return [`What ${place}${attribute === null ? "" : ` (${toSnakeCase(attribute)})`} gives is not known${because}.`];
  }
  if (because !== "") return [`What the role ${nameNodeOf(graph, role)} grants is not known${because}.`];
  const until = presence === "data" ? `until ${place} is read: ask a plan or a state` : `until ${place} is applied`;
  return [`What the role ${nameNodeOf(graph, role)} grants is not known ${until}.`];
}

/** Why a right may or may not be held: sentences. */
export function explainDoubt(graph: Graph, { atom, paths }: HeldRight): readonly string[] {
  if (atom.kind === "opaque") return [`What ${nameNodeOf(graph, atom.what)} grants is not known.`];
  return paths.flatMap((path) => explainPath(graph, path));
}

/** Whether a subject may do something. There is no "no" unless all that could allow it is known. */
export function findAnswer(graph: Graph, question: Question): Answer {
  const { lower, upper } = findEffectiveRights(graph, question.subject);
  const through = selectCovering(lower, question, { graph, bound: "lower" });
  if (through.length > 0) return { kind: "yes", through };
  if (isAllowedTogether(lower, question, graph)) return { kind: "yes", through: lower };
  const opaque = upper.filter(({ atom }) => atom.kind === "opaque");
  const possible = [...selectCovering(upper, question, { graph, bound: "upper" }), ...opaque];
  const missing = [...possible.flatMap((right) => explainDoubt(graph, right)), ...listGaps(graph, question.subject)];
  if (possible.length === 0 && missing.length === 0) return { kind: "no" };
  return { kind: "unknown", through: possible, missing: [...new Set(missing)] };
}

export interface Holder {
  readonly subject: NodeId;
  readonly answer: Answer;
}

export interface Holders {
  readonly certain: readonly Holder[];
  readonly possible: readonly Holder[];
  /** No subject can be missing. */
  readonly isComplete: boolean;
}

// Whoever asks about one subject asks about all.
const subjects = new WeakMap<Nodes, readonly Node[]>();

function recallSubjects(nodes: Nodes): readonly Node[] {
  const found = subjects.get(nodes) ?? nodes.all().filter(({ as }) => as !== null);
  subjects.set(nodes, found);
  return found;
}

/** The subjects of an account, in a fixed order. */
export function listSubjects({ nodes }: Graph, account: string | null = null): readonly NodeId[] {
  const all = recallSubjects(nodes);
  return (account === null ? all : all.filter((node) => node.account === account)).map(({ id }) => id);
}

/** Everybody who may do something in an account. */
export function findHolders(
  graph: Graph,
  { account, ...question }: Omit<Question, "subject"> & { readonly account: string },
): Holders {
  const all = listSubjects(graph, account).map((subject): Holder => {
    return { subject, answer: findAnswer(graph, { ...question, subject }) };
  });
  return {
    certain: all.filter(({ answer }) => answer.kind === "yes"),
    possible: all.filter(({ answer }) => answer.kind === "unknown"),
    isComplete: isEverybodyKnown(graph, account),
  };
}

/** Whether every subject of an account is known. */
export function isEverybodyKnown({ complete }: Graph, account: string): boolean {
  return complete.has(keyOfCompleteness(account, "subjects"));
}

export interface Listed {
  readonly certain: readonly HeldRight[];
  /** What may hold beside. */
  readonly possible: readonly HeldRight[];
  /** What would have to be known to say that there is nothing else: sentences. */
  readonly missing: readonly string[];
}

/** All that a subject may do. */
export function listRights(graph: Graph, subject: NodeId): Listed {
  const { lower, upper } = findEffectiveRights(graph, subject);
  const at = { graph, bound: "lower" } as const;
  const possible = upper.filter((right) => !coversTogether(lower, right, at));
  const doubts = possible.flatMap((right) => explainDoubt(graph, right));
  return { certain: lower, possible, missing: [...new Set([...doubts, ...listGaps(graph, subject)])] };
}
