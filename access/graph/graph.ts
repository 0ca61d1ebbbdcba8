import type { Ref } from "../model/statements/ref.ts";
import type { Relation, Statement, StatementOf } from "../model/statements/statement.ts";
import {
  type ByNode,
  collectEdges,
  collectHoldings,
  collectLimits,
  collectMemberships,
  collectPrecedences,
  type Edge,
  type Holdings,
  type Memberships,
  holdThroughUnknownGroups,
  indexPrecedences,
  type Precedence,
  push,
  sortByKind,
} from "./connections.ts";
import { type AccountFacts, type NodeId, Nodes } from "./nodes.ts";
import { listRoleStatements } from "./role-statements.ts";
import { type Granted, listRoleGrants, type SelectorReader, selectorOfAddress } from "./role-rights.ts";

/** Who can do what, as some statements say. It is never changed. */
export interface Graph extends Holdings, Memberships {
  readonly statements: readonly Statement[];
  readonly facts: AccountFacts;
  readonly nodes: Nodes;
  /** The roles that each role includes. */
  readonly included: ByNode<Edge>;
  readonly parents: ByNode<Edge>;
  /** Whether each limited scope certainly is. */
  readonly limits: ReadonlyMap<NodeId, boolean>;
  readonly precedences: readonly Precedence[];
  /** By each of their subjects. */
  readonly precedencesOf: ByNode<Precedence>;
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

interface RoleContext {
  readonly nodes: Nodes;
  readonly facts: AccountFacts;
  readonly read: SelectorReader;
  readonly included: ByNode<Edge>;
}

function collectRoles(
  statements: readonly StatementOf<"role">[],
  { nodes, facts, read, included }: RoleContext,
): ReadonlyMap<NodeId, readonly Granted[]> {
  const said = listRoleStatements(statements, nodes, facts);
  const roles = new Map<NodeId, readonly Granted[]>();
  for (const [account, own] of facts) {
    for (const id of nodes.listSpace(account, "role")) {
      roles.set(id, listRoleGrants(said.get(id) ?? [], { role: id, facts: own, read }));
    }
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

/** Only what has an id beside its address, or several addresses, is read by them. */
function createSelectorReader(nodes: Nodes): SelectorReader {
  let ids: Map<string, string> | undefined;
  const readAll = (): Map<string, string> => {
    const found = new Map<string, string>();
    for (const { refs } of nodes.all()) {
      const addresses = refs.filter(({ kind }) => kind === "address").map(({ text }) => text);
      const [address = "", ...others] = addresses;
      const shared = others.length === 0 ? undefined : selectorOfAddress(address);
      const selector = refs.find(({ kind }) => kind === "id")?.text ?? shared;
      if (selector !== undefined) for (const text of addresses) found.set(text, selector);
    }
    return found;
  };
  return (address) => {
    ids ??= readAll();
    return ids.get(address) ?? selectorOfAddress(address);
  };
}

function collectCredentials(
  statements: readonly StatementOf<"credential">[],
  nodes: Nodes,
): ByNode<StatementOf<"credential">> {
  const credentials = new Map<NodeId, StatementOf<"credential">[]>();
  for (const statement of statements) {
    for (const node of nodes.resolve(statement.subject).nodes) push(credentials, node, statement);
  }
  return credentials;
}

function collectCompleteness(statements: readonly StatementOf<"complete">[], nodes: Nodes): ReadonlySet<string> {
  const complete = new Set<string>();
  for (const { subject, account, relation, isCertain } of statements) {
    if (isCertain === false) continue;
    const found = subject === null ? { nodes: [account], isExact: true } : nodes.resolve(subject);
    if (found.isExact) for (const node of found.nodes) complete.add(keyOfCompleteness(node, relation));
  }
  return complete;
}

/** Builds the graph of some statements. Their order does not matter. */
export function buildGraph(statements: readonly Statement[], facts: AccountFacts): Graph {
  const nodes = new Nodes(statements, facts);
  const said = sortByKind(statements);
  const read = createSelectorReader(nodes);
  const precedences = collectPrecedences(said.firstMatch, nodes);
  const included = collectEdges(said.includes, nodes, ({ role, other }) => [role, other]);
  return {
    statements,
    facts,
    nodes,
    ...collectHoldings([...said.holds, ...holdThroughUnknownGroups(said.inGroup, nodes)], nodes),
    ...collectMemberships(said.inGroup, nodes),
    included,
    parents: collectEdges(said.within, nodes, ({ scope, parent }) => [scope, parent]),
    limits: collectLimits(said.limit, nodes),
    precedences,
    precedencesOf: indexPrecedences(precedences),
    roles: collectRoles(said.role, { nodes, facts, read, included }),
    credentials: collectCredentials(said.credential, nodes),
    complete: collectCompleteness(said.complete, nodes),
    read,
  };
}

/** The node that a reference leads to; undefined if none or several are. */
export function findNode({ nodes }: Graph, ref: Ref): NodeId | undefined {
  const found = nodes.resolve(ref);
  return found.isExact ? found.nodes[0] : undefined;
}
