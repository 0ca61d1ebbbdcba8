// A shorter text is a part of ordinary words: hiding it would make messages unreadable, and protect nobody.
const shortest = 6;

const texts = new Set<string>();
/** All forms of `texts`, longest first; undefined after a change. */
let forms: readonly string[] | undefined;

/** Remembers a text that must never be shown by this process. */
export function rememberSecret(text: string): void {
  if (text.length < shortest || texts.has(text)) return;
  texts.add(text);
  forms = undefined;
}

function encodeForUrl(text: string): readonly string[] {
  // A lone surrogate has no encoding.
  return /\p{Surrogate}/u.test(text) ? [] : [encodeURIComponent(text)];
}

function listForms(): readonly string[] {
  const all = [...texts].flatMap((text) => [text, JSON.stringify(text).slice(1, -1), ...encodeForUrl(text)]);
  return [...new Set(all)].toSorted((a, b) => b.length - a.length);
}

/** Replaces every secret that this process knows, for text that leaves it: endpoints echo what they are sent. */
export function maskSecrets(text: string): string {
  forms ??= listForms();
  return forms.reduce((masked, form) => (masked.includes(form) ? masked.replaceAll(form, "[secret]") : masked), text);
}
