import { everySelector } from "../model/permissions/permission.ts";
import type { Right, RightAtom } from "../model/statements/right.ts";
import { push } from "./connections.ts";
import { type Bound, covers } from "./covering.ts";
import type { Graph } from "./graph.ts";

/** A right by a chain of some steps. */
interface Reached {
  readonly right: Right;
  readonly length: number;
}

interface Kind<T extends Reached> {
  /** On every selector, in the whole account. */
  readonly widest: Right;
  readonly bySelector: Map<string, T[]>;
}

function widen(atom: RightAtom): RightAtom {
  return atom.kind === "act" ? { ...atom, selector: everySelector } : atom;
}

function selectorOf({ atom }: Right): string {
  return atom.kind === "act" ? atom.selector : everySelector;
}

function keyOfKind({ account, atom }: Right): string {
  return atom.kind === "act" ? JSON.stringify([account, atom.action, atom.resource]) : JSON.stringify([account, atom]);
}

function sortByKind<T extends Reached>(all: readonly T[]): readonly Kind<T>[] {
  const kinds = new Map<string, Kind<T>>();
  for (const one of all) {
    const { account, atom } = one.right;
    const key = keyOfKind(one.right);
    const kind = kinds.get(key) ?? { widest: { account, atom: widen(atom), scope: null }, bySelector: new Map() };
    kinds.set(key, kind);
    const selector = selectorOf(one.right);
    push(kind.bySelector, selector, one);
  }
  return [...kinds.values()];
}

/**
 * Leaves out what another right covers in as few steps, and is not covered by. A right on one selector is held against those
 * on the same one and on patterns.
 */
export function keepStrongest<T extends Reached>(
  all: readonly T[],
  at: { readonly graph: Graph; readonly bound: Bound },
): readonly T[] {
  const spared = new Set<T>();
  const kinds = sortByKind(all);
  for (const strong of kinds) {
    for (const weak of kinds) {
      if (!covers(strong.widest, weak.widest, at)) continue;
      const patterns = [...strong.bySelector].flatMap(([selector, own]) => (selector.includes("*") ? own : []));
      for (const [selector, weaker] of weak.bySelector) {
        const same = selector.includes("*") ? [] : (strong.bySelector.get(selector) ?? []);
        const stronger = [...patterns, ...same];
        for (const one of weaker) if (stronger.some((other) => isSpared(one, other, at))) spared.add(one);
      }
    }
  }
  return all.filter((one) => !spared.has(one));
}

/** Whether another right says more in as few steps. */
function isSpared(one: Reached, other: Reached, at: { readonly graph: Graph; readonly bound: Bound }): boolean {
  if (other === one || other.length > one.length) return false;
  return covers(other.right, one.right, at) && !covers(one.right, other.right, at);
}
