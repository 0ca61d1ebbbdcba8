import { covers } from "../graph/covering.ts";
import { compareRights } from "../graph/difference.ts";
import { findEffectiveRights, type HeldRight } from "../graph/effective.ts";
import { findNode, type Graph } from "../graph/graph.ts";
import { matchNodes, translateRight } from "../graph/matching.ts";
import type { NodeId } from "../graph/nodes.ts";
import { keyOfRight } from "../model/statements/right.ts";
import type { ExactRef } from "../model/statements/ref.ts";
import type { StatementOf } from "../model/statements/statement.ts";

/** A right that a change gives and the token does not have. */
export interface ExcessRight {
  readonly right: HeldRight;
  /** False where a part of it is not known yet: it then counts as everything that it may be. */
  readonly isCertain: boolean;
}

type Credential = StatementOf<"credential">;

export function listHoldersOf(credentials: readonly Credential[], graph: Graph): readonly NodeId[] {
  return credentials.flatMap(({ subject }) => graph.nodes.resolve(subject).nodes);
}

/** Who has a new secret has all that it opens, whatever its account had before. */
function listIssued(credentials: readonly Credential[], graph: Graph): readonly ExcessRight[] {
  return listHoldersOf(credentials, graph).flatMap((node) => {
    const { lower, upper } = findEffectiveRights(graph, node);
    const certain = new Set(lower.map(keyOfRight));
    return upper.map((right) => ({ right, isCertain: certain.has(keyOfRight(right)) }));
  });
}

function isComparable({ right }: ExcessRight): boolean {
  // Permissions that are not known yet at all are compared before the write.
  return right.atom.kind !== "everyAct";
}

/**
 * The rights that anybody has in the graph after and not before, and all that a new secret opens: those among them that the
 * owner of the token does not have before. Each once.
 */
export function findExcess(
  { before, after }: { readonly before: Graph; readonly after: Graph },
  { owner, issued }: { readonly owner: ExactRef; readonly issued: readonly Credential[] },
): readonly ExcessRight[] {
  const matching = matchNodes(before, after);
  const gained = compareRights(before, after, matching).subjects.flatMap(({ mayGain, gained: certainly }) => {
    const certain = new Set(certainly.map(({ right }) => keyOfRight(right)));
    return mayGain.map(({ right }): ExcessRight => ({ right, isCertain: certain.has(keyOfRight(right)) }));
  });
  const held = findEffectiveRights(before, findNode(before, owner) ?? "").lower;
  const at = { graph: before, bound: "lower" } as const;
  const excess = [...gained, ...listIssued(issued, after)].filter(isComparable).filter(({ right }) => {
    const wanted = translateRight(right, matching.toBefore);
    return !held.some((one) => covers(one, wanted, at));
  });
  return [...new Map(excess.map((one) => [keyOfRight(one.right), one])).values()];
}
