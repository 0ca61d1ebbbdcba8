import { findAnswer, type Answer } from "#access/graph/questions.ts";
import { buildGraph, findNode, type Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import type { Cause, Instance } from "#access/model/statements/instance.ts";
import { keyOfRef } from "#access/model/statements/ref.ts";
import { keyOfAtom } from "#access/model/statements/right.ts";
import type { Statement } from "#access/model/statements/statement.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import type { Asked, Completeness, Terms } from "./world.ts";

const cause: Cause = { happening: "seen", presence: "live", type: "list", address: null, attribute: null };

/** The graph of some instances, and of what was read whole. */
export function buildWorldGraph(
  instances: readonly Instance[],
  complete: readonly Completeness[],
  terms: Terms,
): Graph {
  const collected = { instances, blind: [], assumptions: [] };
  const { statements, facts, blind } = listStatements(collected, { vendors: vendorFacts, graphs: graphFacts });
  if (blind.length > 0) throw new Error(`not understood: ${blind.join(" ")}`);
  const { account } = terms;
  const whole = complete.map(({ subject, relation }): Statement => {
    const of = subject === null ? null : terms.ref(subject.space, subject.id);
    return { kind: "complete", account, subject: of, relation, cause };
  });
  return buildGraph([...statements, ...whole], facts);
}

/** What a graph says of one thing that may be tried. */
export interface Judgement {
  readonly kind: Answer["kind"];
  /** The upper bound contains all that it takes. */
  readonly isPossible: boolean;
}

/** Asks a graph about one subject; what was asked before is remembered. */
export class Judge {
  readonly #graph: Graph;
  readonly #subject: NodeId;
  readonly #answers = new Map<string, Answer>();

  constructor(graph: Graph, subject: NodeId) {
    this.#graph = graph;
    this.#subject = subject;
  }

  #answer({ atom, scope }: Asked): Answer {
    const node = scope === null ? null : (findNode(this.#graph, scope) ?? keyOfRef(scope));
    const key = JSON.stringify([keyOfAtom(atom), node]);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = findAnswer(this.#graph, { subject: this.#subject, atom, scope: node });
    this.#answers.set(key, answer);
    return answer;
  }

  judge(needs: readonly Asked[]): Judgement {
    const answers = needs.map((need) => this.#answer(need));
    const isPossible = answers.every((answer) => answer.kind !== "no" && answer.through.length > 0);
    if (answers.some(({ kind }) => kind === "no")) return { kind: "no", isPossible };
    return { kind: answers.every(({ kind }) => kind === "yes") ? "yes" : "unknown", isPossible };
  }
}
