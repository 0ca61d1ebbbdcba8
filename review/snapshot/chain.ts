import { createAccountKey } from "#access/model/statements/account.ts";
import type { Snapshot } from "./snapshot-form.ts";

/** A snapshot that could be read, with the name of its file. */
export interface NamedSnapshot {
  readonly name: string;
  readonly snapshot: Snapshot;
}

/** Snapshots of one account, each after the one before, and what is wrong with their order. */
export interface Chain {
  readonly account: Snapshot["account"];
  readonly snapshots: readonly NamedSnapshot[];
  /** Sentences. */
  readonly faults: readonly string[];
}

function keyOfAccount({ snapshot: { account } }: NamedSnapshot): string {
  return createAccountKey({ ...account, alias: "", organization: null });
}

function compareTimes(a: NamedSnapshot, b: NamedSnapshot): number {
  const byTime = Date.parse(a.snapshot.takenAt) - Date.parse(b.snapshot.takenAt);
  if (byTime !== 0) return byTime;
  return a.name < b.name ? -1 : 1;
}

/** Where a snapshot does not follow the one that was taken before it. */
function findFault(before: NamedSnapshot | undefined, { name, snapshot }: NamedSnapshot): string | undefined {
  const { previous } = snapshot;
  if (before === undefined) {
    return previous === null
      ? undefined
      : `${name} is the first one, and follows another: the one with the digest ${previous} is missing.`;
  }
  if (previous === before.snapshot.digest) return undefined;
  return previous === null
    ? `${name} begins a chain of its own, and ${before.name} was taken before it.`
    : `${name} does not follow ${before.name}: it follows the one with the digest ${previous}.`;
}

function createChain(members: readonly NamedSnapshot[]): Chain | undefined {
  const [first] = members;
  if (first === undefined) return undefined;
  const snapshots = members.toSorted(compareTimes);
  const faults = snapshots.flatMap((one, at) => findFault(snapshots[at - 1], one) ?? []);
  return { account: first.snapshot.account, snapshots, faults };
}

/**
 * Puts snapshots into their order, one chain for each account. A copy of a snapshot is no other one. A chain shows the order,
 * and that nothing was changed or taken out in between; it does not show who wrote it.
 */
export function findChains(all: readonly NamedSnapshot[]): readonly Chain[] {
  const byDigest = new Map(all.toReversed().map((one) => [one.snapshot.digest, one]));
  const groups = new Map<string, NamedSnapshot[]>();
  for (const one of byDigest.values()) {
    const key = keyOfAccount(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sorted = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, members]) => createChain(members)).filter((one) => one !== undefined);
}
