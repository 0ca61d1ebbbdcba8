import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK902",
  name: "known-after-apply",
  severity: "warning",
  score: null,
  summary: "What somebody comes to is known only after the apply",
  explanation:
    "The plan does not know yet which role or which permissions it will be, so that it counts as everything. A synthesized stack or a second plan may tell more.",
  fix: "Refer to the object instead of its id, so that the plan tells which one it is.",
  covers: ["LK101"],
  find(change) {
    const { graph } = change.after;
    return listGains(change).flatMap(({ subject, source, path, rights }) => {
      const isOpen = rights.some(({ right }) => right.atom.kind === "anything" || right.atom.kind === "everyAct");
      if (!isOpen) return [];
      return [
        {
          subject,
          address: source?.address ?? null,
          message: `What ${nameSubject(graph, subject)} comes to is known only after the apply: at most everything.`,
          because: path?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
