/** An id as Bigeye takes it: a number, or the numeral where no number of JavaScript holds it. */
export function toSentId(id: string): number | string {
  const number = Number(id);
  return Number.isSafeInteger(number) ? number : id;
}
