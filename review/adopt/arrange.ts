/** What code is written for at once: an object, or several that a pattern makes. */
export interface Unit {
  readonly key: string;
  /** The keys of all objects in it. */
  readonly covers: readonly string[];
  /** The noun. */
  readonly type: string;
  /** What it refers to. */
  readonly needs: ReadonlySet<string>;
  /** What it belongs to, so that it is written after it if it can be. */
  readonly owners: ReadonlySet<string>;
  /** It is said of what it belongs to, and has no name of its own. */
  readonly isPart: boolean;
}

/** What stands together: units of one noun, each with what belongs to it. */
export interface Section<U extends Unit> {
  readonly type: string;
  /** No section before is of this noun. */
  readonly isFirst: boolean;
  readonly groups: readonly (readonly U[])[];
}

/** Puts units into sections so that each refers to earlier ones alone. */
class Arrangement<U extends Unit> {
  readonly sections: { readonly type: string; readonly isFirst: boolean; readonly groups: U[][] }[] = [];
  readonly #done = new Set<string>();
  readonly #known: ReadonlySet<string>;
  /** By owner. */
  readonly #owned = new Map<string, U[]>();

  constructor(units: readonly U[]) {
    this.#known = new Set(units.flatMap(({ covers }) => covers));
    for (const unit of units) {
      for (const owner of unit.owners) {
        const owned = this.#owned.get(owner);
        if (owned === undefined) this.#owned.set(owner, [unit]);
        else owned.push(unit);
      }
    }
  }

  isDone({ key }: U): boolean {
    return this.#done.has(key);
  }

  isReady({ covers, needs }: U): boolean {
    return [...needs].every((need) => covers.includes(need) || this.#done.has(need) || !this.#known.has(need));
  }

  #collect(unit: U, group: U[]): void {
    for (const key of unit.covers) this.#done.add(key);
    group.push(unit);
    const owned = unit.covers.flatMap((key) => this.#owned.get(key) ?? []);
    const sorted = owned.toSorted((a, b) => Number(b.isPart) - Number(a.isPart));
    for (const one of sorted) if (!this.isDone(one) && this.isReady(one)) this.#collect(one, group);
  }

  add(unit: U): void {
    const group: U[] = [];
    this.#collect(unit, group);
    const last = this.sections.at(-1);
    if (last?.type === unit.type) last.groups.push(group);
    else {
      const isFirst = this.sections.every(({ type }) => type !== unit.type);
      this.sections.push({ type: unit.type, isFirst, groups: [group] });
    }
  }
}

/**
 * Sections of units, in which each refers to earlier ones alone, as far as they do not refer to each other in a circle. What
 * belongs to a unit follows it.
 * @param units in the order in which they are wanted
 */
export function arrangeUnits<U extends Unit>(units: readonly U[]): readonly Section<U>[] {
  const arrangement = new Arrangement(units);
  let rest = units;
  while (rest.length > 0) {
    const before = rest.length;
    for (const unit of rest) if (!arrangement.isDone(unit) && arrangement.isReady(unit)) arrangement.add(unit);
    rest = rest.filter((unit) => !arrangement.isDone(unit));
    const [first] = rest;
    if (first === undefined || rest.length < before) continue;
    // A circle: one of them has to name what comes later.
    arrangement.add(first);
    rest = rest.filter((unit) => !arrangement.isDone(unit));
  }
  return arrangement.sections;
}
