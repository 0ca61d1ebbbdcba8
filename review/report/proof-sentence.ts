import type { ReviewReport, ToldProof } from "./review-report.ts";

const words: Readonly<Record<ToldProof["outcome"], string>> = {
  proved: "Proved",
  holds: "Holds in what was given",
  refuted: "Refuted",
  unproved: "Not proved",
};

/** Why a claim is not proved, in one line: for forms that have no room for more. */
export function writeProofSentence({ claim, outcome, counterexamples }: ToldProof): string {
  const [first] = counterexamples;
  const said = words[outcome];
  if (first === undefined) return `${said}: ${claim}`;
  const { subject, to, isCertain, steps, doubts } = first;
  const more = counterexamples.length === 1 ? "" : ` And ${counterexamples.length - 1} more.`;
  const way = steps.length === 0 ? "" : `: ${steps.map(({ text }) => text).join(", then ")}`;
  const has = `${subject.name} ${steps.length === 0 ? "has" : "can come to"} ${to}${way}`;
  return `${said}: ${claim}. ${isCertain ? has : `It cannot be ruled out that ${has}. ${doubts[0] ?? ""}`}.${more}`;
}

/** The claims that something is against, or may be. */
export function listOpenProofs({ proofs }: Pick<ReviewReport, "proofs">): readonly ToldProof[] {
  return proofs.filter(({ outcome }) => outcome === "refuted" || outcome === "unproved");
}
