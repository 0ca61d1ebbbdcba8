import { compareRights } from "#access/graph/difference.ts";
import { buildGraph, type Graph } from "#access/graph/graph.ts";
import { matchNodes, type Moves } from "#access/graph/matching.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { StatementOf } from "#access/model/statements/statement.ts";
import { isAccountKnown } from "../findings/shared/completeness.ts";
import type { Context, Reference } from "./context.ts";
import { joinContext, type Listed, type OwnSide, speak, type SpokenSides } from "./join-context.ts";
import { matchReference } from "./match-reference.ts";
import { keyOfObject } from "./object-key.ts";

/** A change, and what is known beside it. */
export interface OpenedSides {
  readonly own: SpokenSides<OwnSide>;
  /** What contexts say of its accounts. */
  readonly beside: Listed;
  /** With the contexts. */
  readonly after: Graph;
  /** Of deleted roles: they grant nothing. */
  readonly gone: readonly StatementOf<"role">[];
  readonly moves: Moves;
}

/** What the reference has that no context tells better. */
function addReference({ reading }: Context, { beside, after, own }: OpenedSides): Listed {
  const known = new Set(beside.instances.map(keyOfObject));
  const isAdded = (one: Instance): boolean => {
    const account = createAccountKey(one.account);
    if (!own.after.facts.has(account) && !own.before.facts.has(account)) return false;
    return !known.has(keyOfObject(one)) && !isAccountKnown(after, account, ["roles"]);
  };
  return { instances: [...beside.instances, ...reading.instances.filter(isAdded)], whole: beside.whole };
}

/**
 * What a change may not exceed, and the change with everybody who is there by the reference: who else holds a role that is
 * edited.
 * @param reading its addresses cannot be taken for those of the change
 */
export function openReference(context: Context, sides: OpenedSides): Reference {
  const { reading, name } = context;
  const { own, gone, moves } = sides;
  const { statements, facts } = speak(reading);
  const graph = buildGraph(statements, facts);
  const joined = joinContext(own, addReference(context, sides));
  const before = buildGraph(joined.before.statements, joined.before.facts);
  const after = buildGraph([...joined.after.statements, ...gone], joined.after.facts);
  const matching = matchNodes(before, after, moves);
  const { toBefore } = matching;
  return {
    name,
    takenAt: reading.takenAt ?? null,
    graph,
    after,
    difference: compareRights(before, after, matching),
    ...matchReference(graph, { before, after, toBefore, instances: own.after.instances }),
  };
}
