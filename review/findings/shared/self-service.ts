import type { ReachedRight } from "#access/graph/reach.ts";
import type { AccessSide } from "../../change/access-change.ts";

/** Whether a right is reached by nothing but a key of an account to which people are meant to add their own keys. */
export function isOpenToHolders({ as, chain }: ReachedRight, { graph }: AccessSide): boolean {
  if (chain.length !== 1) return false;
  return graph.statements.some((one) => {
    return one.kind === "delegated" && one.relation === "keys" && graph.nodes.resolve(one.subject).nodes.includes(as);
  });
}
