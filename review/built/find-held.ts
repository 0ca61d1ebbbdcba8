import { type Bound, covers, coversTogether } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { explainDoubt } from "#access/graph/questions.ts";
import type { Right } from "#access/model/statements/right.ts";
import type { WantedRight } from "./permission.ts";

/**
 * How far something holds. `partly`: for some of the objects or permissions that are asked about. `unknown`: it may hold, and what
 * was looked at does not tell.
 */
export type Held = "yes" | "partly" | "unknown" | "no";

export interface FoundGrant {
  readonly held: Held;
  /** What allows it, or may. */
  readonly through: readonly HeldRight[];
  /** Why it is not certain: sentences. */
  readonly doubts: readonly string[];
}

function placeRight({ account, atom, scope }: WantedRight, held: Right): Right {
  return { account, atom, scope: scope === undefined ? held.scope : scope };
}

/** Whether a right that is held allows a part of what is asked about. */
function isPart(held: HeldRight, wanted: WantedRight, at: { readonly graph: Graph; readonly bound: Bound }): boolean {
  if (held.atom.kind !== "act" || wanted.atom.kind !== "act") return false;
  return covers(placeRight(wanted, held), held, at);
}

function isWhole(rights: readonly HeldRight[], wanted: WantedRight, graph: Graph): boolean {
  const scopes = wanted.scope === undefined ? new Set(rights.map(({ scope }) => scope)) : new Set([wanted.scope]);
  const { account, atom } = wanted;
  return [...scopes].some((scope) => coversTogether(rights, { account, atom, scope }, { graph, bound: "lower" }));
}

function findOne(graph: Graph, subject: NodeId, wanted: WantedRight): FoundGrant {
  const { lower, upper } = findEffectiveRights(graph, subject);
  const select = (rights: readonly HeldRight[], bound: Bound): readonly HeldRight[] => {
    const at = { graph, bound };
    return rights.filter((right) => covers(right, placeRight(wanted, right), at) || isPart(right, wanted, at));
  };
  const certain = select(lower, "lower");
  if (isWhole(lower, wanted, graph)) return { held: "yes", through: certain.length > 0 ? certain : lower, doubts: [] };
  if (certain.length > 0) return { held: "partly", through: certain, doubts: [] };
  const opaque = upper.filter(({ atom }) => atom.kind === "opaque");
  const possible = [...new Set([...select(upper, "upper"), ...opaque])];
  if (possible.length === 0) return { held: "no", through: [], doubts: [] };
  return { held: "unknown", through: possible, doubts: possible.flatMap((right) => explainDoubt(graph, right)) };
}

/** What a subject has of some rights outside a scope: for certain, and at most. */
export function findElsewhere(graph: Graph, subject: NodeId, wanted: readonly WantedRight[]) {
  const { lower, upper } = findEffectiveRights(graph, subject);
  const select = (rights: readonly HeldRight[], bound: Bound): readonly HeldRight[] => {
    return rights.filter((right) => {
      if (right.atom.kind === "opaque") return bound === "upper";
      return wanted.some(({ scope = null, ...one }) => {
        const anywhere = { ...one, scope: undefined };
        const at = { graph, bound };
        const isMeant = covers(right, placeRight(anywhere, right), at) || isPart(right, anywhere, at);
        return isMeant && !covers({ ...right, scope }, right, { graph, bound: "lower" });
      });
    });
  };
  return { certain: select(lower, "lower"), possible: select(upper, "upper") };
}

/** Of several answers, how far all of it holds. */
export function joinHeld(all: readonly Held[]): Held {
  const [first, ...others] = all;
  if (first === undefined) return "no";
  if (others.every((one) => one === first)) return first;
  return all.some((one) => one === "yes" || one === "partly") ? "partly" : "unknown";
}

/** How far a subject has all of some rights, by what was looked at: what else it may have elsewhere is no matter. */
export function findHeld(graph: Graph, subject: NodeId, wanted: readonly WantedRight[]): FoundGrant {
  const all = wanted.map((one) => findOne(graph, subject, one));
  return {
    held: joinHeld(all.map(({ held }) => held)),
    through: [...new Set(all.flatMap(({ through }) => through))],
    doubts: [...new Set(all.flatMap(({ doubts }) => doubts))],
  };
}
