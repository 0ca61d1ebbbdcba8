import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK112",
  name: "key-revived",
  severity: "warning",
  score: 6,
  summary: "A key that had ended works again",
  explanation:
    "An expired key was thrown away by whoever had it, or kept by somebody who should not: nobody knows. A longer life makes the old secret work again, wherever it lies.",
  fix: "Make a new key instead: change `keepers`, or taint the resource.",
  find({ difference, after }) {
    return difference.broadenings
      .filter(({ kind }) => kind === "keyRevived")
      .map(({ subject, credential }) => ({
        subject,
        address: credential?.cause.address ?? null,
        message: `The key of ${nameSubject(after.graph, subject)} had ended, and works again.`,
        because: credential === null ? [] : [credential.cause],
        isIntroduced: true,
      }));
  },
});
