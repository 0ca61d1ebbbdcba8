import { covers } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects } from "#access/graph/questions.ts";
import { findReach, type ReachedRight } from "#access/graph/reach.ts";
import { translateRight } from "#access/graph/matching.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { isOpenToHolders } from "../shared/self-service.ts";
import { isEverything } from "../shared/standings.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

const changing: ReadonlySet<string> = new Set(["created", "updated", "replaced", "imported"]);

/** People and accounts: whoever can send a request. */
function isActor({ after }: AccessChange, subject: NodeId): boolean {
  const as = after.graph.nodes.get(subject)?.as;
  return as === "account" || as === "member" || as === "idpGroup" || as === "everyoneElse";
}

/** All that a subject has, or could come to, before the change: in the words of the graph after it. */
function listBefore({ before, matching }: AccessChange, subject: NodeId): readonly HeldRight[] {
  const old = matching.toBefore.get(subject);
  if (old === undefined) return [];
  const rights = [...findEffectiveRights(before.graph, old).upper, ...findReach(before.graph, old, "upper").rights];
  return rights.map((right) => translateRight(right, matching.toAfter));
}

/** What a subject could newly come to, and does not have. */
function listNewlyReached(change: AccessChange, subject: NodeId): readonly ReachedRight[] {
  const { graph } = change.after;
  const { rights } = findReach(graph, subject);
  if (rights.length === 0) return [];
  const known = listBefore(change, subject);
  return rights.filter((right) => !known.some((one) => covers(one, right, { graph, bound: "upper" })));
}

function writeChain(reached: ReachedRight): string {
  const [first, ...others] = reached.chain.map(({ text }) => text);
  return [first ?? "", ...others.map((text) => `then ${text}`)].join(", ");
}

export const finding = defineFinding({
  code: "LK105",
  name: "escalation",
  severity: "error",
  score: 8.8,
  summary: "Somebody can give themselves more than they have",
  explanation:
    "By what the subject may do, it can come to rights that nobody gave it: by a key of another account, a role that it gives or edits, a group that it joins. The chain lists each step. Where an account is made for people who add their own keys (`keys_by_holders`), a key of it is what it is for, and the finding is a note.",
  fix: "Take away what the first step needs, or limit it to objects that lead nowhere.",
  covers: ["LK106"],
  find(change) {
    const { graph, instances } = change.after;
    if (!instances.some(({ happening }) => changing.has(happening))) return [];
    return listSubjects(graph)
      .filter((subject) => isActor(change, subject))
      .flatMap((subject) => {
        const reached = listNewlyReached(change, subject).toSorted((a, b) => a.chain.length - b.chain.length);
        const worst = reached.find((right) => isEverything(right, graph)) ?? reached[0];
        if (worst === undefined) return [];
        const isMeant = reached.every((right) => isOpenToHolders(right, change.after));
        return [
          {
            subject,
            address: graph.nodes.get(subject)?.refs.find(({ kind }) => kind === "address")?.text ?? null,
            message: `${nameSubject(graph, subject)} can come to ${writeRights(graph, [worst])}: ${writeChain(worst)}.`,
            because: worst.paths[0]?.causes.filter(({ type }) => type !== "step") ?? [],
            isIntroduced: true,
            severity: isMeant ? ("note" as const) : ("error" as const),
          },
        ];
      });
  },
});
