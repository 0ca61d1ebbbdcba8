import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { toSeconds } from "#access/schema/formats.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";

interface Sides {
  readonly before: readonly Instance[];
  readonly after: readonly Instance[];
}

/** What an object is called, by what the vendor's facts say is unique, or else its name. Null if it is not written down. */
function keyOfText({ account, type, kind, presence, state, isBuiltIn }: Instance): string | null {
  if (kind !== "resource" || presence === "data" || isBuiltIn === true) return null;
  const { uniqueBy = ["name"] } = vendorFacts[account.vendor]?.nouns[type] ?? {};
  // The last one is its own: those before it say where.
  const text = state[uniqueBy.at(-1) ?? "name"];
  return typeof text === "string" ? JSON.stringify([createAccountKey(account), type, text]) : null;
}

function groupByText(instances: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> {
  const groups = new Map<string, Instance[]>();
  for (const one of instances) {
    const key = keyOfText(one);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

/** Vendors round the end of a key, and create it a moment after they are asked to. In seconds. */
const rounding = 60;

/** Whether a key that now works for a time would work no longer than an old one did, both from their creation on. */
function livesNoLonger(seconds: number, { createdAt, expiresAt }: Instance["state"]): boolean {
  if (expiresAt === null || expiresAt === undefined) return true;
  if (typeof createdAt !== "string" || typeof expiresAt !== "string") return false;
  return seconds <= (Date.parse(expiresAt) - Date.parse(createdAt)) / 1_000 + rounding;
}

/** The end of what is there, for a key that ends as long after its creation: a stack knows no end before a deploy. */
function keepEnd(now: Instance, old: readonly Instance[]): Instance {
  const { expiresIn, expiresAt } = now.state;
  if (typeof expiresIn !== "string" || !isUnknown(expiresAt)) return now;
  const seconds = toSeconds(expiresIn);
  if (!old.every(({ state }) => livesNoLonger(seconds, state))) return now;
  const [earliest] = old
    .flatMap(({ state }) => (typeof state["expiresAt"] === "string" ? [state["expiresAt"]] : []))
    .toSorted();
  return earliest === undefined ? now : { ...now, state: { ...now.state, expiresAt: earliest } };
}

/** No vendor tells the overlap of a key: it is not taken for a longer one. */
function keepOverlap(old: Instance, now: readonly Instance[]): Instance {
  const [overlap = null] = now.flatMap(({ state }) => (typeof state["overlap"] === "string" ? [state["overlap"]] : []));
  return overlap === null ? old : { ...old, state: { ...old.state, overlap } };
}

function isLive({ address }: Instance): boolean {
  return address === null;
}

function isNotThere({ state }: Instance): boolean {
  return typeof state["id"] !== "string";
}

/**
 * A snapshot knows what is there by its ids, and a stack what it makes by its addresses. Where each has one object of a name, it
 * is one object. What only Terraform knows of a key, and what only the vendor does, is taken to be as on the other side.
 */
export function recognizeObjects({ before, after }: Sides): Sides {
  const were = groupByText(before.filter(isLive));
  const are = groupByText(after.filter(isNotThere));
  const pick = (groups: ReadonlyMap<string, readonly Instance[]>, one: Instance): readonly Instance[] => {
    return groups.get(keyOfText(one) ?? "") ?? [];
  };
  const isOne = (one: Instance): boolean => pick(were, one).length === 1 && pick(are, one).length === 1;
  return {
    before: before.map((old) => {
      const now = isLive(old) ? pick(are, old) : [];
      if (now.length === 0) return old;
      const kept = keepOverlap(old, now);
      return isOne(old) ? { ...kept, address: now[0]?.address ?? null } : kept;
    }),
    after: after.map((now) => {
      const old = isNotThere(now) ? pick(were, now) : [];
      if (old.length === 0) return now;
      const kept = keepEnd(now, old);
      return isOne(now) ? { ...kept, state: { ...kept.state, id: old[0]?.state["id"] } } : kept;
    }),
  };
}
