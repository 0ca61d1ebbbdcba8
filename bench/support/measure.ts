/** Two things, done in turn in one run, so that a noisy machine disturbs both alike. */
export interface Pair {
  readonly name: string;
  /** What is ours. */
  readonly ours: () => Promise<number>;
  /** What it is held against. */
  readonly theirs: () => Promise<number>;
  readonly rounds: number;
  /** `at most 1.5` for times and memory, `at least 0.4` for rates. */
  readonly bar: { readonly kind: "atMost" | "atLeast"; readonly ratio: number };
  readonly unit: "ms" | "MB" | "requests/s";
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

/** Runs a pair, alternating, and prints the medians and their ratio. */
export async function measure({ name, ours, theirs, rounds, bar, unit }: Pair): Promise<void> {
  const mine: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await ours());
    other.push(await theirs());
  }
  const ratio = median(mine) / median(other);
  const isMet = bar.kind === "atMost" ? ratio <= bar.ratio : ratio >= bar.ratio;
  const word = bar.kind === "atMost" ? "at most" : "at least";
  const figures = `${format(median(mine))} against ${format(median(other))} ${unit}, medians of ${rounds}`;
  console.log(`${isMet ? "✓" : "✗"} ${name}: ${ratio.toFixed(2)}× (${word} ${bar.ratio}×) – ${figures}`);
}
