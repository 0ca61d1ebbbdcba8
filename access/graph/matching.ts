import { keyOfRef } from "../model/statements/ref.ts";
import type { Right } from "../model/statements/right.ts";
import type { Graph } from "./graph.ts";
import type { Node, NodeId } from "./nodes.ts";

/** Old addresses by new ones: what Terraform calls a move. */
export type Moves = ReadonlyMap<string, string>;

/** What of two graphs is one thing. */
export interface Matching {
  /** Nodes of the graph after, by those of the graph before. */
  readonly toAfter: ReadonlyMap<NodeId, NodeId>;
  readonly toBefore: ReadonlyMap<NodeId, NodeId>;
  /** Matched by address or by name, and not by id: it was replaced. By the node before. */
  readonly replaced: ReadonlySet<NodeId>;
}

interface Pair {
  readonly old: NodeId;
  readonly now: NodeId;
  /** Whichever graph is read first, a pair has the same. */
  readonly key: () => string;
}

type ToOld = (text: string) => string | undefined;

/** A reference is of one thing in each graph. */
function pairByRef(kind: "id" | "address", { before, nodes }: Unmatched, toOld: ToOld): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const { id, refs } of nodes) {
    for (const ref of refs) {
      const text = ref.kind === kind ? toOld(ref.text) : undefined;
      if (text === undefined) continue;
      const was = text === ref.text ? ref : { ...ref, text };
      const old = before.nodes.findRef(was);
      if (old !== undefined) pairs.push({ old, now: id, key: () => keyOfRef(was) });
    }
  }
  return pairs;
}

/** The natural key: of an account and a role the name, of a member the address. */
function listNameKeys({ account, space, as, names }: Node): readonly string[] {
  return names.map((name) => JSON.stringify([account, space, as, name]));
}

/** Only what is alone with its name is matched by it: null for others. */
function indexByName(nodes: readonly Node[]): ReadonlyMap<string, NodeId | null> {
  const found = new Map<string, NodeId | null>();
  for (const node of nodes) {
    for (const key of new Set(listNameKeys(node))) found.set(key, found.has(key) ? null : node.id);
  }
  return found;
}

function pairByName(before: readonly Node[], after: readonly Node[]): readonly Pair[] {
  const index = indexByName(before);
  return [...indexByName(after)].flatMap(([key, now]): readonly Pair[] => {
    const old = index.get(key) ?? null;
    return old === null || now === null ? [] : [{ old, now, key: () => key }];
  });
}

/** What one thing has two of decides in a fixed order. */
function orderPairs(pairs: readonly Pair[]): readonly Pair[] {
  const isAlone = (of: (pair: Pair) => NodeId): boolean => new Set(pairs.map(of)).size === pairs.length;
  if (isAlone(({ old }) => old) && isAlone(({ now }) => now)) return pairs;
  return [...pairs].sort((a, b) => (a.key() < b.key() ? -1 : 1));
}

interface Unmatched {
  readonly before: Graph;
  /** Of the graph after. */
  readonly nodes: readonly Node[];
}

/** The address that something had before. What has moved away has left its address to others. */
function createAddressReader(moves: Moves): ToOld {
  const left = new Set(moves.values());
  return (text) => moves.get(text) ?? (left.has(text) ? undefined : text);
}

/** Matches by id, then by address, then by name. */
export function matchNodes(before: Graph, after: Graph, moves: Moves = new Map()): Matching {
  const toAfter = new Map<NodeId, NodeId>();
  const toBefore = new Map<NodeId, NodeId>();
  const replaced = new Set<NodeId>();
  const listLeft = (graph: Graph, matched: ReadonlyMap<NodeId, NodeId>): readonly Node[] => {
    return [...graph.nodes.each()].filter(({ id }) => !matched.has(id));
  };
  const match = (pairs: readonly Pair[], isSame: boolean): void => {
    for (const { old, now } of orderPairs(pairs)) {
      if (toAfter.has(old) || toBefore.has(now)) continue;
      toAfter.set(old, now);
      toBefore.set(now, old);
      if (!isSame && old !== now) replaced.add(old);
    }
  };
  match(
    pairByRef("id", { before, nodes: listLeft(after, toBefore) }, (text) => text),
    true,
  );
  match(pairByRef("address", { before, nodes: listLeft(after, toBefore) }, createAddressReader(moves)), false);
  match(pairByName(listLeft(before, toAfter), listLeft(after, toBefore)), false);
  return { toAfter, toBefore, replaced };
}

/**
 * What takes the place of a group of the identity provider that is mapped in one graph alone: in the other one its people
 * are among the rest.
 */
export function findStandIn(
  { precedencesOf }: Graph,
  node: NodeId,
  toOther: ReadonlyMap<NodeId, NodeId>,
): NodeId | undefined {
  for (const { otherwise } of precedencesOf.get(node) ?? []) {
    const other = toOther.get(otherwise);
    if (other !== undefined) return other;
  }
  return undefined;
}

/** A right in the words of the other graph. What it is about may not be there: it then equals nothing of it. */
export function translateRight<R extends Right>(right: R, nodes: ReadonlyMap<NodeId, NodeId>): R {
  const { scope, atom } = right;
  const what = atom.kind === "opaque" ? (nodes.get(atom.what) ?? atom.what) : undefined;
  const where = scope === null ? null : (nodes.get(scope) ?? scope);
  const isSameAtom = atom.kind !== "opaque" || atom.what === what;
  if (where === scope && isSameAtom) return right;
  return { ...right, atom: what === undefined ? atom : { kind: "opaque", what }, scope: where };
}
