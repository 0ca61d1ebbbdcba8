import { findEffectiveRights, type HeldRight, type Path } from "#access/graph/effective.ts";
import type { Graph } from "#access/graph/graph.ts";
import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import { everySelector } from "#access/model/permissions/permission.ts";
import type { Cause } from "#access/model/statements/instance.ts";
import { keyOfRight } from "#access/model/statements/right.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { isChangedPath } from "../change/happenings.ts";
import { titleOfAccount } from "../names.ts";
import type { ToldCause, ToldRight, ToldRights, ToldSubject } from "./review-report.ts";

export function tellSubject(graph: Graph, id: NodeId): ToldSubject {
  const node = graph.nodes.get(id);
  const textOf = (kind: "address" | "id"): string | null => node?.refs.find((ref) => ref.kind === kind)?.text ?? null;
  return {
    name: nameNodeOf(graph, id),
    kind: node?.as ?? null,
    address: textOf("address"),
    id: textOf("id"),
    vendor: titleOfAccount(node?.account ?? "[]"),
  };
}

export function tellCause({ address, type, attribute, happening, presence, code }: Cause): ToldCause {
  return {
    address,
    type,
    attribute: attribute === null ? null : toSnakeCase(attribute),
    happening,
    presence,
    constructPath: code?.constructPath ?? null,
    file: code?.file ?? null,
    line: code?.line ?? null,
  };
}

export function tellRight({ atom }: Pick<HeldRight, "atom">): ToldRight {
  switch (atom.kind) {
    case "act": {
      const selector = atom.selector === everySelector ? null : atom.selector;
      return { kind: "permission", text: `${atom.action} ${atom.resource}`, selector };
    }
    case "standing":
      return { kind: "standing", text: atom.standing, selector: null };
    case "everyAct":
      return { kind: "everyPermission", text: "every permission that a role can have", selector: null };
    case "opaque":
      return { kind: "unreadable", text: "what cannot be read", selector: null };
    case "anything":
      return { kind: "anything", text: "anything", selector: null };
  }
}

/** A right of a change, with what is known of it. */
export interface RightToTell {
  readonly right: HeldRight;
  readonly isCertain: boolean;
  readonly isListed: boolean;
}

/** The way that tells most: one that the change itself makes, else the shortest. */
function pickPath({ paths }: HeldRight): Path | undefined {
  if (paths.length < 2) return paths[0];
  return paths.toSorted((a, b) => {
    return Number(isChangedPath(b)) - Number(isChangedPath(a)) || a.causes.length - b.causes.length;
  })[0];
}

function listThrough(graph: Graph, { groups, role }: Path): readonly string[] {
  const named = groups.map((id) => `group ${nameNodeOf(graph, id)}`);
  return role === null ? named : [...named, `role ${nameNodeOf(graph, role)}`];
}

function tellPath(
  graph: Graph,
  path: Path | undefined,
  { right, isCertain, isListed }: RightToTell,
): Omit<ToldRights, "rights"> {
  const on = right.scope === null ? null : nameNodeOf(graph, right.scope);
  const shared = { on, isCertain, isListed };
  if (path === undefined) {
    return { ...shared, through: [], because: [], reason: null, until: null, isInferred: false };
  }
  const { reason, until, isInferred } = path;
  const because = path.causes.filter(({ type }) => type !== "step").map(tellCause);
  return { ...shared, through: listThrough(graph, path), because, reason, until, isInferred };
}

interface ToldGroup {
  readonly shared: Omit<ToldRights, "rights">;
  readonly rights: ToldRight[];
}

/** Groups of rights that are told alike. Most come by the very same path, which is told once. */
class ToldGroups {
  readonly #graph: Graph;
  readonly #byPath = new Map<Path | undefined, Map<string, ToldGroup>>();
  readonly byText = new Map<string, ToldGroup>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  #tell(path: Path | undefined, one: RightToTell): ToldGroup {
    const shared = tellPath(this.#graph, path, one);
    const text = JSON.stringify(shared);
    const group = this.byText.get(text) ?? { shared, rights: [] };
    this.byText.set(text, group);
    return group;
  }

  find(one: RightToTell): ToldGroup {
    const path = pickPath(one.right);
    const ofPath = this.#byPath.get(path) ?? new Map<string, ToldGroup>();
    this.#byPath.set(path, ofPath);
    const key = `${one.isCertain} ${one.isListed} ${one.right.scope ?? ""}`;
    const group = ofPath.get(key) ?? this.#tell(path, one);
    ofPath.set(key, group);
    return group;
  }
}

function compareTexts(a: ToldRight, b: ToldRight): number {
  const byKind = Number(a.kind === "permission") - Number(b.kind === "permission");
  if (byKind !== 0) return byKind;
  const left = `${a.text} ${a.selector ?? ""}`;
  const right = `${b.text} ${b.selector ?? ""}`;
  return left < right ? -1 : Number(left > right);
}

/** Rights in words: those that come the same way together, standings before permissions, in a fixed order. */
export function tellRights(graph: Graph, all: readonly RightToTell[]): readonly ToldRights[] {
  const groups = new ToldGroups(graph);
  for (const one of all) groups.find(one).rights.push(tellRight(one.right));
  return [...groups.byText]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { shared, rights }]) => ({ rights: rights.toSorted(compareTexts), ...shared }));
}

/** All that a subject may do, at most. */
export function tellHeld(graph: Graph, subject: NodeId): readonly ToldRights[] {
  const { lower, upper } = findEffectiveRights(graph, subject);
  const certain = new Set(lower.map(keyOfRight));
  return tellRights(
    graph,
    upper.map((right) => ({ right, isListed: false, isCertain: certain.has(keyOfRight(right)) })),
  );
}
