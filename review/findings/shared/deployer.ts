import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { AccessChange } from "../../change/access-change.ts";

/** As whom Terraform acts, before the change. */
export type Deployer =
  | { readonly kind: "known"; readonly subject: NodeId }
  /** The policy names nobody. */
  | { readonly kind: "unnamed" }
  /** The policy names somebody whom the files do not have, or have more than once. */
  | { readonly kind: "untold"; readonly name: string; readonly count: number };

function listCalled(graph: Graph, text: string): readonly NodeId[] {
  const all = graph.nodes.all().filter(({ as }) => as === "account" || as === "member");
  const byRef = all.filter(({ refs }) => refs.some((ref) => ref.kind !== "name" && ref.text === text));
  const found = byRef.length > 0 ? byRef : all.filter(({ names }) => names.includes(text));
  return found.map(({ id }) => id);
}

export function findDeployer({ before, policy: { policy } }: AccessChange): Deployer {
  const { deployer } = policy;
  if (deployer === null) return { kind: "unnamed" };
  const [subject, ...others] = listCalled(before.graph, deployer);
  if (subject === undefined || others.length > 0) {
    return { kind: "untold", name: deployer, count: subject === undefined ? 0 : others.length + 1 };
  }
  return { kind: "known", subject };
}
