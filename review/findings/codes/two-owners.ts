import { defineFinding } from "../definition.ts";
import type { AccessSide } from "../../change/access-change.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { Cause } from "#access/model/statements/instance.ts";
import { nameSubject } from "../shared/words.ts";

interface Owned {
  readonly subject: NodeId;
  readonly list: Cause;
  readonly single: Cause;
}

/** Subjects whose roles or groups one resource lists in full, and another one adds to. */
function listTwiceOwned({ graph }: AccessSide): readonly Owned[] {
  const lists = new Map<NodeId, Map<string, Cause>>();
  for (const statement of graph.statements) {
    if (statement.kind !== "complete" || statement.subject === null) continue;
    const { cause, relation } = statement;
    if (cause.presence !== "managed") continue;
    for (const node of graph.nodes.resolve(statement.subject).nodes) {
      const ofNode = lists.get(node) ?? new Map<string, Cause>();
      lists.set(node, ofNode.set(relation, cause));
    }
  }
  if (lists.size === 0) return [];
  return graph.statements.flatMap((statement) => {
    if (statement.kind !== "holds" && statement.kind !== "inGroup") return [];
    const { cause } = statement;
    if (cause.presence !== "managed" || (statement.kind === "holds" && statement.grant.kind !== "role")) return [];
    const relation = statement.kind === "holds" ? "roles" : "groups";
    return graph.nodes.resolve(statement.subject).nodes.flatMap((subject): readonly Owned[] => {
      const list = lists.get(subject)?.get(relation);
      return list === undefined || list.address === cause.address ? [] : [{ subject, list, single: cause }];
    });
  });
}

export const finding = defineFinding({
  code: "LK401",
  name: "two-owners",
  severity: "error",
  score: 4,
  summary: "One resource takes away what another one gives",
  explanation:
    "`role_ids` and `group_ids` are exclusive: whatever they do not list is taken away at each apply. A binding or a membership beside them gives it again, so that no plan is ever empty and access comes and goes.",
  fix: "Put all of them into the list, or leave the list out and use bindings alone.",
  find({ before, after }) {
    const known = new Set(listTwiceOwned(before).map(({ single }) => single.address));
    return listTwiceOwned(after).map(({ subject, list, single }) => ({
      subject,
      address: single.address,
      message: `${nameSubject(after.graph, subject)} has a list of its own at ${list.address ?? ""}, which takes this away again.`,
      because: [single, list],
      isIntroduced: !known.has(single.address),
    }));
  },
});
