/** What a vendor accepts as a text. Each completes the sentence "it must be …". */
export type TextRule =
  | { readonly pattern: RegExp; readonly says: string }
  /** In characters. */
  | { readonly length: { readonly min: number; readonly max: number } }
  /** For rules that no pattern can express. */
  | { readonly accepts: (text: string) => boolean; readonly says: string };

/** The finest part of an instant that a vendor keeps. What is finer would come back changed. */
export type Resolution = "second" | "millisecond";

const resolutions: { readonly [R in Resolution]: TextRule } = {
  second: { accepts: (text) => countFractionDigits(text) === 0, says: "an instant in whole seconds" },
  millisecond: {
    accepts: (text) => countFractionDigits(text) <= 3,
    says: "an instant with at most 3 digits after the second",
  },
};

function countFractionDigits(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.replace(/0+$/, "").length ?? 0;
}

/** What a vendor does to a text before it stores it, so that another spelling would come back changed. */
export type Normalization = "trim";

const normalizations: { readonly [N in Normalization]: TextRule } = {
  trim: { accepts: (text) => text.trim() === text, says: "a text without blanks around it" },
};

/** What is known of how a vendor takes and keeps a text. */
export interface TextFacts {
  /** Texts must satisfy each of these rules. */
  readonly accepts?: TextRule | readonly TextRule[];
  /** For an instant that is sent to the vendor. */
  readonly resolution?: Resolution;
  readonly normalizes?: Normalization;
}

const knownRules = new WeakMap<TextFacts, readonly TextRule[]>();

/** All rules for a text, those that follow from how the vendor keeps it first. */
export function listTextRules(facts: TextFacts): readonly TextRule[] {
  const known = knownRules.get(facts);
  if (known !== undefined) return known;
  const { accepts = [], resolution, normalizes } = facts;
  const rules = [
    ...(resolution === undefined ? [] : [resolutions[resolution]]),
    ...(normalizes === undefined ? [] : [normalizations[normalizes]]),
    ...[accepts].flat(),
  ];
  knownRules.set(facts, rules);
  return rules;
}

function isAccepted(rule: TextRule, text: string): boolean {
  if ("pattern" in rule) return rule.pattern.test(text);
  if ("length" in rule) return text.length >= rule.length.min && text.length <= rule.length.max;
  return rule.accepts(text);
}

/** The rule in words, to complete "it must be …". */
export function describeRule(rule: TextRule): string {
  if (!("length" in rule)) return rule.says;
  const { min, max } = rule.length;
  return min === 0 ? `at most ${max} characters` : `${min} to ${max} characters`;
}

/** To complete "it must be …". */
export function describeWords(words: readonly string[]): string {
  const listed = words.join(", ");
  return words.length === 1 ? listed : `one of ${listed}`;
}

/** Describes the first rule that the text breaks; undefined if it is valid. */
export function findTextFault(text: string, rules: readonly TextRule[]): string | undefined {
  const broken = rules.find((rule) => !isAccepted(rule, text));
  return broken === undefined ? undefined : `it must be ${describeRule(broken)}`;
}
