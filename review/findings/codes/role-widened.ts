import { covers } from "#access/graph/covering.ts";
import type { HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { findNodeAt, listRoleHolders } from "../shared/roles.ts";
import { listSome, nameSubject, writeRights } from "../shared/words.ts";

function listGranted({ graph }: AccessSide, role: NodeId): readonly HeldRight[] {
  const account = graph.nodes.get(role)?.account ?? "";
  return (graph.roles.get(role) ?? []).map(({ atom }) => ({ account, atom, scope: null, paths: [] }));
}

function hasEternalKey(graph: Graph, subject: NodeId): boolean {
  return (graph.credentials.get(subject) ?? []).some(({ form, expiresAt }) => form === "key" && expiresAt === null);
}

function isUpdatedRole({ type, kind, happening }: Instance): boolean {
  return type === "role" && kind === "resource" && (happening === "updated" || happening === "replaced");
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
  find({ before, after, matching }) {
    const { graph } = after;
    return after.instances.filter(isUpdatedRole).flatMap((instance) => {
      const role = findNodeAt(graph, "role", instance);
      const old = role === undefined ? undefined : matching.toBefore.get(role);
      if (role === undefined || old === undefined) return [];
      const had = listGranted(before, old);
      const added = listGranted(after, role).filter(
        (right) => !had.some((one) => covers(one, right, { graph: before.graph, bound: "lower" })),
      );
      if (added.length === 0) return [];
      const holders = listRoleHolders(graph, role);
      const names = holders.map((one) => nameSubject(graph, one));
      const whom = names.length === 0 ? "nobody who is known here holds it" : `held by ${listSome(names)}`;
      const isEternal = holders.some((one) => hasEternalKey(graph, one));
      return [
        {
          subject: null,
          address: instance.address,
          message: `Role ${nameNodeOf(graph, role)} newly permits ${writeRights(graph, added)}: ${whom}.`,
          because:
            graph.roles
              .get(role)
              ?.flatMap(({ cause }) => (cause === null ? [] : [cause]))
              .slice(0, 1) ?? [],
          isIntroduced: true,
          severity: isEternal ? ("error" as const) : ("warning" as const),
        },
      ];
    });
  },
});
