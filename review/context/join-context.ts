import { type AccountFacts, listRefs, Nodes } from "#access/graph/nodes.ts";
import { listStatements } from "#access/graph/statements-of.ts";
import type { Collected, Instance } from "#access/model/statements/instance.ts";
import { isExact, keyOfRef, type Ref } from "#access/model/statements/ref.ts";
import type { Relation, Statement } from "#access/model/statements/statement.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { isChanging } from "../change/happenings.ts";
import { keyOfObject } from "./object-key.ts";

/** What a source says of one time. */
export interface SpokenSide {
  readonly statements: readonly Statement[];
  readonly facts: AccountFacts;
}

/** Both sides of a change. */
export interface SpokenSides<Side extends SpokenSide = SpokenSide> {
  readonly before: Side;
  readonly after: Side;
}

/** What a source has, and which lists of it are whole. */
export type Listed = Required<Pick<Collected, "instances" | "whole">>;

export function speak({ instances, whole = [] }: Pick<Collected, "instances" | "whole">) {
  const all = { instances, whole, blind: [], assumptions: [] };
  return listStatements(all, { vendors: vendorFacts, graphs: graphFacts });
}

/** What the context has and the change does not: the change knows better what becomes of its own objects. */
export function dropOwn(context: Listed, own: readonly Instance[]): Listed {
  const keys = new Set(own.map(keyOfObject));
  const instances = context.instances.filter((one) => {
    const key = keyOfObject(one);
    return key === null || !keys.has(key);
  });
  return { instances, whole: context.whole };
}

function relationOf(statement: Statement): Relation | null {
  switch (statement.kind) {
    case "inGroup":
      return "groups";
    case "credential":
      return "keys";
    case "holds":
      if (statement.grant.kind === "role") return "roles";
      return statement.grant.kind === "level" ? "levels" : null;
    default:
      return null;
  }
}

/** Of whom the change sets which relation wholly, so that it takes away what others gave. */
class Exclusive {
  readonly #nodes: Nodes;
  readonly #covered = new Set<string>();

  constructor({ statements, facts }: SpokenSide) {
    this.#nodes = new Nodes(statements, facts);
    for (const statement of statements) {
      if (statement.kind !== "complete" || statement.subject === null) continue;
      if (!isChanging(statement.cause)) continue;
      for (const node of this.#nodes.resolve(statement.subject).nodes)
        this.#covered.add(`${statement.relation} ${node}`);
    }
  }

  takesAway(statement: Statement): boolean {
    const relation = relationOf(statement);
    if (relation === null || !("subject" in statement) || statement.subject === null) return false;
    if (!isExact(statement.subject)) return false;
    const node = this.#nodes.findRef(statement.subject);
    return node !== undefined && this.#covered.has(`${relation} ${node}`);
  }
}

/** The ids of what the change tells of. */
function listIds({ statements }: SpokenSide): ReadonlySet<string> {
  const named = statements.flatMap((one) => ("is" in one ? one.is : []));
  return new Set(named.filter(({ kind }) => kind === "id").map(keyOfRef));
}

function isGone(ref: Ref | null, gone: ReadonlySet<string>): boolean {
  return ref !== null && isExact(ref) && gone.has(keyOfRef(ref));
}

function isSaid(statement: Statement, { before, after }: SpokenSides): boolean {
  const [account] = listRefs(statement).map((ref) => ref?.account ?? "");
  return account !== undefined && before.facts.has(account) && after.facts.has(account);
}

/**
 * What a context says beside a change, on each side of it: the same, but for what the change takes away with an object that it
 * deletes, and by a list that it sets wholly.
 */
export function joinContext(own: SpokenSides, context: SpokenSide): SpokenSides {
  const now = listIds(own.after);
  const gone = new Set([...listIds(own.before)].filter((id) => !now.has(id)));
  const exclusive = new Exclusive(own.after);
  // What facts say of an account is said once.
  const more = context.statements.filter((one) => one.cause.happening !== "known" || !isSaid(one, own));
  const left = more.filter((statement) => {
    return !listRefs(statement).some((ref) => isGone(ref, gone)) && !exclusive.takesAway(statement);
  });
  const join = ({ statements, facts }: SpokenSide, more: readonly Statement[]): SpokenSide => ({
    statements: [...statements, ...more],
    facts: new Map([...context.facts, ...facts]),
  });
  return { before: join(own.before, more), after: join(own.after, left) };
}
