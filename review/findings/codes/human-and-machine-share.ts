import type { Edge } from "#access/graph/connections.ts";
import { findEffectiveRights } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { AccessSide } from "../../change/access-change.ts";
import { isChanging } from "../../change/happenings.ts";
import { defineFinding } from "../definition.ts";
import { listSome, nameSubject } from "../shared/words.ts";

interface Shared {
  readonly group: NodeId;
  readonly people: readonly NodeId[];
  readonly accounts: readonly NodeId[];
  readonly edges: readonly Edge[];
}

/** Groups with rights that certainly have both people and accounts. */
function listShared({ graph }: AccessSide): readonly Shared[] {
  const members = new Map<NodeId, { readonly subject: NodeId; readonly edge: Edge }[]>();
  for (const [subject, edges] of graph.groups) {
    for (const edge of edges.filter(({ isCertain }) => isCertain)) {
      members.set(edge.to, [...(members.get(edge.to) ?? []), { subject, edge }]);
    }
  }
  return [...members].flatMap(([group, all]): readonly Shared[] => {
    const list = (as: "member" | "account"): readonly NodeId[] =>
      [...new Set(all.map(({ subject }) => subject))].filter((one) => graph.nodes.get(one)?.as === as);
    const people = list("member");
    const accounts = list("account");
    if (people.length === 0 || accounts.length === 0) return [];
    if (findEffectiveRights(graph, group).upper.length === 0) return [];
    return [{ group, people, accounts, edges: all.map(({ edge }) => edge) }];
  });
}

export const finding = defineFinding({
  code: "LK113",
  name: "human-and-machine-share",
  severity: "note",
  score: 3.5,
  summary: "People and service accounts get their rights by one group",
  explanation:
    "Whatever a person needs one day, each account in the group gets too, and the other way round. Nobody can take a right from the ones without taking it from the others.",
  fix: "Give accounts a group, or roles, of their own.",
  find({ before, after, matching }) {
    const known = new Set(listShared(before).map(({ group }) => group));
    const { graph } = after;
    return listShared(after).map(({ group, people, accounts, edges }) => {
      const because = edges.map(({ cause }) => cause);
      const changed = because.find(isChanging);
      const own = graph.nodes.get(group)?.refs.find(({ kind }) => kind === "address")?.text;
      return {
        subject: group,
        address: own ?? changed?.address ?? because[0]?.address ?? null,
        message: `${nameSubject(graph, group)} has people (${listSome(people.map((one) => nameSubject(graph, one)))}) and accounts (${listSome(accounts.map((one) => nameSubject(graph, one)))}).`,
        because: because.slice(0, 5),
        isIntroduced: !known.has(matching.toBefore.get(group) ?? ""),
      };
    });
  },
});
