/** Converts an id to a number, or keeps it as text if it exceeds JavaScript's safe integers. */
export function toSentId(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}
