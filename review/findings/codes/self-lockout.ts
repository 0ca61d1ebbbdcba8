import type { Graph } from "#access/graph/graph.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { defineFinding, type FindingPlace } from "../definition.ts";
import { findDeployer } from "../shared/deployer.ts";
import { isEverything } from "../shared/standings.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

/** Whether it is by such rights that access is managed: administration, or a part of what gives somebody something. */
function isForManaging(right: HeldRight, graph: Graph): boolean {
  const { atom } = right;
  if (atom.kind === "standing") return isEverything(right, graph);
  if (atom.kind !== "act") return false;
  const powers = graph.facts.get(right.account)?.graph.powers ?? [];
  return powers.some(({ needs }) =>
    needs.some((need) => need.kind === "act" && need.action === atom.action && need.resource === atom.resource),
  );
}

/** Its keys, if none of them is left. */
function listDeadKeys({ before, after }: AccessChange, old: NodeId, now: NodeId | undefined): readonly FindingPlace[] {
  const had = (before.graph.credentials.get(old) ?? []).filter(({ form }) => form === "key");
  const left = now === undefined ? [] : (after.graph.credentials.get(now) ?? []).filter(({ form }) => form === "key");
  return left.length > 0 ? [] : had.map(({ cause }) => ({ subject: old, address: cause.address }));
}

/** Why it cannot deploy any more: after its name. */
function findLoss(change: AccessChange, old: NodeId): string | undefined {
  const { before, after, matching, difference } = change;
  const now = matching.toAfter.get(old);
  if (now === undefined || after.graph.nodes.get(now)?.as === null) return "is gone";
  const lost = difference.subjects.find((one) => one.before === old)?.lost.map(({ right }) => right) ?? [];
  const needed = lost.filter((right) => isForManaging(right, before.graph));
  if (needed.length > 0) return `may no longer ${writeRights(before.graph, needed)}`;
  if (lost.length > 0 && findEffectiveRights(after.graph, now).upper.length === 0) return "may do nothing any more";
  return listDeadKeys(change, old, now).length > 0 ? "has no key any more" : undefined;
}

export const finding = defineFinding({
  code: "LK303",
  name: "self-lockout",
  severity: "error",
  score: 6,
  summary: "Whoever deploys loses what deploying needs",
  explanation:
    "The policy names as whom Terraform acts (`deployer`). After this apply it is gone, has no key, or lacks a right by which access is managed: the apply may stop half-way, and the next one cannot mend it. Without `deployer`, nothing is found.",
  fix: "Keep it in the change, or deploy as somebody else first.",
  covers: ["LK301", "LK304", "LK307"],
  find(change) {
    const deployer = findDeployer(change);
    if (deployer.kind !== "known") return [];
    const { subject } = deployer;
    const { graph } = change.before;
    const loss = findLoss(change, subject);
    if (loss === undefined) return [];
    const causes = change.difference.subjects.find(({ before }) => before === subject)?.lost[0]?.right.paths[0]?.causes;
    return [
      {
        subject,
        side: "before" as const,
        address: graph.nodes.get(subject)?.refs.find(({ kind }) => kind === "address")?.text ?? null,
        also: listDeadKeys(change, subject, change.matching.toAfter.get(subject)),
        message: `${nameSubject(graph, subject)}, who deploys, ${loss}.`,
        because: causes ?? [],
        isIntroduced: true,
      },
    ];
  },
});
