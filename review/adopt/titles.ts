import { spellNoun } from "#access/model/nouns/object-name.ts";
import type { AdoptedObject } from "./adoption.ts";
import type { Nameless } from "./names.ts";

/** `service_account` → `Service accounts`. @param isFirst no section before has this noun */
export function titleSection(type: string, isFirst: boolean): string {
  const words = spellNoun(type);
  return isFirst ? `${words.slice(0, 1).toUpperCase()}${words.slice(1)}s` : `More ${words}s`;
}

/** What an object of a noun is called where its name is no name: the last word of the noun. */
export function lastWord(type: string): string {
  return spellNoun(type).split(" ").at(-1) ?? type;
}

/** Of an email address, what is before the @. */
export function shortenAddress(text: string): string {
  return /^([^@\s]+)@[^@\s]+$/.exec(text)?.[1] ?? text;
}

/** One text of several: with a hyphen where names have one, or no blank. */
function join(...parts: readonly string[]): string {
  return parts.join(parts.some((part) => /\s/.test(part)) ? " " : "-");
}

/** What code may call an object. @param owners names of what it belongs to */
export function listNameTexts({ key, name, type }: AdoptedObject, owners: readonly string[]): Nameless {
  const word = lastWord(type);
  const own = name === null ? [] : [shortenAddress(name)];
  const qualified = owners.flatMap((owner) => {
    if (name === null || name === owner) return [join(owner, word)];
    return name.startsWith(owner) ? [name] : [join(owner, name), join(owner, name, word)];
  });
  const others = own.flatMap((text) => [text, join(text, word), join(word, text)]);
  const texts = [...qualified, ...others, word];
  return { key, texts, numbered: qualified[0] ?? own[0] ?? word };
}
