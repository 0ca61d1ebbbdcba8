/** One value for a pair of ids, to find rows by. */
export function pairIndex(one: string, other: string): string {
  return `${one} ${other}`;
}
