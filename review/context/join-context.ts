import { type AccountFacts, listRefs, Nodes } from "#access/graph/nodes.ts";
import { listStatements, speakFor } from "#access/graph/statements-of.ts";
import type { Collected, Instance } from "#access/model/statements/instance.ts";
import { isExact, keyOfRef, type Ref } from "#access/model/statements/ref.ts";
import type { Statement } from "#access/model/statements/statement.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { graphFacts } from "#vendors/graph-facts-registry.gen.ts";
import { isChanging } from "../change/happenings.ts";
import { keyOfObject } from "./object-key.ts";
import { relationOf } from "./relation.ts";

/** What a source says of one time. */
export interface SpokenSide {
  readonly statements: readonly Statement[];
  readonly facts: AccountFacts;
}

/** A side of a change alone. */
export type OwnSide = SpokenSide & Pick<Collected, "instances" | "blind" | "assumptions">;

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

/** By `keyOfObject`. */
type Objects = ReadonlyMap<string, Instance>;

function indexObjects(instances: readonly Instance[]): Objects {
  return new Map(
    instances.flatMap((one) => {
      const key = keyOfObject(one);
      return key === null ? [] : [[key, one] as const];
    }),
  );
}

/** What one instance says, of whichever vendor. */
export function speakForOne(instance: Instance): readonly Statement[] {
  const { vendor } = instance.account;
  const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
  const graph = Object.hasOwn(graphFacts, vendor) ? graphFacts[vendor] : undefined;
  return facts === undefined || graph === undefined ? [] : speakFor(instance, { facts, graph });
}

/** What others say of an object of the change, by an attribute that the change leaves to them. */
function listLeftOpen(seen: Instance, own: Instance): readonly Statement[] {
  return speakForOne(seen).filter(({ cause: { attribute } }) => {
    return attribute !== null && (own.state[attribute] ?? null) === null;
  });
}

/** The objects of a change, on one of its sides and on the other. */
interface OwnObjects {
  readonly here: Objects;
  readonly there: Objects;
}

/** What a context says of objects that the change has on either side: the change knows better what becomes of them. */
function speakOfOwn(seen: readonly Instance[], { here, there }: OwnObjects, isBefore: boolean): readonly Statement[] {
  return seen.flatMap((one) => {
    const key = keyOfObject(one) ?? "";
    const own = here.get(key);
    if (own !== undefined) return listLeftOpen(one, own);
    // What is imported was there before, and what is deleted is not there afterwards.
    return isBefore && there.has(key) ? speakForOne(one) : [];
  });
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

/** What becomes of it on the side after. */
function takeAway(statements: readonly Statement[], own: SpokenSides): readonly Statement[] {
  const now = listIds(own.after);
  const gone = new Set([...listIds(own.before)].filter((id) => !now.has(id)));
  const exclusive = new Exclusive(own.after);
  return statements.filter((statement) => {
    return !listRefs(statement).some((ref) => isGone(ref, gone)) && !exclusive.takesAway(statement);
  });
}

/**
 * Adds what a context says to each side of a change: the same, but for what the change takes away with an object that it
 * deletes, and by a list that it sets wholly.
 */
export function joinContext(own: SpokenSides<OwnSide>, { instances, whole }: Listed): SpokenSides {
  const before = indexObjects(own.before.instances);
  const after = indexObjects(own.after.instances);
  const isOwn = (one: Instance): boolean => {
    const key = keyOfObject(one) ?? "";
    return before.has(key) || after.has(key);
  };
  const spoken = speak({ instances: instances.filter((one) => !isOwn(one)), whole });
  // What facts say of an account is said once.
  const others = spoken.statements.filter((one) => one.cause.happening !== "known" || !isSaid(one, own));
  const shared = instances.filter(isOwn);
  const old = [...others, ...speakOfOwn(shared, { here: before, there: after }, true)];
  const now = [...others, ...speakOfOwn(shared, { here: after, there: before }, false)];
  const join = ({ statements, facts }: SpokenSide, more: readonly Statement[]): SpokenSide => ({
    statements: [...statements, ...more],
    facts: new Map([...spoken.facts, ...facts]),
  });
  return { before: join(own.before, old), after: join(own.after, takeAway(now, own)) };
}
