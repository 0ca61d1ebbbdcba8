import { listSubjects } from "#access/graph/questions.ts";
import type { AccessChange } from "../change/access-change.ts";
import type { ToldAccess } from "./review-report.ts";
import { tellHeld, tellSubject } from "./tell.ts";

/** What everybody may do before a change and after it, changed or not. It takes time: not every form needs it. */
export function tellAccess({ before, after, matching }: AccessChange): readonly ToldAccess[] {
  const gone = listSubjects(before.graph).filter((id) => matching.toAfter.get(id) === undefined);
  return [
    ...listSubjects(after.graph).map((id): ToldAccess => {
      const old = matching.toBefore.get(id);
      return {
        subject: tellSubject(after.graph, id),
        before: old === undefined ? [] : tellHeld(before.graph, old),
        after: tellHeld(after.graph, id),
      };
    }),
    ...gone.map((id) => ({ subject: tellSubject(before.graph, id), before: tellHeld(before.graph, id), after: [] })),
  ];
}
