import type { Graph } from "#access/graph/graph.ts";
import { type Matching, matchNodes } from "#access/graph/matching.ts";
import type { Node, NodeId } from "#access/graph/nodes.ts";
import type { SubjectKind } from "#access/model/statements/statement.ts";
import type { Happening, Instance } from "#access/model/statements/instance.ts";

/** Whose name, or address of an email, is who they are. */
const knownByName: ReadonlySet<SubjectKind | null> = new Set<SubjectKind | null>([
  "member",
  "idpGroup",
  "everyoneElse",
]);

function listIds({ refs }: Node): readonly string[] {
  return refs.flatMap(({ kind, text }) => (kind === "id" ? [text] : []));
}

/** A change, as far as it tells who is still the same. */
export interface KnownChange {
  readonly before: Graph;
  readonly after: Graph;
  readonly toBefore: ReadonlyMap<NodeId, NodeId>;
  readonly instances: readonly Instance[];
}

/** What of a reference is what of the side after, and what only has a name of it. */
export interface ReferenceMatching {
  readonly matching: Matching;
  /** Nodes after that bear the name of something else in the reference. */
  readonly namesakes: ReadonlySet<NodeId>;
}

/**
 * A name is no proof: whoever writes a change chooses the names of what it makes. What is replaced at its address stays what it
 * was.
 */
export function matchReference(
  reference: Graph,
  { before, after, toBefore, instances }: KnownChange,
): ReferenceMatching {
  const { toAfter, replaced } = matchNodes(reference, after);
  const happenings = new Map<string, Happening>();
  for (const { address, happening } of instances) if (address !== null) happenings.set(address, happening);
  const isOther = (old: Node, now: Node): boolean => {
    if (knownByName.has(now.as)) return false;
    const ids = listIds(old);
    const made = new Set(
      now.refs.flatMap(({ kind, text }) => (kind === "address" ? (happenings.get(text) ?? []) : [])),
    );
    if (made.has("created")) return true;
    if (!made.has("replaced")) return ids.length > 0 && listIds(now).length > 0;
    const was = before.nodes.get(toBefore.get(now.id) ?? "");
    return was === undefined || !listIds(was).some((id) => ids.includes(id));
  };
  const namesakes = new Set<NodeId>();
  for (const id of replaced) {
    const old = reference.nodes.get(id);
    const now = after.nodes.get(toAfter.get(id) ?? "");
    if (old !== undefined && now !== undefined && isOther(old, now)) namesakes.add(now.id);
  }
  const kept = [...toAfter].filter(([, now]) => !namesakes.has(now));
  const matching: Matching = {
    toAfter: new Map(kept),
    toBefore: new Map(kept.map(([old, now]) => [now, old])),
    replaced: new Set([...replaced].filter((old) => !namesakes.has(toAfter.get(old) ?? ""))),
  };
  return { matching, namesakes };
}
