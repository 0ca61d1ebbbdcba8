import { coversTogether } from "#access/graph/covering.ts";
import type { RightChange } from "#access/graph/difference.ts";
import type { Power } from "#access/model/statements/power.ts";
import { everySelector } from "#access/model/permissions/permission.ts";
import type { Graph } from "#access/graph/graph.ts";
import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject } from "../shared/words.ts";

/** Whether a right is one that a step to more needs. */
function isPartOf(power: Power, { right }: RightChange): boolean {
  const { atom } = right;
  return power.needs.some((need) => {
    if (need.kind !== "act" || atom.kind !== "act") return false;
    return need.action === atom.action && need.resource === atom.resource;
  });
}

/** Steps that need more than one right, of which the gain has one: on its own, it leads nowhere yet. */
function listParts(rights: readonly RightChange[], { facts }: Graph): readonly Power[] {
  const [first] = rights;
  const powers = facts.get(first?.right.account ?? "")?.graph.powers ?? [];
  return powers.filter((power) => power.effect.kind !== "keep" && rights.some((change) => isPartOf(power, change)));
}

function lacksSome(power: Power, rights: readonly RightChange[], graph: Graph): boolean {
  const held = rights.map(({ right }) => right);
  return power.needs.some((need) => {
    if (need.kind !== "act") return true;
    const account = held[0]?.account ?? "";
    const atom = { kind: "act", action: need.action, resource: need.resource, selector: everySelector } as const;
    return !coversTogether(held, { account, atom, scope: null }, { graph, bound: "upper" });
  });
}

export const finding = defineFinding({
  code: "LK106",
  name: "escalation-enabler",
  severity: "warning",
  score: 6,
  summary: "Somebody gets a part of what it takes to give themselves more",
  explanation:
    "The right is one of several that together let a subject come to more, such as attaching a role. On its own it leads nowhere that is known here. With another role, later and somewhere else, it may.",
  fix: "Give a role or a level without it. Where the vendor's permissions can name single objects, limit it to those that it is for instead. If it is needed as it is, accept it, and say why.",
  find(change) {
    const { graph } = change.after;
    return listGains(change).flatMap(({ subject, source, path, rights }) => {
      const partial = listParts(rights, graph).filter((power) => lacksSome(power, rights, graph));
      const [first] = partial;
      if (first === undefined) return [];
      const parts = rights.filter((one) => partial.some((power) => isPartOf(power, one)));
      const acts = parts.flatMap(({ right: { atom } }) =>
        atom.kind === "act" ? [`${atom.action} ${atom.resource}`] : [],
      );
      return [
        {
          subject,
          address: source?.address ?? null,
          message: `${nameSubject(graph, subject)} comes to ${[...new Set(acts)].slice(0, 3).join(", ")}. With another right beside it, that is enough to give itself more.`,
          because: path?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
