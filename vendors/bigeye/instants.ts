/** Returns null for 0, which means never. */
export function readInstant(seconds: string): string | null {
  const number = Number(seconds);
  return number <= 0 ? null : new Date(number * 1000).toISOString().replace(".000Z", "Z");
}
