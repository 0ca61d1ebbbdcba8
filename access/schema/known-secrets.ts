// A shorter text is a part of ordinary words: hiding it would make messages unreadable, and protect nobody.
const shortest = 6;

const key = Symbol.for("latchkey.known-secrets");

/**
 * One for the process: what ships consists of several files, each with its own copy of this module, and the file that writes the log
 * and the crash report is not the one that speaks to vendors. It only grows.
 */
function findForms(): Set<string> {
  const existing: unknown = Reflect.get(globalThis, key);
  if (existing instanceof Set) return existing as Set<string>;
  const forms = new Set<string>();
  Object.defineProperty(globalThis, key, { value: forms });
  return forms;
}

const forms = findForms();
/** Longest first; of as many as there were. */
let sortedForms: readonly string[] = [];

function encodeForUrl(text: string): readonly string[] {
  // A lone surrogate has no encoding.
  if (/\p{Surrogate}/u.test(text)) return [];
  const encoded = encodeURIComponent(text);
  return [encoded, encoded.replaceAll(/%[\dA-F]{2}/g, (byte) => byte.toLowerCase())];
}

/**
 * What a text looks like inside the base64 of a longer one, such as `user:password`. That depends on where in a group of
 * three bytes it begins. The characters at both ends also hold bits of the neighbors.
 */
function encodeInBase64(text: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.from(text, "utf8");
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64url");
    const start = Math.ceil((offset * 8) / 6);
    const inner = encoded.slice(start, Math.floor(((offset + bytes.length) * 8) / 6));
    return inner.length < shortest ? [] : [inner, inner.replaceAll("-", "+").replaceAll("_", "/")];
  });
}

/** Remembers a text that must never be shown by this process. */
export function rememberSecret(text: string): void {
  if (text.length < shortest || forms.has(text)) return;
  const all = [text, JSON.stringify(text).slice(1, -1), ...encodeForUrl(text), ...encodeInBase64(text)];
  for (const form of all) forms.add(form);
}

/** Replaces every secret that this process knows, for text that leaves it: endpoints echo what they are sent. */
export function maskSecrets(text: string): string {
  if (sortedForms.length !== forms.size) sortedForms = [...forms].toSorted((a, b) => b.length - a.length);
  return sortedForms.reduce((masked, form) => {
    return masked.includes(form) ? masked.replaceAll(form, "[secret]") : masked;
  }, text);
}
