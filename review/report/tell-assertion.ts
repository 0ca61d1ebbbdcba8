import type { JudgedAssertion } from "../assertions/judge-change.ts";
import type { ToldAssertion } from "./review-report.ts";

function findOutcome({ violations, unmatched }: JudgedAssertion): ToldAssertion["outcome"] {
  if (violations.some(({ isCertain }) => isCertain)) return "violated";
  if (violations.length > 0) return "cannotBeRuledOut";
  return unmatched.length > 0 ? "unmatched" : "holds";
}

export function tellAssertion(judged: JudgedAssertion): ToldAssertion {
  const { name, by, line, reason } = judged.assertion;
  return { name, by, line, reason, outcome: findOutcome(judged), isDropped: judged.isDropped };
}

const words: readonly (readonly [ToldAssertion["outcome"], string])[] = [
  ["violated", "violated"],
  ["cannotBeRuledOut", "not certain, and therefore violated"],
  ["unmatched", "about what is not there"],
  ["holds", "holds, as far as these files tell"],
];

/** The assertions by what became of them, the worst first: what to say of them, and their names. */
export function sortAssertions(all: readonly ToldAssertion[]): readonly (readonly [string, readonly string[]])[] {
  return words.flatMap(([outcome, says]) => {
    const own = all.filter((one) => one.outcome === outcome).map(({ name }) => name);
    return own.length === 0 ? [] : [[says, own] as const];
  });
}
