const mostShown = 20;

/** Texts in a sentence: the first 20 of them, and how many more there are. */
export function listTexts(texts: readonly string[]): string {
  const shown = texts.slice(0, mostShown).join(", ");
  return texts.length > mostShown ? `${shown}, and ${texts.length - mostShown} more` : shown;
}
