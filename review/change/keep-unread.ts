import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { keyOfObject } from "../context/object-key.ts";
import type { Reading } from "../source.ts";

/** The lists by which a vendor tells of objects of a type. Empty if nothing says which. */
function listTellers(vendor: string, type: string, lists: ReadonlySet<string>): readonly string[] {
  const toldBy = Object.hasOwn(graphFacts, vendor) ? Object.values(graphFacts[vendor]?.toldBy ?? {}) : [];
  return [...(lists.has(type) ? [type] : []), ...toldBy.filter((all) => all.includes(type)).flat()];
}

/** What only the earlier of two documents has, of lists that the later one could not read whole: nothing says that it is gone. */
export interface KeptUnread {
  readonly instances: readonly Instance[];
  /** Sentences. */
  readonly assumptions: readonly string[];
}

function groupLists({ whole = [] }: Reading): ReadonlyMap<string, ReadonlySet<string>> {
  const lists = new Map<string, Set<string>>();
  for (const { account, list } of whole) {
    const key = createAccountKey(account);
    lists.set(key, (lists.get(key) ?? new Set()).add(list));
  }
  return lists;
}

/** @param names of the two documents */
export function keepUnread(
  before: Reading,
  after: Reading,
  names: Readonly<Record<"before" | "after", string>>,
): KeptUnread {
  // Other documents than snapshots do not tell which lists they have.
  if (after.whole === undefined) return { instances: [], assumptions: [] };
  const were = groupLists(before);
  const are = groupLists(after);
  const seen = new Set(after.instances.map(keyOfObject));
  const missing = new Set<string>();
  const instances = before.instances.filter((one) => {
    const key = keyOfObject(one);
    if (key === null || seen.has(key)) return false;
    const account = createAccountKey(one.account);
    const now = are.get(account) ?? new Set();
    const all = new Set([...(were.get(account) ?? []), ...now]);
    const tellers = listTellers(one.account.vendor, one.type, all);
    const unread = (tellers.length === 0 ? [...all] : tellers).filter((list) => !now.has(list));
    for (const list of unread) missing.add(list);
    // A document that has no list at all tells nothing of what is gone.
    return unread.length > 0 || now.size === 0;
  });
  if (instances.length === 0) return { instances, assumptions: [] };
  const lists = missing.size === 0 ? "" : ` (${[...missing].toSorted().join(", ")})`;
  const says = `${names.after} could not read every list${lists}: what only ${names.before} has of them is taken to be there still.`;
  return { instances, assumptions: [says] };
}
