import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK101",
  name: "access-broadened",
  severity: "note",
  score: 5,
  summary: "Somebody may do more than before",
  explanation:
    "A subject comes to rights that it did not have, by its own roles or through a group. It is the fact that a review is about, and right wherever the change means it.",
  fix: "Check that the subject needs it. If not, take the role or the permission out of the change.",
  find(change) {
    const { graph } = change.after;
    return listGains(change)
      .filter(({ source }) => !(source?.type === "role" && source.happening === "updated"))
      .map(({ subject, source, path, rights }) => {
        const held = rights.map(({ right }) => right);
        return {
          subject,
          address: source?.address ?? null,
          message: `${nameSubject(graph, subject)} may newly ${writeRights(graph, held)}.`,
          because: path?.causes ?? [],
          isIntroduced: true,
        };
      });
  },
});
