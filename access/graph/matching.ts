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

type Keys = (node: Node) => readonly string[];

function keysOfKind(kind: "id" | "address", moves: Moves = new Map()): Keys {
  return ({ refs }) => {
    const own = refs.filter((ref) => ref.kind === kind);
    return own.map((ref) =>
      keyOfRef({ ...ref, text: kind === "address" ? (moves.get(ref.text) ?? ref.text) : ref.text }),
    );
  };
}

/** The natural key: of an account and a role the name, of a member the address. */
const keysOfNames: Keys = ({ account, space, as, names }) =>
  names.map((name) => JSON.stringify([account, space, as, name]));

/** Only what is alone with its key in both graphs is matched by it. */
function indexByKey(nodes: readonly Node[], keys: Keys): ReadonlyMap<string, NodeId> {
  const found = new Map<string, NodeId | null>();
  for (const node of nodes) for (const key of new Set(keys(node))) found.set(key, found.has(key) ? null : node.id);
  return new Map([...found].flatMap(([key, id]) => (id === null ? [] : [[key, id] as const])));
}

/** Matches by id, then by address, then by name. */
export function matchNodes(before: Graph, after: Graph, moves: Moves = new Map()): Matching {
  const toAfter = new Map<NodeId, NodeId>();
  const toBefore = new Map<NodeId, NodeId>();
  const replaced = new Set<NodeId>();
  const match = (keysBefore: Keys, keysAfter: Keys, isSame: boolean): void => {
    const left = before.nodes.all().filter(({ id }) => !toAfter.has(id));
    const right = after.nodes.all().filter(({ id }) => !toBefore.has(id));
    const index = indexByKey(right, keysAfter);
    for (const [key, one] of indexByKey(left, keysBefore)) {
      const other = index.get(key);
      if (other === undefined || toAfter.has(one) || toBefore.has(other)) continue;
      toAfter.set(one, other);
      toBefore.set(other, one);
      if (!isSame && one !== other) replaced.add(one);
    }
  };
  match(keysOfKind("id"), keysOfKind("id"), true);
  match(keysOfKind("address"), keysOfKind("address", moves), false);
  match(keysOfNames, keysOfNames, false);
  return { toAfter, toBefore, replaced };
}

/** A right in the words of the other graph. What it is about may not be there: it then equals nothing of it. */
export function translateRight<R extends Right>(right: R, nodes: ReadonlyMap<NodeId, NodeId>): R {
  const { scope, atom } = right;
  const translated = atom.kind === "opaque" ? { ...atom, what: nodes.get(atom.what) ?? atom.what } : atom;
  return { ...right, atom: translated, scope: scope === null ? null : (nodes.get(scope) ?? scope) };
}
