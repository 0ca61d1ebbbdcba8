import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK204",
  name: "rotation-without-overlap",
  severity: "warning",
  score: 4,
  summary: "The old secret stops working as soon as the new one is made",
  explanation:
    "Whoever uses the key fails from the apply on, until the new secret has reached them. With `overlap`, the old one keeps working for a while.",
  fix: "Set `overlap`, for example to `1h`, or plan an outage.",
  covers: ["LK211"],
  isOfAddressAlone: true,
  find({ difference, after }) {
    return difference.rotations
      .filter(({ credential, isReplaced }) => !isReplaced && credential.overlap === null)
      .map(({ subject, credential }) => ({
        subject,
        address: credential.cause.address,
        message: `The old secret of ${nameSubject(after.graph, subject)} stops working at once.`,
        because: [credential.cause],
        isIntroduced: true,
      }));
  },
});
