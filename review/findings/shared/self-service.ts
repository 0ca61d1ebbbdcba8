import type { ReachedRight } from "#access/graph/reach.ts";
import { isExact } from "#access/model/statements/ref.ts";
import type { AccessSide } from "../../change/access-change.ts";

/** Whether a right is reached by nothing but a key of an account to which people are meant to add their own keys. */
export function isOpenToHolders({ as, chain }: ReachedRight, { graph, instances }: AccessSide): boolean {
  if (chain.length !== 1) return false;
  const node = graph.nodes.get(as);
  return instances.some(({ state, address }) => {
    if (state["keysByHolders"] !== true || node === undefined) return false;
    return node.refs.some((ref) => isExact(ref) && (ref.text === address || ref.text === state["id"]));
  });
}
