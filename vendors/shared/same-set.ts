/** Whether two lists have the same members, in any order. */
export function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const one = new Set(left);
  const other = new Set(right);
  return one.size === other.size && [...one].every((value) => other.has(value));
}
