import { findEffectiveRights } from "#access/graph/effective.ts";
import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK307",
  name: "holder-falls-to-nothing",
  severity: "warning",
  score: 4,
  summary: "Somebody who stays is left without any right",
  explanation:
    "The account or the person goes on, with keys or a session, and may do nothing that is known here. Often it was meant to get another role, or to go as well.",
  fix: "Give the role that it needs, or remove it with its keys.",
  covers: ["LK301"],
  find({ difference, before, after }) {
    return difference.subjects.flatMap(({ before: old, after: now, lost }) => {
      const as = now === null ? undefined : after.graph.nodes.get(now)?.as;
      if (old === null || now === null || lost.length === 0 || (as !== "account" && as !== "member")) return [];
      if (findEffectiveRights(after.graph, now).upper.length > 0) return [];
      return [
        {
          subject: old,
          side: "before" as const,
          address: before.graph.nodes.get(old)?.refs.find(({ kind }) => kind === "address")?.text ?? null,
          message: `${nameSubject(after.graph, now)} stays, and may do nothing any more.`,
          because: lost[0]?.right.paths[0]?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
