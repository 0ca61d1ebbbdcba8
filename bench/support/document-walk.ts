/** Every value of a document, once. */
export function countValues(document: unknown): number {
  let count = 0;
  const open: unknown[] = [document];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    count += 1;
    if (typeof value !== "object" || value === null) continue;
    for (const part of Object.values(value)) if (part !== undefined) open.push(part);
  }
  return count;
}
