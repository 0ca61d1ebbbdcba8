import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { listDeleted } from "../../change/deleted.ts";
import { defineFinding, type FindingPlace } from "../definition.ts";
import { findNodeAt, listRoleHolders } from "../shared/roles.ts";
import { listSome, nameSubject } from "../shared/words.ts";

/** Of whoever loses by the role alone: nothing else is to be said about them. */
function listLosers({ difference, before }: AccessChange, role: NodeId): readonly FindingPlace[] {
  return difference.subjects.flatMap(({ before: subject, lost }): readonly FindingPlace[] => {
    const isOfRole = lost.length > 0 && lost.every(({ right }) => right.paths.every((path) => path.role === role));
    if (subject === null || !isOfRole) return [];
    const address = before.graph.nodes.get(subject)?.refs.find(({ kind }) => kind === "address")?.text ?? null;
    return [{ subject, address }];
  });
}

export const finding = defineFinding({
  code: "LK306",
  name: "role-in-use-deleted",
  severity: "warning",
  score: 4,
  summary: "A role is deleted, and somebody still holds it",
  explanation:
    "The code goes on giving it, by its id. Some vendors refuse to delete a role that is in use, so that the apply fails half-way. With others, whoever holds it loses what it permits at once.",
  fix: "Take the role away from whoever holds it in the same change, or keep it.",
  covers: ["LK301", "LK307"],
  find(change) {
    const { before, after, matching } = change;
    return listDeleted(before.instances, after.instances).flatMap((instance) => {
      const old = instance.type === "role" ? findNodeAt(before.graph, "role", instance) : undefined;
      const role = old === undefined ? undefined : matching.toAfter.get(old);
      if (old === undefined || role === undefined) return [];
      const holders = listRoleHolders(after.graph, role);
      if (holders.length === 0) return [];
      const { address, type } = instance;
      const names = holders.map((one) => nameSubject(after.graph, one));
      return [
        {
          subject: null,
          address,
          also: listLosers(change, old),
          message: `Role ${nameNodeOf(before.graph, old)} is deleted, and the code still gives it to ${listSome(names)}.`,
          because: [{ address, type, attribute: null, presence: "managed" as const, happening: "unchanged" as const }],
          isIntroduced: true,
        },
      ];
    });
  },
});
