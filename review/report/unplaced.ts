import type { ToldCause } from "./review-report.ts";

/** What gives something and is in no code that was read, in words. */
export function describeUnplaced({ type, happening }: Pick<ToldCause, "type" | "happening">): string {
  const noun = type.replaceAll("_", " ");
  return happening === "known" ? `the ${noun} that the vendor defines` : `a ${noun} that is in none of this code`;
}
