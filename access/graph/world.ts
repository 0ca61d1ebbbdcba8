import type { AccessFacts } from "../model/statements/graph-facts.ts";
import type { Cause } from "../model/statements/instance.ts";
import { type ExactRef, isExact } from "../model/statements/ref.ts";
import type { Target } from "../model/statements/power.ts";
import type { Graph } from "./graph.ts";
import { listRoleStatements } from "./role-statements.ts";
import type { Node, NodeId, Nodes } from "./nodes.ts";
import { selectorOfAddress } from "./role-rights.ts";

/** What a step is about, by the kinds of targets that its power names. */
export type Bindings = { readonly [target in Target]?: NodeId };

const managedRoles = new WeakMap<Graph, ReadonlySet<NodeId>>();

/** Only roles that somebody made can be edited. */
export function listManagedRoles(graph: Graph): ReadonlySet<NodeId> {
  const known = managedRoles.get(graph);
  if (known !== undefined) return known;
  const managed = new Set<NodeId>();
  for (const [node, said] of listRoleStatements(graph.statements, graph.nodes, graph.facts)) {
    if (said.some(({ isManaged, basis }) => isManaged === true || basis === "facts")) managed.add(node);
  }
  managedRoles.set(graph, managed);
  return managed;
}

function isTarget(node: Node, target: Target): boolean {
  switch (target) {
    case "account":
      return node.as === "account";
    case "member":
      return node.as === "member";
    case "group":
      return node.as === "group";
    case "role":
    case "domain":
    case "scope":
      return node.space === target;
  }
}

// Every search of a graph asks for the same ones.
const targetLists = new WeakMap<Nodes, Map<string, readonly NodeId[]>>();

/** All that can be a target in an account, in a fixed order. */
export function listTargets({ nodes }: Graph, account: string, target: Target): readonly NodeId[] {
  const lists = targetLists.get(nodes) ?? new Map<string, readonly NodeId[]>();
  targetLists.set(nodes, lists);
  const key = `${target} ${account}`;
  const known = lists.get(key);
  if (known !== undefined) return known;
  const fitting = nodes.all().filter((node) => node.account === account && isTarget(node, target));
  const found = fitting.map(({ id }) => id);
  lists.set(key, found);
  return found;
}

/** The selectors that mean a node: any of them in a right is enough. */
export function listSelectors(node: Node, by: "id" | "name"): readonly string[] {
  if (by === "name") {
    const named = node.refs.filter(({ kind }) => kind === "name").map(({ text }) => text);
    return [...new Set([...node.names, ...named])];
  }
  const id = node.refs.find(({ kind }) => kind === "id");
  if (id !== undefined) return [id.text];
  return node.refs.filter(({ kind }) => kind === "address").map(({ text }) => selectorOfAddress(text));
}

/** A reference to a node that leads to it alone. */
export function referToNode(node: Node): ExactRef | undefined {
  return node.refs.find((ref) => isExact(ref) && ref.kind !== "name") ?? node.refs[0];
}

/** Stands for a name that no role bears yet. */
export const anyNewName = "(any new name)";

/** Names for roles that could be created: those that rights wait for, and one that only a right on all covers. */
export function listNewNames(graph: Graph, account: string, { powers }: AccessFacts["graph"]): readonly string[] {
  const resources = new Set(
    powers
      .flatMap(({ needs }) => needs)
      .flatMap((need) => (need.kind === "act" && need.on === "role" && need.by === "name" ? [need.resource] : [])),
  );
  const taken = new Set(
    listTargets(graph, account, "role").flatMap((id) => {
      const node = graph.nodes.get(id);
      return node === undefined ? [] : listSelectors(node, "name");
    }),
  );
  const waiting = new Set<string>();
  for (const granted of graph.roles.values()) {
    for (const { atom } of granted) {
      if (atom.kind === "act" && resources.has(atom.resource) && atom.selector !== "*") waiting.add(atom.selector);
    }
  }
  return [...[...waiting].filter((name) => !taken.has(name)).sort(), anyNewName];
}

export const stepCause: Cause = {
  happening: "known",
  presence: "live",
  type: "step",
  address: null,
  attribute: null,
};
