import type { Holding } from "./connections.ts";
import { type Graph, keyOfCompleteness } from "./graph.ts";
import type { NodeId } from "./nodes.ts";

const relations = ["roles", "groups", "levels", "keys"] as const;

/** Equal for holdings of two subjects that give the same. Undefined where that cannot be told. */
function describeHolding({ grant, roles, scopes, isCertain, isOpen }: Holding): readonly unknown[] | undefined {
  const rest = [roles, scopes, isCertain, isOpen];
  switch (grant.kind) {
    case "role":
    case "anyRole":
      return [grant.kind, ...rest];
    case "level":
      return typeof grant.level === "string" ? [grant.kind, grant.level, ...rest] : undefined;
    case "standing":
      return [grant.kind, grant.standing, ...rest];
    case "permissions":
    case "opaque":
      return undefined;
  }
}

/** Every selector that some role grants something on. */
function listNamed({ roles }: Graph): ReadonlySet<string> {
  const named = new Set<string>();
  for (const granted of roles.values()) {
    for (const { atom } of granted) if (atom.kind === "act") named.add(atom.selector);
  }
  return named;
}

/**
 * Tells which subjects could be exchanged for one another without a change to what anybody may do: they hold the same, are in
 * the same groups, and no right is on one of them by name. What one can come to, the other one can, in the same way.
 */
export class AlikeSubjects {
  readonly #graph: Graph;
  readonly #named: ReadonlySet<string>;
  /** Rights that come by no role may name anybody. */
  readonly #isSure: boolean;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#named = listNamed(graph);
    this.#isSure = ![...graph.holdings.values()].flat().some(({ grant }) => grant.kind === "permissions");
  }

  /** Equal for subjects that are alike; a key of its own for one that is like no other. */
  keyOf(subject: NodeId): string {
    return this.#describe(subject) ?? JSON.stringify([subject]);
  }

  #describe(subject: NodeId): string | undefined {
    const { nodes, holdings, groups, precedencesOf, complete } = this.#graph;
    const node = nodes.get(subject);
    if (node === undefined || !this.#isSure || precedencesOf.has(subject)) return undefined;
    const texts = [...node.refs.map(({ text }) => text), ...node.names];
    if (texts.some((text) => this.#named.has(text))) return undefined;
    const held = (holdings.get(subject) ?? []).map(describeHolding);
    if (held.includes(undefined)) return undefined;
    const joined = (groups.get(subject) ?? []).map(({ to, isCertain }) => [to, isCertain]);
    const known = relations.filter((relation) => complete.has(keyOfCompleteness(subject, relation)));
    const sorted = [held, joined].map((all) => all.map((one) => JSON.stringify(one)).sort());
    return JSON.stringify([node.account, node.space, node.as, sorted, known]);
  }
}
