import type { Need, Power, Target } from "../model/statements/power.ts";
import { everySelector } from "../model/permissions/permission.ts";
import type { Right } from "../model/statements/right.ts";
import { type Bound, covers } from "./covering.ts";
import type { HeldRight } from "./effective.ts";
import type { Graph } from "./graph.ts";
import { type Bindings, listSelectors } from "./world.ts";

/** The rights that meet a need, any one of them. */
function listWanted(
  need: Need,
  bindings: Bindings,
  { graph, account }: { readonly graph: Graph; readonly account: string },
) {
  const scope = need.at === undefined ? null : (bindings[need.at] ?? null);
  if (need.kind === "standing") {
    const wanted: Right = { account, scope, atom: { kind: "standing", standing: need.standing } };
    return [wanted];
  }
  const { action, resource, on, by = "id" } = need;
  const target = on === undefined ? undefined : graph.nodes.get(bindings[on] ?? "");
  const selectors = target === undefined ? [everySelector] : listSelectors(target, by);
  return selectors.map((selector): Right => ({ account, scope, atom: { kind: "act", action, resource, selector } }));
}

/** What one identity uses for a step: for each need, every right that meets it. Undefined if it lacks something. */
export function meetNeeds(
  power: Power,
  bindings: Bindings,
  held: {
    readonly rights: readonly HeldRight[];
    readonly graph: Graph;
    readonly account: string;
    readonly bound: Bound;
  },
): readonly (readonly HeldRight[])[] | undefined {
  const used: (readonly HeldRight[])[] = [];
  for (const need of power.needs) {
    const wanted = listWanted(need, bindings, held);
    const meeting = held.rights.filter((right) => wanted.some((one) => covers(right, one, held)));
    if (meeting.length === 0) return undefined;
    used.push(meeting);
  }
  return used;
}

/** What a power is about: the targets that its needs and its effect name, each once. */
export function listTargetKinds({ needs, effect }: Power): readonly Target[] {
  const named = needs.flatMap((need) => [need.kind === "act" ? need.on : undefined, need.at]);
  return [...new Set([...named, ...listEffectTargets(effect)].filter((target) => target !== undefined))];
}

function listEffectTargets(effect: Power["effect"]): readonly Target[] {
  switch (effect.kind) {
    case "become":
      return effect.placedAt === undefined ? [effect.target] : [effect.target, effect.placedAt];
    case "becomeNew":
      return [effect.at];
    case "createAccount":
      return effect.withRole ? ["role"] : [];
    case "give":
      return effect.at === undefined ? [effect.to, "role"] : [effect.to, "role", effect.at];
    case "editRole":
      return ["role"];
    case "createRole":
    case "keep":
      return [];
    case "join":
      return [effect.who, "group"];
    case "mapRole":
      return effect.isNewDomain === true ? ["role"] : ["domain", "role"];
    case "openScope":
      return ["scope"];
  }
}
