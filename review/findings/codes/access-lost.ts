import { defineFinding } from "../definition.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK301",
  name: "access-lost",
  severity: "note",
  score: null,
  summary: "Somebody may do less than before",
  explanation: "Somebody's work may stop. It is right wherever the change means it.",
  fix: "Make sure that the subject does not need it any more.",
  find({ difference, before }) {
    return difference.subjects.flatMap(({ before: subject, lost }) => {
      const rights = lost.filter(({ isListed }) => !isListed).map(({ right }) => right);
      const [first] = rights;
      if (subject === null || first === undefined) return [];
      const node = before.graph.nodes.get(subject);
      return [
        {
          subject,
          side: "before" as const,
          address: node?.refs.find(({ kind }) => kind === "address")?.text ?? null,
          message: `${nameSubject(before.graph, subject)} may no longer ${writeRights(before.graph, rights)}.`,
          because: first.paths[0]?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
