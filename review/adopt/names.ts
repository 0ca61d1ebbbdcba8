/** Letters and digits of the alphabet that code is written in; accents are taken off. */
function listWords(text: string): readonly string[] {
  return (
    text
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .match(/[A-Za-z0-9]+/g) ?? []
  );
}

const longest = 48;

/** As many words as a name may have. */
function cutWords(words: readonly string[]): readonly string[] {
  let length = 0;
  const kept = words.filter((word) => (length += word.length) <= longest);
  return kept.length === 0 ? words.slice(0, 1).map((word) => word.slice(0, longest)) : kept;
}

function capitalize(word: string): string {
  const isAcronym = word.length > 1 && word === word.toUpperCase();
  return word.slice(0, 1).toUpperCase() + (isAcronym ? word.slice(1).toLowerCase() : word.slice(1));
}

/** `Nightly pipeline` → `nightlyPipeline`. Empty if the text has no letter or begins with a digit. */
export function spellVariable(text: string): string {
  const [first = "", ...others] = cutWords(listWords(text)).map(capitalize);
  return /^[a-z]/i.test(first) ? first.slice(0, 1).toLowerCase() + first.slice(1) + others.join("") : "";
}

/** `Nightly pipeline` → `nightly_pipeline`. Empty if the text has no letter or begins with a digit. */
export function spellLabel(text: string): string {
  const label = cutWords(listWords(text)).join("_").toLowerCase();
  return /^[a-z]/.test(label) ? label : "";
}

/** What can be the id of a construct as it is; CDKTF hides the ids `Resource` and `Default`. */
const plainId = /^(?!(?:Resource|Default)$)[A-Za-z](?:[\w .@+-]{0,62}[\w.@+-])?$/;

/** Every object has a property of such a name, so that `constructs` takes a child of that name for one that exists. */
export function isInherited(id: string): boolean {
  return id in Object.prototype;
}

/** The text itself if it can be the id of a construct, else its words. Empty if they cannot be one. */
export function spellConstructId(text: string): string {
  const id = plainId.test(text) ? text : cutWords(listWords(text)).join("-").toLowerCase();
  return /^[A-Za-z]/.test(id) && !isInherited(id) ? id : "";
}

/** What is to be named. */
export interface Nameless {
  readonly key: string;
  /** Texts for a name, the best one first; the last one always has letters. */
  readonly texts: readonly string[];
  /** The one that gets a number if others have all of them. */
  readonly numbered: string;
}

export interface NameRules {
  spell(text: string): string;
  /** Puts a number after a name. */
  number(name: string, count: number): string;
  isTaken(name: string): boolean;
}

/** Names by key. Adding a name takes it. */
class Names {
  readonly byKey = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #rules: NameRules;

  constructor(rules: NameRules) {
    this.#rules = rules;
  }

  isFree(name: string): boolean {
    return !this.#taken.has(name) && !this.#rules.isTaken(name);
  }

  add(key: string, name: string): void {
    this.byKey.set(key, name);
    this.#taken.add(name);
  }

  addNumbered(key: string, name: string, from: number): number {
    let count = from;
    while (!this.isFree(count === 1 ? name : this.#rules.number(name, count))) count += 1;
    this.add(key, count === 1 ? name : this.#rules.number(name, count));
    return count + 1;
  }
}

function groupBySpelling(things: readonly Nameless[], spell: (thing: Nameless) => string) {
  const groups = new Map<string, Nameless[]>();
  for (const thing of things) {
    const name = spell(thing);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [thing]);
    else group.push(thing);
  }
  return groups;
}

/**
 * Names of things, by their keys: each one's best text that no other thing has, and numbers where no text is left. The order
 * of the things does not matter.
 */
export function assignNames(given: readonly Nameless[], rules: NameRules): ReadonlyMap<string, string> {
  const names = new Names(rules);
  let rest = given.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const most = Math.max(0, ...rest.map(({ texts }) => texts.length));
  for (let at = 0; at < most; at += 1) {
    const groups = groupBySpelling(rest, ({ texts }) => rules.spell(texts[at] ?? texts.at(-1) ?? ""));
    for (const [name, [only, ...others]] of groups) {
      if (name !== "" && only !== undefined && others.length === 0 && names.isFree(name)) names.add(only.key, name);
    }
    rest = rest.filter(({ key }) => !names.byKey.has(key));
  }
  const spellNumbered = ({ numbered, texts }: Nameless): string =>
    [numbered, ...texts].map(rules.spell).find((one) => one !== "") ?? "x";
  for (const [name, group] of groupBySpelling(rest, spellNumbered)) {
    let count = 1;
    for (const { key } of group) count = names.addNumbered(key, name, count);
  }
  return names.byKey;
}
