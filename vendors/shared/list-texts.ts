const mostShown = 20;

/** Joins the first 20 texts for a sentence, and says how many more there are. */
export function listTexts(texts: readonly string[]): string {
  const shown = texts.slice(0, mostShown).join(", ");
  return texts.length > mostShown ? `${shown}, and ${texts.length - mostShown} more` : shown;
}
