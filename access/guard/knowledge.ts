import type { Graph } from "../graph/graph.ts";
import type { NodeId } from "../graph/nodes.ts";
import type { Cause } from "../model/statements/instance.ts";
import type { ExactRef } from "../model/statements/ref.ts";
import type { Statement } from "../model/statements/statement.ts";
import type { Thing, Told } from "../model/vendors/told.ts";
import type { GuardedAccount } from "./account.ts";
import { keyOfThing, listQuestions } from "./questions.ts";

/** Asks the vendor. */
export type Ask = (things: readonly Thing[]) => Promise<readonly Told[]>;

const cause: Cause = { happening: "seen", presence: "live", type: "role", address: null, attribute: null };

/** A role that the vendor was asked for and did not tell of does not exist, and grants nothing. */
function denyRole({ text, kind, space }: Thing, account: string): Statement {
  const is: readonly ExactRef[] = [{ account, space, kind, text }];
  return { kind: "role", is, name: null, isManaged: false, permissions: [], basis: "stated", cause };
}

/** From whom to start, in a graph of all that is said so far. */
export interface Start {
  readonly subjects: (graph: Graph) => readonly NodeId[];
  /** Those of them of which it matters what they hold already. */
  readonly principals: (graph: Graph) => readonly NodeId[];
}

// An account, its groups, their roles, and the roles that these include.
const mostRounds = 6;

/** Asks the vendor for all that the rights of some subjects depend on, and returns what its answers say. */
export async function fillIn(
  account: GuardedAccount,
  said: readonly Statement[],
  { start, ask }: { readonly start: Start; readonly ask: Ask },
): Promise<readonly Statement[]> {
  const asked = new Set<string>();
  const told: Statement[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const graph = account.buildGraph([...said, ...told]);
    const about = { subjects: start.subjects(graph), principals: new Set(start.principals(graph)) };
    const things = listQuestions(graph, about).filter((thing) => !asked.has(keyOfThing(thing)));
    if (things.length === 0) return told;
    for (const thing of things) asked.add(keyOfThing(thing));
    told.push(...account.speakForTold(await ask(things)));
    for (const thing of things) if (thing.space === "role") told.push(denyRole(thing, account.key));
  }
  return told;
}
