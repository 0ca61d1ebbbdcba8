/**
 * A text as state has it, from a vendor for which nothing and `""` are the same: `""` is null unless code says `""`.
 * @param shown what the vendor shows
 * @param known what state or code says
 */
export function readAbsentText(shown: string | undefined, known: string | null): string | null {
  if (shown !== undefined && shown !== "") return shown;
  return known === "" ? "" : null;
}
