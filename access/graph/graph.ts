import type { Cause } from "../model/statements/instance.ts";
import type { Ref, Space } from "../model/statements/ref.ts";
import type { Grant, Relation, Statement, StatementKind, StatementOf } from "../model/statements/statement.ts";
import { listRoleStatements } from "./role-statements.ts";
import { type AccountFacts, type NodeId, Nodes, type Resolved } from "./nodes.ts";
import { type Granted, listRoleGrants, type SelectorReader, selectorOfAddress } from "./role-rights.ts";

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

type ByNode<T> = ReadonlyMap<NodeId, readonly T[]>;

/** Who can do what, as some statements say. It is never changed. */
export interface Graph {
  readonly statements: readonly Statement[];
  readonly facts: AccountFacts;
  readonly nodes: Nodes;
  readonly holdings: ByNode<Holding>;
  readonly groups: ByNode<Edge>;
  /** The roles that each role includes. */
  readonly included: ByNode<Edge>;
  readonly parents: ByNode<Edge>;
  /** Whether each limited scope certainly is. */
  readonly limits: ReadonlyMap<NodeId, boolean>;
  readonly precedences: readonly Precedence[];
  readonly roles: ReadonlyMap<NodeId, readonly Granted[]>;
  readonly credentials: ByNode<StatementOf<"credential">>;
  /** Keys that `keyOfCompleteness` makes. */
  readonly complete: ReadonlySet<string>;
  readonly read: SelectorReader;
}

/** @param of a node, or an account for all of its subjects */
export function keyOfCompleteness(of: string, relation: Relation | "subjects"): string {
  return JSON.stringify([of, relation]);
}

function ofKind<K extends StatementKind>(statements: readonly Statement[], kind: K): readonly StatementOf<K>[] {
  return statements.filter((one): one is StatementOf<K> => one.kind === kind);
}

function push<T>(map: Map<NodeId, T[]>, node: NodeId, value: T): void {
  const all = map.get(node);
  if (all === undefined) map.set(node, [value]);
  else all.push(value);
}

/** What a reference may lead to: for one that is open, each node that could be meant. */
function listCandidates(ref: Ref, nodes: Nodes, spaces: readonly Space[]): Resolved {
  const found = nodes.resolve(ref);
  if (!found.isOpen) return found;
  const all = nodes.all().filter(({ account, space }) => account === ref.account && spaces.includes(space));
  return { nodes: all.map(({ id }) => id), isExact: false, isOpen: true };
}

function collectHoldings(statements: readonly Statement[], nodes: Nodes): ByNode<Holding> {
  const holdings = new Map<NodeId, Holding[]>();
  for (const statement of ofKind(statements, "holds")) {
    const { subject, grant, place, reason, until, cause } = statement;
    const subjects = listCandidates(subject, nodes, ["principal", "group", "idpGroup"]);
    const role = grant.kind === "role" ? nodes.resolve(grant.role) : undefined;
    const scope = place === null ? undefined : listCandidates(place, nodes, ["scope"]);
    const parts = [subjects, role, scope].filter((part) => part !== undefined);
    const isCertain = statement.isCertain !== false && parts.every(({ isExact }) => isExact);
    // An unknown scope may be a limited one, into which nothing from outside reaches: each is a place of its own.
    const scopes = scope === undefined ? [null] : [...(scope.isOpen ? [null] : []), ...scope.nodes];
    const isOpen = role?.isOpen === true || (grant.kind === "level" && scope?.isOpen === true);
    const holding = { grant, roles: role?.nodes ?? [], scopes, isCertain, isOpen, reason, until, cause };
    for (const node of subjects.nodes) push(holdings, node, holding);
  }
  return holdings;
}

function collectEdges(
  pairs: readonly { readonly from: Ref; readonly to: Ref; readonly statement: Statement }[],
  nodes: Nodes,
): ByNode<Edge> {
  const edges = new Map<NodeId, Edge[]>();
  for (const { from, to, statement } of pairs) {
    const sources = listCandidates(from, nodes, [from.space]);
    const targets = listCandidates(to, nodes, [to.space]);
    const isCertain = statement.isCertain !== false && sources.isExact && targets.isExact;
    for (const source of sources.nodes) {
      for (const target of targets.nodes) push(edges, source, { to: target, isCertain, cause: statement.cause });
    }
  }
  return edges;
}

/** Who is in a group that no statement is about may hold anything. */
function holdThroughUnknownGroups(statements: readonly Statement[], nodes: Nodes): readonly Statement[] {
  return ofKind(statements, "inGroup")
    .filter(({ group }) => nodes.resolve(group).isOpen)
    .map(({ subject, cause }): Statement => {
      const grant = { kind: "anyRole" } as const;
      return { kind: "holds", subject, grant, place: null, reason: null, until: null, isCertain: false, cause };
    });
}

function collectLimits(statements: readonly Statement[], nodes: Nodes): ReadonlyMap<NodeId, boolean> {
  const limits = new Map<NodeId, boolean>();
  for (const statement of ofKind(statements, "limit")) {
    const scopes = listCandidates(statement.scope, nodes, ["scope"]);
    const isCertain = statement.isCertain !== false && scopes.isExact;
    for (const node of scopes.nodes) limits.set(node, isCertain || limits.get(node) === true);
  }
  return limits;
}

function collectPrecedences(statements: readonly Statement[], nodes: Nodes): readonly Precedence[] {
  return ofKind(statements, "firstMatch").flatMap((statement) => {
    const otherwise = nodes.resolve(statement.otherwise);
    const subjects = statement.subjects.map((subject) => nodes.resolve(subject));
    const isCertain = statement.isCertain !== false && [otherwise, ...subjects].every(({ isExact }) => isExact);
    const all = subjects.flatMap((subject) => subject.nodes);
    return otherwise.nodes.map((node) => ({ subjects: all, otherwise: node, isCertain }));
  });
}

function collectRoles(
  statements: readonly Statement[],
  {
    nodes,
    facts,
    read,
    included,
  }: {
    readonly nodes: Nodes;
    readonly facts: AccountFacts;
    readonly read: SelectorReader;
    readonly included: ByNode<Edge>;
  },
): ReadonlyMap<NodeId, readonly Granted[]> {
  const said = listRoleStatements(statements, nodes, facts);
  const roles = new Map<NodeId, readonly Granted[]>();
  for (const { id, account, space } of nodes.all()) {
    const own = space === "role" ? facts.get(account) : undefined;
    if (own !== undefined) roles.set(id, listRoleGrants(said.get(id) ?? [], { role: id, facts: own, read }));
  }
  return includeRoles(roles, included);
}

/** Adds what the roles grant that each role includes, and those include. */
function includeRoles(
  roles: ReadonlyMap<NodeId, readonly Granted[]>,
  included: ByNode<Edge>,
): ReadonlyMap<NodeId, readonly Granted[]> {
  if (included.size === 0) return roles;
  return new Map(
    [...roles].map(([role, own]) => {
      const found = new Map<NodeId, boolean>([[role, true]]);
      for (const [one, isReached] of found) {
        for (const { to, isCertain } of included.get(one) ?? []) {
          if (!found.has(to)) found.set(to, isReached && isCertain);
        }
      }
      const others = [...found].filter(([other]) => other !== role);
      const granted = others.flatMap(([other, isReached]) =>
        (roles.get(other) ?? []).map((one) => ({ ...one, isCertain: one.isCertain && isReached })),
      );
      return [role, [...own, ...granted]];
    }),
  );
}

function createSelectorReader(nodes: Nodes): SelectorReader {
  const ids = new Map<string, string>();
  for (const { refs } of nodes.all()) {
    const id = refs.find(({ kind }) => kind === "id")?.text;
    for (const { kind, text } of refs) if (kind === "address" && id !== undefined) ids.set(text, id);
  }
  return (address) => ids.get(address) ?? selectorOfAddress(address);
}

/** Builds the graph of some statements. Their order does not matter. */
export function buildGraph(said: readonly Statement[], facts: AccountFacts): Graph {
  const nodes = new Nodes(said, facts);
  const statements = [...said, ...holdThroughUnknownGroups(said, nodes)];
  const read = createSelectorReader(nodes);
  const memberships = ofKind(statements, "inGroup").map((statement) => {
    return { from: statement.subject, to: statement.group, statement };
  });
  const containments = ofKind(statements, "within").map((statement) => {
    return { from: statement.scope, to: statement.parent, statement };
  });
  const inclusions = ofKind(statements, "includes").map((statement) => {
    return { from: statement.role, to: statement.other, statement };
  });
  const included = collectEdges(inclusions, nodes);
  const credentials = new Map<NodeId, StatementOf<"credential">[]>();
  for (const statement of ofKind(statements, "credential")) {
    for (const node of nodes.resolve(statement.subject).nodes) push(credentials, node, statement);
  }
  const complete = new Set<string>();
  for (const statement of ofKind(statements, "complete")) {
    const { subject, account, relation } = statement;
    if (statement.isCertain === false) continue;
    const found = subject === null ? { nodes: [account], isExact: true } : nodes.resolve(subject);
    if (found.isExact) for (const node of found.nodes) complete.add(keyOfCompleteness(node, relation));
  }
  return {
    statements: said,
    facts,
    nodes,
    holdings: collectHoldings(statements, nodes),
    groups: collectEdges(memberships, nodes),
    included,
    parents: collectEdges(containments, nodes),
    limits: collectLimits(statements, nodes),
    precedences: collectPrecedences(statements, nodes),
    roles: collectRoles(statements, { nodes, facts, read, included }),
    credentials,
    complete,
    read,
  };
}

/** The node that a reference leads to; undefined if none or several are. */
export function findNode({ nodes }: Graph, ref: Ref): NodeId | undefined {
  const found = nodes.resolve(ref);
  return found.isExact ? found.nodes[0] : undefined;
}
