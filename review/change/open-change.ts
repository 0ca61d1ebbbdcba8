import { buildGraph } from "#access/graph/graph.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Collected, Instance } from "#access/model/statements/instance.ts";
import type { Context, Reference } from "../context/context.ts";
import {
  joinContext,
  type Listed,
  type OwnSide,
  speak,
  type SpokenSide,
  type SpokenSides,
} from "../context/join-context.ts";
import { type Accounts, checkSameAccount, listAccounts, listUncovered } from "../context/same-account.ts";
import type { ReadSides } from "../read-source.ts";
import { type GivenAssertions, noAssertions } from "../assertions/assertion.ts";
import type { Claim } from "../proofs/claim.ts";
import { type GivenWaivers, noWaivers } from "../waivers/waiver.ts";
import { type GivenPolicy, noPolicy } from "../policy/policy.ts";
import { emptyDeletedRoles, listDeleted } from "./deleted.ts";
import { joinAccounts } from "./join-accounts.ts";
import { qualify } from "./qualify.ts";
import { type AccessChange, type AccessSide, compareSides } from "./access-change.ts";

/** A document with the name that tells it from others. */
export interface NamedSides extends Pick<ReadSides, "before" | "after"> {
  readonly name: string;
}

/** What people give for a review, beside what changes. */
export interface GivenFiles {
  /** @default nothing is accepted */
  readonly waivers?: GivenWaivers;
  /** @default none */
  readonly assertions?: GivenAssertions;
  /** @default none */
  readonly claims?: readonly Claim[];
  /** @default the usual one */
  readonly policy?: GivenPolicy;
  /** Who has what that no document has. @default nobody knows */
  readonly contexts?: readonly Context[];
  /** What the change may not exceed. @default anything goes */
  readonly reference?: Context | null;
}

type Whole = NonNullable<Collected["whole"]>;

function listWhole(readings: readonly Collected[]): Whole {
  return readings.flatMap((one) => one.whole ?? []);
}

function openSide(instances: readonly Instance[], whole: Whole): OwnSide {
  return { instances, ...speak({ instances, whole }) };
}

function join(texts: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(texts.flat())];
}

/** What contexts say beside a change. */
interface Said extends Pick<AccessChange, "blind" | "remarks" | "assumptions"> {
  readonly sides: SpokenSides;
}

function listOwnAccounts({ before, after }: SpokenSides<OwnSide>): Accounts {
  return listAccounts([...before.instances, ...after.instances].map(({ account }) => account));
}

/** What is about accounts of the change: of others, it says nothing. */
function keepAccounts({ instances, whole = [] }: Collected, accounts: Accounts): Listed {
  const isKept = ({ account }: Pick<Instance, "account">): boolean => accounts.has(createAccountKey(account));
  return { instances: instances.filter(isKept), whole: whole.filter(isKept) };
}

function describeTime({ name, reading: { takenAt } }: Context): readonly string[] {
  return takenAt === undefined ? [] : [`${name} tells what was there at ${takenAt}.`];
}

/** Adds what contexts say of the accounts of a change. @throws SourceError, as `checkSameAccount` */
function addContexts(own: SpokenSides<OwnSide>, contexts: readonly Context[]): Said {
  if (contexts.length === 0) return { sides: own, blind: [], remarks: [], assumptions: [] };
  const accounts = listOwnAccounts(own);
  const qualified = contexts.map(({ name, reading }) => ({ name, reading: qualify(reading, name) }));
  const assumptions = qualified.flatMap((one) => [
    ...checkSameAccount(accounts, own.before.instances, one),
    ...describeTime(one),
  ]);
  const kept = qualified.map(({ reading }) => keepAccounts(reading, accounts));
  const all = {
    instances: kept.flatMap(({ instances }) => instances),
    whole: kept.flatMap(({ whole }) => whole),
  };
  return {
    sides: joinContext(own, all),
    blind: [...qualified.flatMap(({ reading }) => reading.blind), ...listUncovered(accounts, qualified)],
    remarks: qualified.flatMap(({ reading }) => reading.remarks ?? []),
    assumptions,
  };
}

/** @throws SourceError, as `checkSameAccount` */
function openReference(own: SpokenSides<OwnSide>, context: Context): Reference {
  const { name, reading } = context;
  checkSameAccount(listOwnAccounts(own), [], { name, reading: qualify(reading, name) });
  const { statements, facts } = speak(reading);
  return { name, graph: buildGraph(statements, facts), takenAt: reading.takenAt ?? null };
}

function listReferenceGaps(own: SpokenSides<OwnSide>, reference: Context | null): readonly string[] {
  if (reference === null) return [];
  const { name } = reference;
  const reading = qualify(reference.reading, name);
  return [...reading.blind, ...listUncovered(listOwnAccounts(own), [{ name, reading }])];
}

/** @param gone what the change deletes */
function buildSide(
  { instances }: OwnSide,
  { statements, facts }: SpokenSide,
  gone: readonly Instance[] = [],
): AccessSide {
  return { instances, graph: buildGraph([...statements, ...emptyDeletedRoles(gone, facts)], facts) };
}

/** Several documents are one change: what one of them takes away, another one may give. @throws SourceError */
export function openChange(documents: readonly NamedSides[], at: string, given: GivenFiles = {}): AccessChange {
  const { waivers = noWaivers, assertions = noAssertions, claims = [], policy = noPolicy } = given;
  const { contexts = [], reference = null } = given;
  const readings = documents.map(({ name, before, after }) =>
    documents.length === 1 ? { before, after } : { before: qualify(before, name), after: qualify(after, name) },
  );
  const joined = joinAccounts({
    before: readings.flatMap((one) => one.before.instances),
    after: readings.flatMap((one) => one.after.instances),
  });
  const before = openSide(joined.before, listWhole(readings.map((one) => one.before)));
  const after = openSide(joined.after, listWhole(readings.map((one) => one.after)));
  const { sides, ...added } = addContexts({ before, after }, contexts);
  const gone = listDeleted(before.instances, after.instances);
  const read = readings.flatMap((one) => [one.before, one.after]);
  const said = [...read, before, after, added];
  return compareSides(buildSide(before, sides.before), buildSide(after, sides.after, gone), {
    at,
    waivers,
    assertions,
    claims,
    policy,
    hasContext: contexts.length > 0,
    drift: null,
    reference: reference === null ? null : openReference({ before, after }, reference),
    moves: new Map(readings.flatMap((one) => [...one.after.moves])),
    blind: join([...said.map(({ blind }) => blind), listReferenceGaps({ before, after }, reference)]),
    remarks: [...read, added].flatMap(({ remarks = [] }) => remarks),
    assumptions: join([...said.map(({ assumptions }) => assumptions), joined.assumptions]),
  });
}
