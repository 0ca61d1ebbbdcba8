import type { ToldCause } from "./review-report.ts";

/**
 * What gives something and is in no code that was read, in words.
 * @param hasCode whether any code was read. @default it was
 */
export function describeUnplaced({ type, happening }: Pick<ToldCause, "type" | "happening">, hasCode = true): string {
  const noun = type.replaceAll("_", " ");
  if (happening === "known") return `the ${noun} that the vendor defines`;
  return hasCode ? `a ${noun} that is in none of this code` : `a ${noun} at the vendor`;
}
