/**
 * Reads a text from a vendor that does not distinguish `""` from null. Both are null, unless state or code has `""`.
 * @param shown what the vendor shows
 * @param known what state or code has
 */
export function readAbsentText(shown: string | undefined, known: string | null): string | null {
  if (shown !== undefined && shown !== "") return shown;
  return known === "" ? "" : null;
}
