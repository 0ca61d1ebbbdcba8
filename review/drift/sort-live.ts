import type { Instance } from "#access/model/statements/instance.ts";
import type { Asker } from "#access/model/vendors/asker.ts";
import { classify, type Classified } from "./classify.ts";
import { findNoun } from "./compare-attributes.ts";
import type { ApartObjects, ExcludedObject } from "./drift.ts";
import type { ManagedObjects } from "./managed.ts";
import { isOwned, type OwnedPattern } from "./owned.ts";

/** A live object, and what states have of it. */
export interface ManagedObject {
  readonly seen: Instance;
  /** Of several states, or at several addresses, if it is managed more than once. */
  readonly by: readonly Instance[];
}

/** What lives in an account, by what code has to do with it. */
export interface SortedObjects {
  readonly managed: readonly ManagedObject[];
  /** Other objects in state say what they say; with the address of the one that does. */
  readonly said: readonly { readonly seen: Instance; readonly address: string | null }[];
  readonly excluded: readonly ExcludedObject[];
  readonly unmanaged: readonly Instance[];
  readonly apart: ApartObjects;
}

export interface SortOptions {
  readonly askers: readonly Asker[];
  readonly owned: readonly OwnedPattern[];
}

function isUnmanageable({ kind, type, account }: Instance): boolean {
  const { vendor } = findNoun({ type, account });
  return kind !== "resource" || vendor === undefined || !Object.hasOwn(vendor.nouns, type);
}

/** The id that a key or a binding is of. */
function readSubjectId({ subject }: Classified): string | null {
  return subject?.kind === "id" ? subject.text : null;
}

/** Those that have subjects, by id. */
function indexSubjects(live: readonly Instance[]): ReadonlyMap<string, Instance> {
  const found = new Map<string, Instance>();
  for (const one of live) {
    const { as, subject } = classify(one);
    if ((as === "account" || as === "member" || as === "group") && subject?.kind === "id") found.set(subject.text, one);
  }
  return found;
}

/** By which names a pattern may mean an object. */
export function listNames(instance: Instance): readonly string[] {
  const { id, email } = instance.state;
  return [classify(instance).name, id, email].filter((one) => typeof one === "string");
}

class Sorter {
  readonly #managed: ManagedObjects;
  readonly #options: SortOptions;
  readonly #subjects: ReadonlyMap<string, Instance>;
  readonly #askers: ReadonlySet<string>;

  constructor(managed: ManagedObjects, live: readonly Instance[], options: SortOptions) {
    this.#managed = managed;
    this.#options = options;
    this.#subjects = indexSubjects(live);
    this.#askers = new Set(options.askers.flatMap((one) => (one.kind === "known" ? [one.id] : [])));
  }

  /** The identity that asked, and what it holds: what drift runs as is made before there is any code. */
  isAsker(instance: Instance): boolean {
    const { as, subject } = classify(instance);
    if (as === "role") return false;
    return subject?.kind === "id" && this.#askers.has(subject.text);
  }

  /** Itself by its name, and what belongs to somebody by the owner's: what is of something managed is ours. */
  isForeign(instance: Instance): boolean {
    const { owned } = this.#options;
    if (owned.length === 0) return false;
    const classified = classify(instance);
    const isSubject = classified.as !== "key" && classified.as !== "binding";
    if (isOwned({ type: instance.type, names: listNames(instance) }, owned)) return false;
    const holder = isSubject ? undefined : this.#subjects.get(readSubjectId(classified) ?? "");
    if (holder === undefined) return true;
    if (this.#managed.find(holder).kind === "managed") return false;
    return !isOwned({ type: holder.type, names: listNames(holder) }, owned);
  }
}

/** Sorts what lives by what code has to do with it. */
export function sortLive(managed: ManagedObjects, live: readonly Instance[], options: SortOptions): SortedObjects {
  const sorter = new Sorter(managed, live, options);
  const found: ManagedObject[] = [];
  const said: SortedObjects["said"][number][] = [];
  const excluded: ExcludedObject[] = [];
  const unmanaged: Instance[] = [];
  const apart = { builtIn: [], delegated: [], asker: [], foreign: [], unmanageable: [] } as {
    readonly [name in keyof ApartObjects]: Instance[];
  };
  const place = (seen: Instance): unknown => {
    const management = managed.find(seen);
    switch (management.kind) {
      case "managed":
        return found.push({ seen, by: management.by });
      case "builtIn":
        return apart.builtIn.push(seen);
      case "said":
        return said.push({ seen, address: management.by.address });
      case "excluded":
        return excluded.push({ seen, by: management.by });
      case "delegated":
        return apart.delegated.push(seen);
      case "unmanaged":
        if (isUnmanageable(seen)) return apart.unmanageable.push(seen);
        if (sorter.isAsker(seen)) return apart.asker.push(seen);
        return (sorter.isForeign(seen) ? apart.foreign : unmanaged).push(seen);
    }
  };
  for (const seen of live) place(seen);
  return { managed: found, said, excluded, unmanaged, apart };
}
