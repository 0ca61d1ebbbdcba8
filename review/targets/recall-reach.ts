import { AlikeSubjects } from "#access/graph/alike.ts";
import type { Bound } from "#access/graph/covering.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { findReach, type Reach } from "#access/graph/reach.ts";

/** What is remembered of one graph, because several rules ask for it. */
class Recalled {
  readonly #graph: Graph;
  #alike: AlikeSubjects | undefined;
  readonly #first = new Map<string, NodeId>();
  readonly #reaches = new Map<string, Reach>();
  readonly answers = new Map<string, unknown>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  findLike(subject: NodeId): NodeId {
    this.#alike ??= new AlikeSubjects(this.#graph);
    const key = this.#alike.keyOf(subject);
    const first = this.#first.get(key) ?? subject;
    this.#first.set(key, first);
    return first;
  }

  findReach(subject: NodeId, bound: Bound): Reach {
    const key = `${bound}\n${subject}`;
    const found = this.#reaches.get(key) ?? findReach(this.#graph, subject, bound);
    this.#reaches.set(key, found);
    return found;
  }
}

const known = new WeakMap<Graph, Recalled>();

function recall(graph: Graph): Recalled {
  const found = known.get(graph) ?? new Recalled(graph);
  known.set(graph, found);
  return found;
}

/** The first subject that was asked about of those that come to the same in the same way: for the first one, itself. */
export function findLike(graph: Graph, subject: NodeId): NodeId {
  return recall(graph).findLike(subject);
}

/** What somebody could come to. */
export function recallReach(graph: Graph, subject: NodeId, bound: Bound): Reach {
  return recall(graph).findReach(subject, bound);
}

/** An answer about a graph, found once for each key. */
export function recallAnswer<T>(graph: Graph, key: string, find: () => T): T {
  const { answers } = recall(graph);
  if (!answers.has(key)) answers.set(key, find());
  return answers.get(key) as T;
}
