import type { Cause } from "../model/statements/instance.ts";
import type { HeldRight } from "./effective.ts";
import type { Step } from "./steps.ts";

interface Way {
  readonly way: readonly string[];
  readonly least: number;
}

/** Steps by what they lead to, each with the shortest chain that was found. */
export class Chains {
  readonly #steps = new Map<string, Step>();
  readonly #lengths = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#steps.size === 0;
  }

  has(key: string): boolean {
    return this.#steps.has(key);
  }

  get(key: string): Step | undefined {
    return this.#steps.get(key);
  }

  steps(): Iterable<Step> {
    return this.#steps.values();
  }

  /** All steps that come before and with some, in order. */
  list(keys: Iterable<string>): readonly Step[] {
    const done = new Map<string, Step>();
    const begun = new Set<string>();
    // A list instead of calls: a chain may be longer than a stack is deep.
    const open = [...keys].sort().reverse();
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      const step = this.#steps.get(key);
      if (step === undefined || done.has(key)) continue;
      const missing = begun.has(key) ? [] : [...step.premises].filter((one) => !done.has(one));
      begun.add(key);
      if (missing.length === 0) done.set(key, step);
      else open.push(key, ...missing.sort().reverse());
    }
    return [...done.values()];
  }

  /** How many steps come before and with some. */
  measure(keys: ReadonlySet<string>): number {
    if (keys.size > 1) return this.list(keys).length;
    const [only] = keys;
    return only === undefined ? 0 : this.measureTo(only);
  }

  /** How many steps it takes to one, and with it. */
  measureTo(key: string): number {
    let length = this.#lengths.get(key);
    if (length === undefined) {
      length = this.list([key]).length;
      this.#lengths.set(key, length);
    }
    return length;
  }

  /** Adds a step, unless its like is known by a chain that is as short. Whether it was added. */
  add(step: Step): boolean {
    const length = this.measure(step.premises) + 1;
    if (this.has(step.key)) {
      if (this.measureTo(step.key) <= length) return false;
      if (this.list(step.premises).some(({ key }) => key === step.key)) return false;
      this.#lengths.clear();
    }
    this.#steps.set(step.key, step);
    this.#lengths.set(step.key, length);
    return true;
  }

  /** The premises of using some rights, of all ways to each the one of fewest steps. */
  pickPremises(used: readonly (readonly HeldRight[])[], before: readonly string[]): ReadonlySet<string> {
    const picked = new Set(before);
    for (const alternatives of used) {
      for (const key of this.#findShortest(alternatives, picked)) picked.add(key);
    }
    return picked;
  }

  #findShortest(alternatives: readonly HeldRight[], picked: ReadonlySet<string>): readonly string[] {
    const ways = this.#listWays(alternatives, picked);
    let shortest: { readonly way: readonly string[]; readonly length: number } | undefined;
    // No way is shorter than the longest of its steps' chains.
    for (const { way, least } of ways.sort((a, b) => a.least - b.least)) {
      if (shortest !== undefined && shortest.length <= least) break;
      const length = this.measure(new Set([...picked, ...way]));
      if (shortest === undefined || length < shortest.length) shortest = { way, length };
    }
    return shortest?.way ?? [];
  }

  #listSteps(causes: readonly Cause[]): readonly string[] {
    const steps: string[] = [];
    for (const { type, attribute } of causes) {
      if (type === "step" && attribute !== null && this.has(attribute)) steps.push(attribute);
    }
    return steps;
  }

  #measureLongest(keys: readonly string[]): number {
    return keys.reduce((longest, key) => Math.max(longest, this.measureTo(key)), 0);
  }

  /** A number of steps that it takes at least to come to a right, beside acting as whoever then has it. */
  boundFromBelow({ paths }: HeldRight): number {
    let least = Number.POSITIVE_INFINITY;
    for (const { causes } of paths) least = Math.min(least, this.#measureLongest(this.#listSteps(causes)));
    return least;
  }

  /** The steps that each path to some rights takes, each once. Only the one without steps, if there is one. */
  #listWays(alternatives: readonly HeldRight[], picked: ReadonlySet<string>): Way[] {
    const ways = new Map<string, Way>();
    for (const { paths } of alternatives) {
      for (const { causes } of paths) {
        const way = this.#listSteps(causes);
        if (way.every((key) => picked.has(key))) return [];
        const key = way.join("\n");
        if (!ways.has(key)) ways.set(key, { way, least: this.#measureLongest(way) });
      }
    }
    return [...ways.values()];
  }
}
