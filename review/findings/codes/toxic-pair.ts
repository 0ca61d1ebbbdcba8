import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { listSubjects } from "#access/graph/questions.ts";
import type { Cause } from "#access/model/statements/instance.ts";
import { ask, hasRight } from "../../ask.ts";
import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import type { PairSide, ToxicPair } from "../../policy/policy.ts";
import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

/** How something is held: for certain, or perhaps, and by what. */
interface Held {
  readonly isCertain: boolean;
  readonly because: readonly Cause[];
}

function listCauses(rights: readonly HeldRight[]): readonly Cause[] {
  return rights[0]?.paths[0]?.causes.filter(({ type }) => type !== "step") ?? [];
}

/** What is known only after the apply may be anything: another finding says that. */
function isNarrow({ atom }: HeldRight): boolean {
  return atom.kind === "act" || atom.kind === "standing";
}

function findRole({ graph }: AccessSide, subject: NodeId, role: string): Held | undefined {
  const { lower, upper } = findEffectiveRights(graph, subject);
  const isBy = (right: HeldRight): boolean =>
    right.paths.some((path) => path.role !== null && graph.nodes.get(path.role)?.names.includes(role) === true);
  const found = upper.filter((right) => isNarrow(right) && isBy(right));
  if (found.length === 0) return undefined;
  return { isCertain: lower.some(isBy), because: listCauses(found) };
}

function findSide(side: AccessSide, subject: NodeId, wanted: PairSide): Held | undefined {
  if ("role" in wanted) return findRole(side, subject, wanted.role);
  const { graph } = side;
  const { action, resource, selector = null } = wanted;
  const right = { action, resource, selector, scope: undefined };
  if (!hasRight(graph.nodes.get(subject)?.account ?? "", right)) return undefined;
  const answer = ask(graph, { subject, wanted: right }, { isReachAsked: false, blind: [] });
  if (answer.kind === "yes") return { isCertain: true, because: listCauses(answer.through) };
  if (answer.kind !== "unknown") return undefined;
  const through = answer.through.filter(isNarrow);
  return through.length === 0 ? undefined : { isCertain: false, because: listCauses(through) };
}

interface Toxic {
  readonly subject: NodeId;
  readonly pair: ToxicPair;
  readonly isCertain: boolean;
  readonly because: readonly Cause[];
}

function listToxic(side: AccessSide, { policy: { policy } }: AccessChange): readonly Toxic[] {
  if (policy.toxicPairs.length === 0) return [];
  const subjects = listSubjects(side.graph).filter((one) => side.graph.nodes.get(one)?.as !== "group");
  return policy.toxicPairs.flatMap((pair) =>
    subjects.flatMap((subject): readonly Toxic[] => {
      const held = pair.sides.map((wanted) => findSide(side, subject, wanted)).filter((one) => one !== undefined);
      if (held.length < pair.sides.length) return [];
      const isCertain = held.every((one) => one.isCertain);
      return [{ subject, pair, isCertain, because: held.flatMap((one) => one.because) }];
    }),
  );
}

function nameSide(side: PairSide): string {
  if ("role" in side) return `the role ${side.role}`;
  return `${side.action} ${side.resource}${side.selector === undefined ? "" : ` [${side.selector}]`}`;
}

export const finding = defineFinding({
  code: "LK408",
  name: "toxic-pair",
  severity: "error",
  score: 7,
  summary: "Somebody holds two things that the policy keeps apart",
  explanation:
    "`toxicPairs` of the policy names roles or rights of which nobody may hold both, such as to order and to pay. It does not matter through which roles or groups they come.",
  covers: ["LK101"],
  fix: "Take one of the two away, or give it to somebody else.",
  find(change) {
    const { after, before, matching } = change;
    const keyOf = (subject: NodeId | undefined, { sides }: ToxicPair): string => JSON.stringify([subject, sides]);
    const known = new Set(listToxic(before, change).map(({ subject, pair }) => keyOf(subject, pair)));
    return listToxic(after, change).map(({ subject, pair, isCertain, because }) => ({
      subject,
      address: after.graph.nodes.get(subject)?.refs.find(({ kind }) => kind === "address")?.text ?? null,
      about: [JSON.stringify(pair.sides)],
      message: `${nameSubject(after.graph, subject)} ${isCertain ? "holds" : "may hold"} both of ${pair.name}: ${pair.sides.map(nameSide).join(", and ")}.`,
      because,
      isIntroduced: !known.has(keyOf(matching.toBefore.get(subject), pair)),
    }));
  },
});
