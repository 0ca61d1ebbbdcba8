import { isMap } from "node:util/types";

// A shorter text is a part of ordinary words: hiding it would make messages unreadable, and protect nobody.
const shortest = 6;

const hidden = "[secret]";

const key = Symbol.for("latchkey.known-secrets");

/** By how long they are. */
type Forms = Map<number, Set<string>>;

/**
 * One for the process: what ships consists of several files, each with its own copy of this module, and the file that writes the log
 * and the crash report is not the one that speaks to vendors.
 */
function findForms(): Forms {
  const existing: unknown = Reflect.get(globalThis, key);
  if (isMap(existing)) return existing as Forms;
  const forms: Forms = new Map();
  Object.defineProperty(globalThis, key, { value: forms });
  return forms;
}

const forms = findForms();

function remember(form: string): void {
  const ofLength = forms.get(form.length);
  if (ofLength === undefined) forms.set(form.length, new Set([form]));
  else ofLength.add(form);
}

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
  if (text.length < shortest || forms.get(text.length)?.has(text) === true) return;
  const all = [text, JSON.stringify(text).slice(1, -1), ...encodeForUrl(text), ...encodeInBase64(text)];
  for (const form of all) remember(form);
}

/** Replaces those of one length. Of thousands, each is looked up in the text's parts, and not the text for each. */
function maskLength(text: string, length: number, ofLength: ReadonlySet<string>): string {
  if (ofLength.size < text.length) {
    return [...ofLength].reduce((masked, form) => {
      return masked.includes(form) ? masked.replaceAll(form, hidden) : masked;
    }, text);
  }
  let masked = "";
  let shown = 0;
  for (let at = 0; at + length <= text.length; at += 1) {
    if (!ofLength.has(text.slice(at, at + length))) continue;
    masked += text.slice(shown, at) + hidden;
    shown = at + length;
    at = shown - 1;
  }
  return masked + text.slice(shown);
}

/** Replaces every secret that this process knows, for text that leaves it: endpoints echo what they are sent. */
export function maskSecrets(text: string): string {
  const lengths = [...forms.keys()].toSorted((a, b) => b - a);
  return lengths.reduce((masked, length) => {
    return length > masked.length ? masked : maskLength(masked, length, forms.get(length) ?? new Set());
  }, text);
}
