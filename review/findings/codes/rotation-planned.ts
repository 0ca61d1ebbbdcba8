import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK211",
  name: "rotation-planned",
  severity: "note",
  score: null,
  summary: "A key gets another secret",
  explanation:
    "Account, readers and lifetime stay the same, so that nobody comes to more. Whoever uses the key needs the new secret before the old one ends.",
  fix: "Hand out the new secret within the overlap.",
  isOfAddressAlone: true,
  find({ difference, after }) {
    return difference.rotations
      .filter(({ isReplaced }) => !isReplaced)
      .map(({ subject, credential }) => ({
        subject,
        address: credential.cause.address,
        message: `A key of ${nameSubject(after.graph, subject)} gets another secret.`,
        because: [credential.cause],
        isIntroduced: true,
      }));
  },
});
