/** What a vendor accepts as a text. Each completes the sentence "it must be …". */
export type TextRule =
  | { readonly pattern: RegExp; readonly says: string }
  /** In characters. */
  | { readonly length: { readonly min: number; readonly max: number } }
  /** For rules that no pattern can express. */
  | { readonly accepts: (text: string) => boolean; readonly says: string };

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
