/** Licenses that let this code ship with theirs under its own, as long as their texts go with it. */
const permissive: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
]);

/** Whether an SPDX expression can be met by permissive licenses alone. What is not understood is not permissive. */
export function isPermissive(expression: string): boolean {
  const choices = expression.replace(/^\((.*)\)$/, "$1").split(" OR ");
  return choices.some((choice) => choice.split(" AND ").every((license) => permissive.has(license)));
}
