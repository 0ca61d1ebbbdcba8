import type { Graph } from "../graph/graph.ts";
import type { Node, NodeId } from "../graph/nodes.ts";
import type { ExactRef } from "../model/statements/ref.ts";
import type { Statement } from "../model/statements/statement.ts";
import type { Thing } from "../model/vendors/told.ts";

/** Equal for questions about one thing. */
export function keyOfThing({ space, kind, text }: Thing): string {
  return JSON.stringify([space, kind, text]);
}

/** How the vendor knows a node: by its id, else by its name. Undefined for what is only at an address. */
function findAskable({ refs }: Node): ExactRef | undefined {
  return refs.find(({ kind }) => kind === "id") ?? refs.find(({ kind }) => kind === "name");
}

function listRolesOf(graph: Graph, node: NodeId): readonly NodeId[] {
  return (graph.holdings.get(node) ?? []).flatMap(({ roles }) => roles);
}

/** The groups that subjects are in, and the roles of both: all on which their rights depend. */
function reachFrom(graph: Graph, subjects: readonly NodeId[]): ReadonlySet<NodeId> {
  const seen = new Set(subjects);
  const reached = new Set<NodeId>();
  for (const node of seen) {
    const groups = (graph.groups.get(node) ?? []).map(({ to }) => to);
    const included = (graph.included.get(node) ?? []).map(({ to }) => to);
    for (const next of [...groups, ...listRolesOf(graph, node), ...included]) {
      seen.add(next);
      reached.add(next);
    }
  }
  return reached;
}

/** Roles of which nobody said what they grant, but for a conclusion of ours. */
function listUnreadRoles(statements: readonly Statement[], graph: Graph): (node: NodeId) => boolean {
  const read = new Set<NodeId>();
  for (const statement of statements) {
    if (statement.kind !== "role" || statement.permissions === null || statement.isInferred === true) continue;
    for (const ref of statement.is) for (const node of graph.nodes.resolve(ref).nodes) read.add(node);
  }
  return (node) => !read.has(node);
}

/**
 * What the vendor must be asked to know what some subjects get: each role that is not known, what each of their groups holds,
 * and what each of `principals` does. What the others have already does not matter.
 */
export function listQuestions(
  graph: Graph,
  { subjects, principals }: { readonly subjects: readonly NodeId[]; readonly principals: ReadonlySet<NodeId> },
): readonly Thing[] {
  const isUnread = listUnreadRoles(graph.statements, graph);
  return [...new Set([...reachFrom(graph, subjects), ...principals])].flatMap((id): readonly Thing[] => {
    const node = graph.nodes.get(id);
    if (node === undefined) return [];
    const { space } = node;
    const isAsked = space === "role" ? isUnread(id) : space === "group" || principals.has(id);
    const ref = isAsked ? findAskable(node) : undefined;
    return ref === undefined ? [] : [{ space, kind: ref.kind, text: ref.text }];
  });
}
