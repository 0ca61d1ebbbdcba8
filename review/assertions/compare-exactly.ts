import { coversTogether } from "#access/graph/covering.ts";
import { findEffectiveRights, type HeldRight } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import { listHoldings, listMemberships } from "#access/graph/memberships.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { explainDoubt, nameNodeOf } from "#access/graph/questions.ts";
import { everySelector } from "#access/model/permissions/permission.ts";
import { keyOfRight, type Right } from "#access/model/statements/right.ts";
import { spellRight } from "../ask.ts";
import { listSome, nameSubject, writeRights } from "../findings/shared/words.ts";
import { findGrant, findHolding, findWay } from "../targets/find-way.ts";
import { nameTarget } from "../targets/name-target.ts";
import type { Target } from "../targets/target.ts";
import type { Violation } from "./violation.ts";

interface Exact {
  readonly verb: "may" | "hold" | "reach" | "grant";
  readonly targets: readonly Target[];
  /** What else it has is no matter. @default false */
  readonly isMoreAllowed?: boolean;
}

interface Bounds {
  readonly lower: readonly HeldRight[];
  readonly upper: readonly HeldRight[];
}

function listGranted(graph: Graph, role: NodeId): Bounds {
  const account = graph.nodes.get(role)?.account ?? "";
  const all = (graph.roles.get(role) ?? []).map(({ atom, isCertain, isInferred, cause }) => {
    const causes = cause === null ? [] : [cause];
    const paths = [{ causes, given: [], groups: [], role, reason: null, until: null, isInferred }];
    return { isCertain, right: { account, atom, scope: null, paths } };
  });
  return {
    lower: all.filter(({ isCertain }) => isCertain).map(({ right }) => right),
    upper: all.map(({ right }) => right),
  };
}

/** What a list allows at the place of a right. */
function listAllowed(targets: readonly Target[], { scope: place }: Right): readonly Right[] {
  return targets.flatMap((target): readonly Right[] => {
    const { account } = target;
    const scope = target.scope === undefined ? place : target.scope;
    switch (target.kind) {
      case "permission":
        return [{ account, scope, atom: spellRight(account, target, target.selector ?? everySelector) }];
      case "standing":
        return [{ account, scope, atom: { kind: "standing", standing: target.standing } }];
      case "role":
        return [];
    }
  });
}

/** What a subject, or a role, has beside what is listed. */
export function findExtraRights(graph: Graph, who: NodeId, { verb, targets }: Exact): readonly Violation[] {
  const { lower, upper } = verb === "grant" ? listGranted(graph, who) : findEffectiveRights(graph, who);
  const extra = upper.filter((right) => {
    return !coversTogether(listAllowed(targets, right), right, { graph, bound: "lower" });
  });
  const [first] = extra;
  if (first === undefined) return [];
  const sure = new Set(lower.map(keyOfRight));
  const certain = extra.filter((right) => sure.has(keyOfRight(right)));
  const shown = certain.length > 0 ? certain : extra;
  const says = `${nameWho(graph, who, verb)} ${verb === "grant" ? "also permits to" : "may also"} ${writeRights(graph, shown)}`;
  const doubts = new Set(extra.flatMap((right) => explainDoubt(graph, right)).map((one) => one.replace(/\.$/, "")));
  return [
    {
      who,
      says: certain.length > 0 ? says : `It cannot be ruled out that ${says}. ${listSome([...doubts])}`,
      isCertain: certain.length > 0,
      isInSteps: false,
      target: null,
      paths: (shown[0] ?? first).paths,
    },
  ];
}

function nameWho(graph: Graph, who: NodeId, verb: Exact["verb"]): string {
  return verb === "grant" ? `role ${nameNodeOf(graph, who)}` : nameSubject(graph, who);
}

function findExtraRoles(graph: Graph, who: NodeId, { targets }: Exact): readonly Violation[] {
  const listed = new Set(targets.flatMap((target) => (target.kind === "role" ? [target.role] : [])));
  const account = graph.nodes.get(who)?.account ?? "";
  const holdings = listMemberships(graph, who, "upper").flatMap(({ node }) => listHoldings(graph, node));
  const roles = [...new Set(holdings.flatMap(({ roles: own }) => own))].filter((role) => !listed.has(role));
  const found = roles.flatMap((role) => {
    const way = findHolding(graph, { subject: who, target: { kind: "role", account, scope: undefined, role } });
    return way === undefined ? [] : [{ role, way }];
  });
  const certain = found.filter(({ way }) => way.isCertain);
  const shown = certain.length > 0 ? certain : found;
  const open = holdings.filter(({ grant, isOpen }) => grant.kind === "anyRole" || (grant.kind === "role" && isOpen));
  if (shown.length === 0 && open.length === 0) return [];
  const names = shown.map(({ role }) => nameNodeOf(graph, role));
  const says = `${nameSubject(graph, who)} also holds ${names.length === 0 ? "another role" : listSome(names)}`;
  const [first] = shown;
  return [
    {
      who,
      says: certain.length > 0 ? says : `It cannot be ruled out that ${says}`,
      isCertain: certain.length > 0,
      isInSteps: false,
      target: null,
      paths: first?.way.paths ?? [],
    },
  ];
}

function findLacking(graph: Graph, who: NodeId, { verb, targets }: Exact): readonly Violation[] {
  const { account } = graph.nodes.get(who) ?? {};
  const own = targets.filter((target) => target.account === account);
  const lacking = own.filter((target) => {
    const question = { subject: who, target };
    if (verb === "hold") return findHolding(graph, question)?.isCertain !== true;
    if (verb === "grant") return findGrant(graph, who, target)?.isCertain !== true;
    return findWay(graph, { ...question, isInSteps: false })?.isCertain !== true;
  });
  if (lacking.length === 0) return [];
  const names = listSome(lacking.map((target) => nameTarget(graph, target)));
  const verbs = { may: "may not", hold: "does not hold", reach: "does not reach", grant: "does not grant" } as const;
  const says = `${nameWho(graph, who, verb)} ${verbs[verb]} ${names}, as far as is known here`;
  return [{ who, says, isCertain: true, isInSteps: false, target: null, paths: [] }];
}

/** Where a subject or a role has more or less than a list says. */
export function compareExactly(graph: Graph, who: NodeId, exact: Exact): readonly Violation[] {
  const lacking = findLacking(graph, who, exact);
  if (exact.isMoreAllowed === true) return lacking;
  const extra = exact.verb === "hold" ? findExtraRoles(graph, who, exact) : findExtraRights(graph, who, exact);
  return [...extra, ...lacking];
}
