/** CDKTF puts such marks into texts, and resolves what looks like one: cdktf 0.21, lib/tokens/private/encoding.js */
const mark = /TfToken\[/;

/** Whether CDKTF would take a text for a token of its own. */
export function isTokenLike(text: string): boolean {
  return mark.test(text);
}

/** Why CDKTF would write another value than this: a sentence. Undefined if it would not. */
export function findLoss(value: unknown): string | undefined {
  if (typeof value === "string")
    return isTokenLike(value) ? "A text of it looks like a token of CDKTF, which would replace it." : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value)) return findFirst(value);
  if (Object.hasOwn(value, "__proto__")) return "CDKTF drops what has the name __proto__ in a map.";
  return findFirst(Object.entries(value).flat());
}

function findFirst(values: readonly unknown[]): string | undefined {
  for (const one of values) {
    const loss = findLoss(one);
    if (loss !== undefined) return loss;
  }
  return undefined;
}
