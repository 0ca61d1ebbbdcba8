/** A whole number from 0 to below. */
export type Random = (below: number) => number;

/** Mulberry32: small, and the same everywhere. */
export function createRandom(start: number): Random {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
}

/** Each with the same chance, in their order. */
export function pickSome<Item>(items: readonly Item[], random: Random, oneIn = 2): readonly Item[] {
  return items.filter(() => random(oneIn) === 0);
}

export function repeat<Item>(times: number, make: (index: number) => Item): readonly Item[] {
  return Array.from({ length: times }, (_, index) => make(index));
}

export function shuffle<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, at: random(1_000_000) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
