import type { ExactRef } from "../model/statements/ref.ts";
import type { Statement } from "../model/statements/statement.ts";
import { Chains } from "./chains.ts";
import type { Edge, Holding } from "./connections.ts";
import type { Bound } from "./covering.ts";
import { buildGraph, type Graph } from "./graph.ts";
import type { NodeId } from "./nodes.ts";
import { Overlay } from "./overlay.ts";
import { TargetIndex } from "./reach-targets.ts";
import type { Granted } from "./role-rights.ts";
import type { Step } from "./steps.ts";

interface Growing extends Graph {
  readonly holdings: Overlay<Holding>;
  readonly groups: Overlay<Edge>;
  readonly roles: Overlay<Granted>;
}

function createGrowing(graph: Graph): Growing {
  const { holdings, groups, roles } = graph;
  return { ...graph, holdings: new Overlay(holdings), groups: new Overlay(groups), roles: new Overlay(roles) };
}

function resolveExactly({ nodes }: Graph, ref: unknown): NodeId | undefined {
  return nodes.findRef(ref as ExactRef);
}

/** Adds what a step says to a graph that has all that it is about. False if it has not. */
function grow(graph: Growing, statement: Statement): boolean {
  const { cause } = statement;
  if (statement.kind === "holds" && statement.grant.kind === "role") {
    const { subject, grant, place, reason, until } = statement;
    const holder = resolveExactly(graph, subject);
    const role = resolveExactly(graph, grant.role);
    const scope = place === null ? null : resolveExactly(graph, place);
    if (holder === undefined || role === undefined || scope === undefined) return false;
    const rest = { isCertain: true, isOpen: false, reason, until, cause };
    graph.holdings.add(holder, { grant, roles: [role], scopes: [scope], ...rest });
    return true;
  }
  if (statement.kind === "inGroup") {
    const member = resolveExactly(graph, statement.subject);
    const to = resolveExactly(graph, statement.group);
    if (member === undefined || to === undefined) return false;
    graph.groups.add(member, { to, isCertain: true, cause });
    return true;
  }
  // What a role grants, those grant too that include it.
  if (statement.kind === "role" && statement.isAnything === true && graph.included.size === 0) {
    const found = new Set(statement.is.map((ref) => resolveExactly(graph, ref)));
    const [role] = found;
    if (role === undefined || found.size > 1) return false;
    graph.roles.add(role, { atom: { kind: "everyAct" }, isCertain: true, isInferred: false, cause });
    return true;
  }
  return false;
}

/** What a search has found so far, and the world as it is after all of its steps. */
export class ReachWorld {
  readonly base: Graph;
  readonly subject: NodeId;
  readonly bound: Bound;
  readonly chains = new Chains();
  readonly #identities = new Map<NodeId, string[]>();
  readonly #openers: Step[] = [];
  readonly #indexes = new Map<string, TargetIndex>();
  #graph: Growing;

  constructor(base: Graph, subject: NodeId, bound: Bound) {
    this.base = base;
    this.subject = subject;
    this.bound = bound;
    this.#graph = createGrowing(base);
  }

  get graph(): Graph {
    return this.#graph;
  }

  /** The steps that lift a limit. */
  get openers(): readonly Step[] {
    return this.#openers;
  }

  indexOf(account: string): TargetIndex {
    let index = this.#indexes.get(account);
    if (index === undefined) {
      index = new TargetIndex(this.#graph, account, this.bound);
      this.#indexes.set(account, index);
    }
    return index;
  }

  /** Everybody whom the subject can act as, itself first. */
  listIdentities(): readonly NodeId[] {
    return [this.subject, ...this.#identities.keys()];
  }

  isIdentity(node: NodeId): boolean {
    return node === this.subject || this.#identities.has(node);
  }

  /** The steps that lead to acting as somebody, any of them; null is for the subject itself. */
  listBecomes(identity: NodeId): readonly (string | null)[] {
    return identity === this.subject ? [null] : (this.#identities.get(identity) ?? []);
  }

  /** How many steps it takes to act as somebody. */
  measureTo(identity: NodeId): number {
    if (identity === this.subject) return 0;
    const becomes = this.#identities.get(identity) ?? [];
    return Math.min(...becomes.map((key) => this.chains.measureTo(key)));
  }

  /** The world after some steps that were not there before. False if all has to be looked at again. */
  apply(steps: readonly Step[]): boolean {
    let isGrown = true;
    for (const step of steps) {
      const { becomes, key, opens } = step;
      if (becomes !== null) this.#identities.set(becomes, [...(this.#identities.get(becomes) ?? []), key]);
      if (opens !== null) this.#openers.push(step);
      isGrown &&= opens === null;
      for (const statement of step.statements) isGrown = isGrown && grow(this.#graph, statement);
    }
    if (!isGrown) this.#rebuild();
    return isGrown;
  }

  /** What the steps say is added, and the limits that they lift are gone. */
  #rebuild(): void {
    const opened = new Set(this.#openers.map(({ opens }) => opens));
    const { statements, nodes, facts } = this.base;
    const kept = statements.filter((one) => {
      return one.kind !== "limit" || !nodes.resolve(one.scope).nodes.some((node) => opened.has(node));
    });
    const said = [...this.chains.steps()].flatMap((step) => step.statements);
    this.#graph = createGrowing(buildGraph([...kept, ...said], facts));
    this.#indexes.clear();
  }
}
