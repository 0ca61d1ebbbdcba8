import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import { defineFinding } from "../definition.ts";
import { isAccountKnown } from "../shared/completeness.ts";
import { listEditedRoles, listRoleHolders } from "../shared/roles.ts";
import { listSome, nameSubject, writeRights } from "../shared/words.ts";

function hasEternalKey(graph: Graph, subject: NodeId): boolean {
  return (graph.credentials.get(subject) ?? []).some(({ form, expiresAt }) => form === "key" && expiresAt === null);
}

export const finding = defineFinding({
  code: "LK104",
  name: "role-widened",
  severity: "warning",
  score: 7,
  summary: "An edited role gives more to everybody who holds it",
  explanation:
    "The diff shows one role, and not its holders: each of them comes to the new permissions at once, those outside this code too. With a key among them that never ends, it is an error.",
  fix: "Make a role of its own for whom it is meant, if not every holder needs it.",
  covers: ["LK903"],
  find(change) {
    const { graph } = change.after;
    return listEditedRoles(change)
      .filter(({ added }) => added.length > 0)
      .map(({ instance, role, added, cause }) => {
        const holders = listRoleHolders(graph, role);
        const names = holders.map((one) => nameSubject(graph, one));
        const isKnown = isAccountKnown(graph, graph.nodes.get(role)?.account ?? "", ["roles"]);
        const held = `held by ${listSome(names)}${isKnown ? "" : ", as far as these files say"}`;
        const whom = names.length === 0 ? "nobody who is known here holds it" : held;
        return {
          subject: null,
          address: instance.address,
          message: `Role ${nameNodeOf(graph, role)} newly permits ${writeRights(graph, added)}: ${whom}.`,
          because: cause === undefined ? [] : [cause],
          isIntroduced: true,
          severity: holders.some((one) => hasEternalKey(graph, one)) ? ("error" as const) : ("warning" as const),
        };
      });
  },
});
