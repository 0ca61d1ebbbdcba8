import { createAccountKey } from "#access/model/statements/account.ts";
import type { Cause, Instance, WholeList } from "#access/model/statements/instance.ts";
import type { Relation } from "#access/model/statements/statement.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { speakForOne } from "../context/join-context.ts";
import { keyOfObject } from "../context/object-key.ts";
import { listDifferences, mergeStored } from "./compare-attributes.ts";
import type { ChangedAttribute, LostLine, ReplacedObject } from "./drift.ts";
import type { ManagedObjects } from "./managed.ts";
import type { SortedObjects } from "./sort-live.ts";

/** Which lists of an account were read to their end. */
export class WholeLists {
  readonly #lists: ReadonlySet<string>;

  constructor(whole: readonly WholeList[]) {
    this.#lists = new Set(whole.map(({ account, list }) => JSON.stringify([createAccountKey(account), list])));
  }

  has(account: Instance["account"], list: string): boolean {
    return this.#lists.has(JSON.stringify([createAccountKey(account), list]));
  }

  /** Whether other lists tell a relation of everybody. */
  tell(account: Instance["account"], relation: Relation): boolean {
    const facts = Object.hasOwn(graphFacts, account.vendor) ? graphFacts[account.vendor] : undefined;
    const needed = facts?.toldBy[relation];
    return needed?.every((list) => this.has(account, list)) === true;
  }
}

/** Exclusive lists of a stored object that the vendor tells as objects of their own: attributes, by relation. */
function listToldElsewhere(stored: Instance, seen: Instance, whole: WholeLists): ReadonlyMap<string, Relation> {
  const found = new Map<string, Relation>();
  for (const { kind, cause, ...said } of speakForOne(stored)) {
    if (kind !== "complete" || !("relation" in said) || said.relation === "subjects") continue;
    const { attribute } = cause;
    const isUntold = attribute !== null && (seen.state[attribute] ?? null) === null;
    if (isUntold && whole.tell(stored.account, said.relation)) found.set(attribute, said.relation);
  }
  return found;
}

/** How the states and what lives differ, object by object. */
export interface ComparedObjects {
  readonly changed: readonly ChangedAttribute[];
  readonly lost: readonly LostLine[];
  readonly missing: readonly Instance[];
  readonly replaced: readonly ReplacedObject[];
  /** Not found, where something may be out of sight. */
  readonly unseen: readonly Instance[];
  /** What is managed, as it lives, with what only the states know. */
  readonly merged: readonly Instance[];
}

interface Compared {
  readonly changed: readonly ChangedAttribute[];
  readonly lost: readonly LostLine[];
  readonly merged: Instance;
}

function nameLine(cause: Cause, target: string | null): string {
  return target ?? cause.type;
}

/** The lines of exclusive lists that nothing at the vendor says any more. */
function listLost(stored: Instance, elsewhere: ReadonlyMap<string, Relation>, managed: ManagedObjects) {
  if (elsewhere.size === 0) return [];
  return speakForOne(stored).flatMap((statement): readonly LostLine[] => {
    const { cause } = statement;
    if (cause.attribute === null || !elsewhere.has(cause.attribute) || managed.isSeen(statement) !== false) return [];
    const target =
      statement.kind === "inGroup"
        ? statement.group
        : statement.kind === "holds" && statement.grant.kind === "role"
          ? statement.grant.role
          : null;
    const text = target !== null && "text" in target ? target.text : null;
    return [{ stored, cause, what: nameLine(cause, text) }];
  });
}

function compareObject(stored: Instance, seen: Instance, context: CompareContext): Compared {
  const elsewhere = listToldElsewhere(stored, seen, context.whole);
  const differences = listDifferences(stored, seen);
  const lost = listLost(stored, elsewhere, context.managed);
  const state = mergeStored(stored, seen, new Set(elsewhere.keys()));
  const isChanged = [...differences.values()].includes("changed") || lost.length > 0;
  const place = {
    address: stored.address,
    presence: "managed",
    happening: isChanged ? "updated" : "unchanged",
  } as const;
  const here: Instance = { ...seen, ...place, state };
  const merged = stored.code === undefined ? here : { ...here, code: stored.code };
  const changed = [...differences].map(([attribute, difference]): ChangedAttribute => {
    const before = stored.state[attribute] ?? null;
    const after = seen.state[attribute] ?? null;
    return { stored, seen: merged, attribute, before, after, isNormalized: difference === "normalized" };
  });
  return { changed, lost, merged };
}

export interface CompareContext {
  readonly managed: ManagedObjects;
  readonly whole: WholeLists;
}

/** What states have and nobody finds. */
function sortAbsent(stored: readonly Instance[], sorted: SortedObjects, { whole }: CompareContext) {
  const here = new Set(sorted.managed.map(({ seen }) => keyOfObject(seen)));
  // Whoever deleted what waits to be deleted did as the code says.
  const absent = stored.filter((one) => one.isDeposed !== true && !here.has(keyOfObject(one)));
  const others = new Map(sorted.said.map(({ seen, address }) => [address, seen]));
  const missing: Instance[] = [];
  const unseen: Instance[] = [];
  const replaced: ReplacedObject[] = [];
  for (const one of absent) {
    const seen = others.get(one.address);
    if (seen !== undefined && seen.type === one.type) replaced.push({ stored: one, seen });
    else (whole.has(one.account, one.type) ? missing : unseen).push(one);
  }
  return { missing, unseen, replaced };
}

/** Compares what states have with what lives. */
export function compareStates(
  stored: readonly Instance[],
  sorted: SortedObjects,
  context: CompareContext,
): ComparedObjects {
  const compared = sorted.managed.flatMap(({ seen, by }) =>
    by.slice(0, 1).map((first) => compareObject(first, seen, context)),
  );
  return {
    changed: compared.flatMap((one) => one.changed),
    lost: compared.flatMap((one) => one.lost),
    merged: compared.map((one) => one.merged),
    ...sortAbsent(stored, sorted, context),
  };
}
