import type { CountedAssertion } from "../../assertions/judge-change.ts";

/** An assertion by its name, and where it is written. */
export function nameAssertion({ assertion, isDropped }: CountedAssertion): string {
  const { name, by, line } = assertion;
  return `"${name}" (${by}:${line}${isDropped ? " of the target branch" : ""})`;
}
