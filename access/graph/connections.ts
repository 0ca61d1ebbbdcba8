import type { Cause } from "../model/statements/instance.ts";
import type { Ref, Space } from "../model/statements/ref.ts";
import type { Grant, Statement, StatementKind, StatementOf } from "../model/statements/statement.ts";
import type { NodeId, Nodes, Resolved } from "./nodes.ts";

/** One thing that a subject holds. */
export interface Holding {
  readonly grant: Grant;
  /** The roles that it may be; empty for other grants, and where any role may be meant. */
  readonly roles: readonly NodeId[];
  /** The scopes where it may hold; null is the whole account. */
  readonly scopes: readonly (NodeId | null)[];
  /** Neither the subject, the role nor the scope is in doubt. */
  readonly isCertain: boolean;
  /** It may be a role or a level that no statement is about. */
  readonly isOpen: boolean;
  readonly reason: string | null;
  readonly until: string | null;
  readonly cause: Cause;
}

/** A connection to another node. */
export interface Edge {
  readonly to: NodeId;
  readonly isCertain: boolean;
  readonly cause: Cause;
}

/** Members of a group that are in none of some others. */
export interface Precedence {
  readonly subjects: readonly NodeId[];
  readonly otherwise: NodeId;
  readonly isCertain: boolean;
}

export type ByNode<T> = ReadonlyMap<NodeId, readonly T[]>;

/** Stands for everything in a space of an account. */
export function keyOfSpace(account: string, space: Space): string {
  return `${account}\n${space}`;
}

type ByKind = { readonly [K in StatementKind]: readonly StatementOf<K>[] };

/** Statements by what they are about. */
export function sortByKind(statements: readonly Statement[]): ByKind {
  const sorted: { [K in StatementKind]: Statement[] } = {
    subject: [],
    scope: [],
    role: [],
    holds: [],
    firstMatch: [],
    inGroup: [],
    includes: [],
    within: [],
    credential: [],
    limit: [],
    complete: [],
    delegated: [],
  };
  for (const statement of statements) sorted[statement.kind].push(statement);
  return sorted as ByKind;
}

export function push<K, T>(map: Map<K, T[]>, key: K, value: T): void {
  const all = map.get(key);
  if (all === undefined) map.set(key, [value]);
  else all.push(value);
}

/** What a reference may lead to: for one that is open, each node of its space. */
function listCandidates(ref: Ref, nodes: Nodes): Resolved {
  const found = nodes.resolve(ref);
  if (!found.isOpen) return found;
  return { nodes: nodes.listSpace(ref.account, ref.space), isExact: false, isOpen: true };
}

/** Lists where a holding may hold. An unknown scope may be a limited one, into which nothing from outside reaches. */
class Places {
  readonly #nodes: Nodes;
  readonly #anywhere = new Map<string, readonly (NodeId | null)[]>();

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  list(place: Ref, { nodes, isOpen }: Resolved): readonly (NodeId | null)[] {
    if (!isOpen) return nodes;
    const known = this.#anywhere.get(place.account);
    if (known !== undefined) return known;
    const all = [null, ...this.#nodes.listSpace(place.account, "scope")];
    this.#anywhere.set(place.account, all);
    return all;
  }
}

const wholeAccount: readonly null[] = [null];
const holders: readonly Space[] = ["principal", "group", "idpGroup"];

export interface Holdings {
  readonly holdings: ByNode<Holding>;
  /** By `keyOfSpace`: what each node there may hold. */
  readonly openHoldings: ByNode<Holding>;
}

export function collectHoldings(statements: readonly StatementOf<"holds">[], nodes: Nodes): Holdings {
  const holdings = new Map<NodeId, Holding[]>();
  const openHoldings = new Map<string, Holding[]>();
  const places = new Places(nodes);
  for (const statement of statements) {
    const { subject, grant, place, reason, until, cause } = statement;
    const subjects = nodes.resolve(subject);
    const role = grant.kind === "role" ? nodes.resolve(grant.role) : undefined;
    const scope = place === null ? undefined : nodes.resolve(place);
    const isExact = subjects.isExact && role?.isExact !== false && scope?.isExact !== false;
    const holding: Holding = {
      grant,
      roles: role?.nodes ?? [],
      scopes: place === null || scope === undefined ? wholeAccount : places.list(place, scope),
      isCertain: statement.isCertain !== false && isExact,
      isOpen: role?.isOpen === true || (grant.kind === "level" && scope?.isOpen === true),
      reason,
      until,
      cause,
    };
    for (const node of subjects.nodes) push(holdings, node, holding);
    if (subjects.isOpen) for (const space of holders) push(openHoldings, keyOfSpace(subject.account, space), holding);
  }
  return { holdings, openHoldings };
}

export interface Memberships {
  readonly groups: ByNode<Edge>;
  /** By `keyOfSpace`: where each node there may be. */
  readonly openMembers: ByNode<Edge>;
  /** By node and by `keyOfSpace`: the spaces in which a node may be in a group that nobody knows. */
  readonly openGroups: ByNode<Space>;
}

export function collectMemberships(statements: readonly StatementOf<"inGroup">[], nodes: Nodes): Memberships {
  const groups = new Map<NodeId, Edge[]>();
  const openMembers = new Map<string, Edge[]>();
  const openGroups = new Map<string, Space[]>();
  const seen = new Set<string>();
  for (const { subject, group, cause, ...statement } of statements) {
    const sources = nodes.resolve(subject);
    const targets = nodes.resolve(group);
    const isCertain = statement.isCertain !== false && sources.isExact && targets.isExact;
    for (const node of sources.nodes) {
      if (targets.isOpen) push(openGroups, node, group.space);
      for (const to of targets.nodes) push(groups, node, { to, isCertain, cause });
    }
    if (!sources.isOpen) continue;
    const anybody = keyOfSpace(subject.account, subject.space);
    if (targets.isOpen) push(openGroups, anybody, group.space);
    for (const to of targets.nodes) {
      // Where anybody may be a member, once is enough.
      if (seen.has(`${anybody}\n${to}`)) continue;
      seen.add(`${anybody}\n${to}`);
      push(openMembers, anybody, { to, isCertain, cause });
    }
  }
  return { groups, openMembers, openGroups };
}

export function collectEdges<S extends Statement>(
  statements: readonly S[],
  nodes: Nodes,
  ends: (statement: S) => readonly [from: Ref, to: Ref],
): ByNode<Edge> {
  const edges = new Map<NodeId, Edge[]>();
  for (const statement of statements) {
    const [from, to] = ends(statement);
    const sources = listCandidates(from, nodes);
    const targets = listCandidates(to, nodes);
    const isCertain = statement.isCertain !== false && sources.isExact && targets.isExact;
    const { cause } = statement;
    for (const source of sources.nodes) {
      for (const target of targets.nodes) push(edges, source, { to: target, isCertain, cause });
    }
  }
  return edges;
}

/** Who is in a group that no statement is about may hold anything. */
export function holdThroughUnknownGroups(
  statements: readonly StatementOf<"inGroup">[],
  nodes: Nodes,
): readonly StatementOf<"holds">[] {
  return statements
    .filter(({ group }) => nodes.resolve(group).isOpen)
    .map(({ subject, cause }) => {
      const grant = { kind: "anyRole" } as const;
      return { kind: "holds", subject, grant, place: null, reason: null, until: null, isCertain: false, cause };
    });
}

export function collectLimits(statements: readonly StatementOf<"limit">[], nodes: Nodes): ReadonlyMap<NodeId, boolean> {
  const limits = new Map<NodeId, boolean>();
  for (const statement of statements) {
    const scopes = listCandidates(statement.scope, nodes);
    const isCertain = statement.isCertain !== false && scopes.isExact;
    for (const node of scopes.nodes) limits.set(node, isCertain || limits.get(node) === true);
  }
  return limits;
}

export function collectPrecedences(
  statements: readonly StatementOf<"firstMatch">[],
  nodes: Nodes,
): readonly Precedence[] {
  return statements.flatMap((statement) => {
    const otherwise = nodes.resolve(statement.otherwise);
    const subjects = statement.subjects.map((subject) => nodes.resolve(subject));
    const isCertain = statement.isCertain !== false && [otherwise, ...subjects].every(({ isExact }) => isExact);
    const all = subjects.flatMap((subject) => subject.nodes);
    return otherwise.nodes.map((node) => ({ subjects: all, otherwise: node, isCertain }));
  });
}

export function indexPrecedences(precedences: readonly Precedence[]): ByNode<Precedence> {
  const index = new Map<NodeId, Precedence[]>();
  for (const precedence of precedences) {
    for (const subject of new Set(precedence.subjects)) push(index, subject, precedence);
  }
  return index;
}
