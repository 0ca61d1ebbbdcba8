import { buildGraph } from "#access/graph/graph.ts";
import { describeUnknownVendor } from "#access/graph/statements-of.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Collected, Instance } from "#access/model/statements/instance.ts";
import type { Context } from "../context/context.ts";
import { type OpenedSides, openReference } from "../context/open-reference.ts";
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
import { dropOutdated, listContradictions } from "./shared-objects.ts";
import { remarkUnsaidAccounts } from "./unsaid-accounts.ts";
import { listUnread, mergeRemarks, type Remark } from "../remarks.ts";
import { isChanging } from "./happenings.ts";
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
  /** Of the accounts of the change. */
  readonly beside: Listed;
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
  if (contexts.length === 0) {
    return { sides: own, beside: { instances: [], whole: [] }, blind: [], remarks: [], assumptions: [] };
  }
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
    beside: all,
    blind: [...qualified.flatMap(({ reading }) => reading.blind), ...listUncovered(accounts, qualified)],
    remarks: qualified.flatMap(({ reading }) => reading.remarks ?? []),
    assumptions,
  };
}

/** The same, with addresses of its own. @throws SourceError, as `checkSameAccount` */
function checkReference({ name, reading }: Context, { own }: Pick<OpenedSides, "own">): Context {
  const context = { name, reading: qualify(reading, name) };
  checkSameAccount(listOwnAccounts(own), [], context);
  return context;
}

function listReferenceGaps(own: SpokenSides<OwnSide>, reference: Context | null): readonly string[] {
  if (reference === null) return [];
  const { name } = reference;
  const reading = qualify(reference.reading, name);
  return [...reading.blind, ...listUncovered(listOwnAccounts(own), [{ name, reading }])];
}

function buildSide({ instances }: OwnSide, { statements, facts }: SpokenSide): AccessSide {
  return { instances, graph: buildGraph(statements, facts) };
}

/** Objects of vendors that nobody knows. */
function remarkUnknownVendors({ before, after }: SpokenSides<OwnSide>): readonly Remark[] {
  const kept = new Set(after.instances.map(({ address }) => address));
  const remark = (instance: Instance, isNew: boolean): Remark => {
    return { kind: "unread", address: instance.address, sentence: describeUnknownVendor(instance), isNew };
  };
  const list = ({ instances, facts }: OwnSide, isNew: (one: Instance) => boolean): readonly Remark[] => {
    const unknown = instances.filter(({ account }) => !facts.has(createAccountKey(account)));
    return unknown.map((one) => remark(one, isNew(one)));
  };
  return [...list(before, ({ address }) => !kept.has(address)), ...list(after, isChanging)];
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
  const after = openSide(dropOutdated(joined.before, joined.after), listWhole(readings.map((one) => one.after)));
  const { sides, beside, ...added } = addContexts({ before, after }, contexts);
  const gone = emptyDeletedRoles(listDeleted(before.instances, after.instances), sides.after.facts);
  const moves = new Map(readings.flatMap((one) => [...one.after.moves]));
  const afterSide = buildSide(after, { ...sides.after, statements: [...sides.after.statements, ...gone] });
  const read = readings.flatMap((one) => [one.before, one.after]);
  const said = [...read, before, after, added];
  const unsaid = remarkUnsaidAccounts(listOwnAccounts({ before, after }), before.instances);
  const opened = { own: { before, after }, beside, after: afterSide.graph, gone, moves };
  return compareSides(buildSide(before, sides.before), afterSide, {
    at,
    waivers,
    assertions,
    claims,
    policy,
    hasContext: contexts.length > 0,
    drift: null,
    reference: reference === null ? null : openReference(checkReference(reference, opened), opened),
    moves,
    isStill: documents.every((one) => one.before === one.after),
    blind: join([
      ...said.map(({ blind }) => blind),
      listUnread(unsaid),
      listContradictions(documents.map(({ name }, at) => ({ name, instances: readings[at]?.before.instances ?? [] }))),
      listReferenceGaps({ before, after }, reference),
    ]),
    remarks: mergeRemarks([
      ...[...read, added].flatMap(({ remarks = [] }) => remarks),
      ...(before.blind.length + after.blind.length > 0 ? remarkUnknownVendors({ before, after }) : []),
      ...unsaid,
    ]),
    assumptions: join([...said.map(({ assumptions }) => assumptions), joined.assumptions]),
  });
}
