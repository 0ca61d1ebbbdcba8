/** How many letters have to be added, removed or changed. */
function measureDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const change = one[at - 1] === other[to - 1] ? 0 : 1;
      next.push(Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + change));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const longest = 200;

/** The names that somebody may have meant, best first: at most five. */
export function findNearNames(name: string, names: Iterable<string>): readonly string[] {
  const wanted = name.toLowerCase().slice(0, longest);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const rated = [...new Set(names)].flatMap((one) => {
    const lower = one.toLowerCase().slice(0, longest);
    const isPart = wanted.length > 2 && lower.includes(wanted);
    const distance = isPart ? 0 : measureDistance(wanted, lower);
    return distance <= limit ? [{ one, distance }] : [];
  });
  const sorted = rated.toSorted((a, b) => a.distance - b.distance || (a.one < b.one ? -1 : 1));
  return sorted.slice(0, 5).map(({ one }) => one);
}
