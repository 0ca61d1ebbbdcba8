/** CDKTF puts such marks into texts, and resolves what looks like one: https://github.com/hashicorp/terraform-cdk, lib/tokens */
const mark = /\{?TfToken\[/;

/** Whether CDKTF would take a part of a value for a token of its own. */
export function isTokenLike(value: unknown): boolean {
  if (typeof value === "string") return mark.test(value);
  if (Array.isArray(value)) return value.some(isTokenLike);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, inner]) => isTokenLike(name) || isTokenLike(inner));
}
