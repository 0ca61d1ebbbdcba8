import type { Grant } from "../model/statements/statement.ts";
import { keyOfAtom, type RightAtom } from "../model/statements/right.ts";
import type { Holding } from "./connections.ts";
import type { Graph } from "./graph.ts";
import type { Matching } from "./matching.ts";
import { listEdges, listHoldings, listMemberships, type Membership } from "./memberships.ts";
import type { NodeId } from "./nodes.ts";
import type { Granted } from "./role-rights.ts";

type Pair = readonly [before: NodeId, after: NodeId];

/**
 * Proves of subjects that a change makes nothing of what they may do, without listing their rights: most of a plan is as it
 * was. It is on the safe side: what is in doubt in either graph, or said in other words, is not taken for unchanged.
 */
export class UnchangedSubjects {
  readonly #before: Graph;
  readonly #after: Graph;
  readonly #toAfter: Matching["toAfter"];
  readonly #roles = new Map<NodeId, boolean>();
  readonly #groups = new Map<NodeId, boolean>();
  /** What a limited scope reaches is another question in each graph. */
  readonly #limited: ReadonlySet<string>;

  constructor(before: Graph, after: Graph, { toAfter }: Matching) {
    this.#before = before;
    this.#after = after;
    this.#toAfter = toAfter;
    const limits = [before, after].flatMap(({ nodes, limits: own }) => [...own.keys()].map((id) => nodes.get(id)));
    this.#limited = new Set(limits.map((node) => node?.account ?? ""));
  }

  /** Whether a matched subject may certainly do the same in both graphs. */
  has(before: NodeId, after: NodeId): boolean {
    const account = this.#before.nodes.get(before)?.account;
    if (account === undefined || this.#limited.has(account)) return false;
    return this.#isSameWay([before, after]) || this.#isDecidedElsewhere([before, after]);
  }

  /**
   * Who signs in gets what the identity provider says, before and after, though nobody here knows what that is: a mapping that
   * stays as it is gives nothing new.
   */
  #isDecidedElsewhere([before, after]: Pair): boolean {
    const isSignedIn = [this.#before.nodes.get(before)?.as, this.#after.nodes.get(after)?.as].every((as) => {
      return as === "idpGroup" || as === "everyoneElse";
    });
    if (!isSignedIn || listEdges(this.#before, before).length + listEdges(this.#after, after).length > 0) return false;
    const old = listHoldings(this.#before, before);
    const now = listHoldings(this.#after, after);
    return (
      old.every((one) => now.some((other) => this.#isSameHolding(one, other))) &&
      now.every((other) => old.some((one) => this.#isSameHolding(one, other)))
    );
  }

  #isSame(one: NodeId, other: NodeId): boolean {
    return (this.#toAfter.get(one) ?? one) === other;
  }

  #isSameWay([before, after]: Pair): boolean {
    const ways = [this.#walk(this.#before, before), this.#walk(this.#after, after)] as const;
    const [old, now] = ways;
    if (old === undefined || now?.length !== old.length) return false;
    return old.every(({ node, from }, index) => {
      const other = now[index]?.node;
      if (other === undefined) return false;
      return (from === null || this.#isSame(node, other)) && this.#isSameSubject([node, other]);
    });
  }

  /** Undefined where some of it is in doubt. */
  #walk(graph: Graph, subject: NodeId): readonly Membership[] | undefined {
    // What everybody may hold is in doubt.
    if (listHoldings(graph, subject).length !== (graph.holdings.get(subject)?.length ?? 0)) return undefined;
    const all = listMemberships(graph, subject, "upper");
    if (all.some(({ isCertain }) => !isCertain)) return undefined;
    // Precedence leaves out the same in both bounds if nothing is in doubt.
    if (graph.precedences.length > 0 && listMemberships(graph, subject, "lower").length !== all.length)
      return undefined;
    return all;
  }

  #isSameSubject([before, after]: Pair): boolean {
    if (this.#before.nodes.get(before)?.space !== "group") return this.#holdSame([before, after]);
    let isSame = this.#groups.get(before);
    if (isSame === undefined) {
      const names = this.#listNames(this.#before, before);
      // One whose name is not known may be any group.
      isSame = names !== "[]" && names === this.#listNames(this.#after, after);
      isSame = isSame && this.#holdSame([before, after]);
      this.#groups.set(before, isSame);
    }
    return isSame;
  }

  /** Being in a group of some names is a standing. */
  #listNames({ nodes }: Graph, group: NodeId): string {
    return JSON.stringify(nodes.get(group)?.names);
  }

  #holdSame([before, after]: Pair): boolean {
    const old = this.#before.holdings.get(before) ?? [];
    const now = this.#after.holdings.get(after) ?? [];
    return old.length === now.length && old.every((one, index) => this.#isSameCertainly(one, now[index]));
  }

  #isSameCertainly(old: Holding, now: Holding | undefined): boolean {
    return now !== undefined && old.isCertain && old.grant.kind !== "anyRole" && this.#isSameHolding(old, now);
  }

  #isSameHolding(old: Holding, now: Holding): boolean {
    if (old.isCertain !== now.isCertain || old.isOpen || now.isOpen) return false;
    const isThere = old.scopes.every((scope, index) => {
      const other = now.scopes[index];
      return scope === null ? other === null : other !== null && other !== undefined && this.#isSame(scope, other);
    });
    return isThere && old.scopes.length === now.scopes.length && this.#isSameGrant(old, now);
  }

  #isSameGrant(old: Holding, now: Holding): boolean {
    const one: Grant = old.grant;
    const other: Grant = now.grant;
    if (one.kind !== other.kind) return false;
    switch (one.kind) {
      case "role":
        return old.roles.length === 1 && now.roles.length === 1 && this.#isSameRole(old.roles[0], now.roles[0]);
      case "level":
        return (
          other.kind === "level" &&
          typeof one.level === "string" &&
          one.level === other.level &&
          this.#isSameType(old, now)
        );
      case "standing":
        return other.kind === "standing" && one.standing === other.standing;
      case "opaque":
        return other.kind === "opaque" && this.#isSame(one.what, other.what);
      case "anyRole":
        return true;
      case "permissions":
        return false;
    }
  }

  #isSameType({ scopes }: Holding, now: Holding): boolean {
    return scopes.every((scope, index) => {
      const type = this.#before.nodes.get(scope ?? "")?.type;
      return type === this.#after.nodes.get(now.scopes[index] ?? "")?.type && (scope === null || type !== undefined);
    });
  }

  #isSameRole(before: NodeId | undefined, after: NodeId | undefined): boolean {
    if (before === undefined || after === undefined || !this.#isSame(before, after)) return false;
    let isSame = this.#roles.get(before);
    if (isSame === undefined) {
      isSame = this.#grantSame(this.#before.roles.get(before) ?? [], this.#after.roles.get(after) ?? []);
      this.#roles.set(before, isSame);
    }
    return isSame;
  }

  #grantSame(before: readonly Granted[], after: readonly Granted[]): boolean {
    if (!before.every(isSettled)) return false;
    // What names nothing else is the same in both graphs.
    if (before === after && before.every(({ atom }) => atom.kind !== "opaque")) return true;
    if (!after.every(isSettled)) return false;
    const keysOf = (granted: readonly Granted[], nodes: ReadonlyMap<NodeId, NodeId>): ReadonlySet<string> =>
      new Set(granted.map(({ atom, isCertain }) => `${String(isCertain)} ${keyOfAtom(translateAtom(atom, nodes))}`));
    const old = keysOf(before, this.#toAfter);
    const now = keysOf(after, new Map());
    return old.size === now.size && [...old].every((key) => now.has(key));
  }
}

/** Not in doubt; or looked up at the vendor, which has one such thing, whatever it is, before a change of code and after it. */
function isSettled({ isCertain, cause }: Granted): boolean {
  return isCertain || cause?.presence === "data";
}

function translateAtom(atom: RightAtom, nodes: ReadonlyMap<NodeId, NodeId>): RightAtom {
  return atom.kind === "opaque" ? { ...atom, what: nodes.get(atom.what) ?? atom.what } : atom;
}
