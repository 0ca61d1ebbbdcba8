const started = performance.now();

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Tells a step when it has held, with the time that it took. */
export async function step<T>(work: () => Promise<readonly [told: string, result: T]>): Promise<T> {
  const began = performance.now();
  const [told, result] = await work();
  console.log(`  ✓ ${told} (${seconds(began)})`);
  return result;
}

export function finish(): void {
  console.log(
    `Every step held, in ${seconds(started)}. Nothing is left behind. Next: examples/self-service-keys/README.md`,
  );
}

/** A step did not hold. */
export class Unmet extends Error {
  override readonly name = "Unmet";
}

export function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Unmet(otherwise);
}
