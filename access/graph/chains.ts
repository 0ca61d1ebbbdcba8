import type { HeldRight } from "./effective.ts";
import type { Step } from "./steps.ts";

export type Steps = ReadonlyMap<string, Step>;

/** All steps that come before and with some, in order. */
export function closeSteps(keys: Iterable<string>, steps: Steps): readonly Step[] {
  const done = new Map<string, Step>();
  const visit = (key: string, path: ReadonlySet<string>): void => {
    const step = steps.get(key);
    if (step === undefined || done.has(key) || path.has(key)) return;
    for (const premise of [...step.premises].sort()) visit(premise, new Set([...path, key]));
    done.set(key, step);
  };
  for (const key of [...keys].sort()) visit(key, new Set());
  return [...done.values()];
}

function stepsIn({ paths }: HeldRight, steps: Steps): readonly (readonly string[])[] {
  return paths.map(({ causes }) => {
    const keys = causes.map(({ type, attribute }) => (type === "step" ? attribute : null));
    return keys.filter((key) => key !== null && steps.has(key)).filter((key) => key !== null);
  });
}

/** The premises of using some rights, of all ways to each the one of fewest steps. */
export function pickPremises(
  used: readonly (readonly HeldRight[])[],
  before: readonly string[],
  steps: Steps,
): ReadonlySet<string> {
  const picked = new Set(before);
  for (const alternatives of used) {
    const ways = alternatives.flatMap((right) => stepsIn(right, steps));
    const lengthOf = (way: readonly string[]): number => closeSteps([...picked, ...way], steps).length;
    const [shortest = []] = ways.toSorted((a, b) => lengthOf(a) - lengthOf(b));
    for (const key of shortest) picked.add(key);
  }
  return picked;
}
