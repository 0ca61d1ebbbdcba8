import { defineFinding } from "../definition.ts";
import { createAccount, createKey } from "../shared/example-objects.ts";
import { nameSubject } from "../shared/words.ts";

const account = createAccount("ferry", { roleIds: [] });

export const finding = defineFinding({
  code: "LK112",
  name: "key-revived",
  severity: "warning",
  score: 6,
  summary: "A key that had ended works again",
  explanation:
    "An expired key was thrown away by whoever had it, or kept by somebody who should not: nobody knows. A longer life makes the old secret work again, wherever it lies.",
  fix: "Make a new key instead: change `keepers`, or taint the resource.",
  example: {
    vendor: "signoz",
    says: "The end of an expired key is moved into the future.",
    at: "2030-01-01T00:00:00Z",
    before: [account, createKey("ferry", { expiresAt: "2029-06-01T00:00:00Z" })],
    after: [account, createKey("ferry", { expiresAt: "2030-06-01T00:00:00Z" })],
  },
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
