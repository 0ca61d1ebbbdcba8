import { isDeepStrictEqual } from "node:util";
import type { Instance } from "#access/model/statements/instance.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import { keyOfObject } from "../context/object-key.ts";
import { isChanging } from "./happenings.ts";

/** The objects of one document. */
export interface NamedInstances {
  readonly name: string;
  readonly instances: readonly Instance[];
}

/** Many attributes are sets: the order means nothing. */
function order(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((one: unknown) => JSON.stringify(one)).toSorted();
}

/** Whether both tell an attribute, and not the same of it. */
function differs({ state: one }: Instance, { state: other }: Instance): boolean {
  return Object.keys(one).some((name) => {
    const left = one[name] ?? null;
    const right = other[name] ?? null;
    if (left === null || right === null || !isWhollyKnown(left) || !isWhollyKnown(right)) return false;
    return !isDeepStrictEqual(order(left), order(right));
  });
}

function describe({ address, type }: Instance): string {
  return address ?? `an object of type ${type}`;
}

/** What several documents tell otherwise of one object before the change: sentences. */
export function listContradictions(documents: readonly NamedInstances[]): readonly string[] {
  if (documents.length < 2) return [];
  const first = new Map<string, { readonly name: string; readonly instance: Instance }>();
  return documents.flatMap(({ name, instances }) =>
    instances.flatMap((instance): readonly string[] => {
      const key = keyOfObject(instance);
      if (key === null) return [];
      const known = first.get(key);
      if (known === undefined) first.set(key, { name, instance });
      if (known === undefined || known.name === name || !differs(known.instance, instance)) return [];
      return [
        `${describe(known.instance)} and ${describe(instance)} are one object, and tell different things of what is there before the change: ${known.name} or ${name} is out of date. Plan again.`,
      ];
    }),
  );
}

/** Whether all that a look-up tells is told by the object itself. What only a look-up has, such as members, stays true. */
function isToldBy({ state: own }: Instance, { state: seen }: Instance): boolean {
  return Object.entries(seen).every(([name, value]) => {
    return (value ?? null) === null || typeof value === "boolean" || (own[name] ?? null) !== null;
  });
}

/**
 * The objects after, without what others read of those that the change alters or deletes: what was so before the change tells
 * nothing of what is so after it.
 */
export function dropOutdated(before: readonly Instance[], after: readonly Instance[]): readonly Instance[] {
  // Keys take long to make, and most objects are told by one document, and looked up by none.
  const times = new Map<unknown, number>();
  for (const { state } of after) times.set(state["id"], (times.get(state["id"]) ?? 0) + 1);
  const isLookedUp = ({ presence }: Instance): boolean => presence === "data";
  const open = new Set(
    after
      .filter((one) => isLookedUp(one) || (times.get(one.state["id"]) ?? 0) > 1)
      .map(({ state }) => state["id"])
      .filter((id) => typeof id === "string"),
  );
  if (open.size === 0) return after;
  const isOpen = ({ state: { id } }: Instance): boolean => typeof id === "string" && open.has(id);
  const index = (all: readonly Instance[]): Map<string | null, Instance> => {
    return new Map(all.filter(isOpen).map((one) => [keyOfObject(one), one]));
  };
  const changed = index(after.filter(isChanging));
  const kept = index(after.filter(({ presence }) => presence !== "data"));
  const gone = index(before.filter((one) => one.presence === "managed" && !kept.has(keyOfObject(one))));
  return after.filter((one) => {
    const key = isOpen(one) ? keyOfObject(one) : null;
    if (key === null || isChanging(one) || one.presence === "left") return true;
    const now = changed.get(key);
    return !gone.has(key) && (now === undefined || !isToldBy(now, one));
  });
}
