import { mayBeAble } from "#access/graph/able.ts";
import { covers } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects } from "#access/graph/questions.ts";
import type { ReachedRight } from "#access/graph/reach.ts";
import { translateRight } from "#access/graph/matching.ts";
import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import { changesAnything } from "../../change/happenings.ts";
import { suggestChange } from "../../proofs/suggest-change.ts";
import type { Target } from "../../targets/target.ts";
import { findLike, recallReach } from "../../targets/recall-reach.ts";
import { defineFinding, type Matter } from "../definition.ts";
import { isOpenToHolders } from "../shared/self-service.ts";
import { isEverything } from "../shared/standings.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

/** People and accounts that may be able to take a step: whoever can send a request for it. */
function isActor({ graph }: AccessSide, subject: NodeId): boolean {
  const as = graph.nodes.get(subject)?.as;
  const isSender = as === "account" || as === "member" || as === "idpGroup" || as === "everyoneElse";
  return isSender && mayBeAble(graph, subject, "lower");
}

/** All that a subject has, or could come to, before the change: in the words of the graph after it. */
function listBefore({ before, matching }: AccessChange, subject: NodeId): readonly HeldRight[] {
  const old = matching.toBefore.get(subject);
  if (old === undefined) return [];
  const rights = [...findEffectiveRights(before.graph, old).upper, ...recallReach(before.graph, old, "upper").rights];
  return rights.map((right) => translateRight(right, matching.toAfter));
}

/** What a subject could newly come to, and does not have. */
function listNewlyReached(change: AccessChange, subject: NodeId): readonly ReachedRight[] {
  const { graph } = change.after;
  const { rights } = recallReach(graph, subject, "lower");
  if (rights.length === 0) return [];
  const known = listBefore(change, subject);
  return rights.filter((right) => !known.some((one) => covers(one, right, { graph, bound: "upper" })));
}

/** Who could come to the same in the same way, before and after: each group with one that stands for it first. */
function groupAlike({ before, after, matching }: AccessChange, subjects: readonly NodeId[]): readonly NodeId[][] {
  const groups = new Map<string, NodeId[]>();
  for (const subject of subjects) {
    const old = matching.toBefore.get(subject);
    const key = JSON.stringify([
      findLike(after.graph, subject),
      old === undefined ? null : findLike(before.graph, old),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [subject]);
    else group.push(subject);
  }
  return [...groups.values()];
}

function writeChain(reached: ReachedRight): string {
  const [first, ...others] = reached.chain.map(({ text }) => text);
  return [first ?? "", ...others.map((text) => `then ${text}`)].join(", ");
}

function findAddress(graph: Graph, subject: NodeId): string | null {
  return graph.nodes.get(subject)?.refs.find(({ kind }) => kind === "address")?.text ?? null;
}

/** How many of a change are told what would prevent them: it takes a search. */
const mostSuggested = 3;

/** The right as what nobody should come to; null for what only the vendor could name. */
function toTarget({ account, scope, atom }: ReachedRight): Target | null {
  if (atom.kind === "standing") return { kind: "standing", account, scope, standing: atom.standing };
  if (atom.kind !== "act") return null;
  const { action, resource, selector } = atom;
  return { kind: "permission", account, scope, action, resource, selector };
}

function suggest(graph: Graph, subject: NodeId, worst: ReachedRight): string | null {
  const target = toTarget(worst);
  return target === null ? null : suggestChange(graph, { subject, target }, true);
}

interface DescribedReach {
  readonly worst: ReachedRight;
  /** After "can come to". */
  readonly what: string;
  readonly chain: string;
  readonly rest: Omit<Matter, "message">;
}

/** The worst that a subject could newly come to. Undefined if it is nothing. */
function describeReach(change: AccessChange, subject: NodeId): DescribedReach | undefined {
  const { graph } = change.after;
  const reached = listNewlyReached(change, subject).toSorted((a, b) => a.chain.length - b.chain.length);
  const worst = reached.find((right) => isEverything(right, graph)) ?? reached[0];
  if (worst === undefined) return undefined;
  const isMeant = reached.every((right) => isOpenToHolders(right, change.after));
  return {
    worst,
    what: writeRights(graph, [worst]),
    chain: writeChain(worst),
    rest: {
      subject,
      address: findAddress(graph, subject),
      because: worst.paths[0]?.causes.filter(({ type }) => type !== "step") ?? [],
      isIntroduced: true,
      severity: isMeant ? "note" : "error",
    },
  };
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
    const { graph } = change.after;
    if (!changesAnything(change)) return [];
    const actors = listSubjects(graph).filter((subject) => isActor(change.after, subject));
    let suggested = 0;
    return groupAlike(change, actors).flatMap(([first = "", ...others]) => {
      const matter = describeReach(change, first);
      if (matter === undefined) return [];
      const isAsked = matter.rest.severity === "error" && suggested < mostSuggested;
      if (isAsked) suggested += 1;
      const fix = isAsked ? suggest(graph, first, matter.worst) : null;
      const advice = fix === null ? {} : { fix };
      const like = ` in the way that ${nameSubject(graph, first)} can, which holds the same.`;
      const message = `can come to ${matter.what}`;
      return [
        { ...matter.rest, ...advice, message: `${nameSubject(graph, first)} ${message}: ${matter.chain}.` },
        ...others.map((subject) => {
          const address = findAddress(graph, subject);
          return { ...matter.rest, subject, address, message: `${nameSubject(graph, subject)} ${message},${like}` };
        }),
      ];
    });
  },
});
