/** What follows from each thing. */
export type Implications = ReadonlyMap<string, readonly string[]>;

function invert(implied: Implications): Implications {
  const inverted = new Map<string, string[]>();
  for (const [from, all] of implied) {
    for (const to of all) {
      const known = inverted.get(to);
      if (known === undefined) inverted.set(to, [from]);
      else known.push(from);
    }
  }
  return inverted;
}

/** Each thing after everything that follows from it and was not met before. Without calls: there may be thousands. */
function listFinished(keys: readonly string[], implied: Implications): readonly string[] {
  const finished: string[] = [];
  const met = new Set<string>();
  for (const start of keys) {
    const stack = met.has(start) ? [] : [{ key: start, next: 0 }];
    met.add(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = implied.get(top.key)?.[top.next];
      top.next += 1;
      if (to === undefined) {
        finished.push(top.key);
        stack.pop();
      } else if (!met.has(to)) {
        met.add(to);
        stack.push({ key: to, next: 0 });
      }
    }
  }
  return finished;
}

/** By each thing, the first of those that follow from each other (Kosaraju's algorithm). */
export function findFirsts(keys: readonly string[], implied: Implications): ReadonlyMap<string, string> {
  const inverted = invert(implied);
  const firsts = new Map<string, string>();
  for (const start of listFinished(keys, implied).toReversed()) {
    if (firsts.has(start)) continue;
    const members = new Set([start]);
    for (const one of members) for (const from of inverted.get(one) ?? []) if (!firsts.has(from)) members.add(from);
    const [first = start] = [...members].toSorted();
    for (const one of members) firsts.set(one, first);
  }
  return firsts;
}
