import { quoteLine } from "#access/schema/shown-text.ts";
import { buildGraph } from "#access/graph/graph.ts";
import { createAccountKey } from "#access/model/statements/account.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { type AccessChange, type AccessSide, compareSides } from "../change/access-change.ts";
import { qualify } from "../change/qualify.ts";
import { type GivenAssertions, noAssertions } from "../assertions/assertion.ts";
import type { Context } from "../context/context.ts";
import { type Listed, speak } from "../context/join-context.ts";
import { checkSameStates, listAccounts } from "../context/same-account.ts";
import { type GivenPolicy, noPolicy } from "../policy/policy.ts";
import type { Reading } from "../source.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { type GivenWaivers, noWaivers } from "../waivers/waiver.ts";
import { classify } from "./classify.ts";
import { compareStates, type ComparedObjects, WholeLists } from "./compare-states.ts";
import { type Coverage, measureCoverage } from "./coverage.ts";
import type { Drift, NotApplied } from "./drift.ts";
import { ManagedObjects } from "./managed.ts";
import { listDeposed, listNotApplied } from "./not-applied.ts";
import { isOwned, type OwnedPattern } from "./owned.ts";
import { addRefreshed, type Refreshed } from "./refreshed.ts";
import { listNames, sortLive, type SortedObjects } from "./sort-live.ts";

/** A state, and the code that it comes from. */
export interface GivenState {
  readonly name: string;
  readonly reading: Reading;
  /** As it was synthesized; null if it is not given. */
  readonly code: Reading | null;
}

export interface GivenDrift {
  readonly states: readonly GivenState[];
  /** What lives: the accounts themselves, or snapshots of them. */
  readonly live: readonly Context[];
  /** What the refreshes of some plans saw. @default none */
  readonly refreshed?: readonly Refreshed[];
  /** @default everything is ours */
  readonly owned?: readonly OwnedPattern[];
  /** The instant at which expiry and use are judged: RFC 3339. */
  readonly at: string;
  /** What is ignored. @default nothing */
  readonly waivers?: GivenWaivers;
  /** @default none */
  readonly assertions?: GivenAssertions;
  /** @default the usual one */
  readonly policy?: GivenPolicy;
}

/** States, with addresses that are of one of them only. */
interface OpenedStates {
  readonly stored: readonly Instance[];
  readonly notApplied: readonly NotApplied[];
  readonly blind: readonly string[];
  readonly remarks: AccessChange["remarks"];
  readonly assumptions: readonly string[];
}

function openStates(states: readonly GivenState[]): OpenedStates {
  const qualified = states.map(({ name, reading, code }) => {
    if (states.length === 1) return { reading, code };
    return { reading: qualify(reading, name), code: code === null ? null : qualify(code, name) };
  });
  const readings = qualified.map(({ reading }) => reading);
  const codes = qualified.flatMap(({ code }) => (code === null ? [] : [code]));
  return {
    stored: readings.flatMap(({ instances }) => instances),
    notApplied: qualified.flatMap(({ reading: { instances }, code }) => {
      return [...(code === null ? [] : listNotApplied(instances, code.instances)), ...listDeposed(instances)];
    }),
    blind: readings.flatMap(({ blind }) => blind),
    remarks: readings.flatMap(({ remarks = [] }) => remarks),
    // What nobody knows of the code says nothing of what lives.
    assumptions: [...readings.flatMap(({ assumptions }) => assumptions), ...codes.flatMap(({ blind }) => blind)],
  };
}

const shownAddresses = 5;

/** What nobody can look for. */
function describeUnseen(unseen: readonly Instance[]): readonly string[] {
  if (unseen.length === 0) return [];
  const names = unseen.slice(0, shownAddresses).map(({ address }) => address ?? "");
  const more = unseen.length > shownAddresses ? ` and ${unseen.length - shownAddresses} more` : "";
  return [
    `${names.join(", ")}${more}: not found in a list that is not whole. Whether ${unseen.length === 1 ? "it is" : "they are"} still there is not known.`,
  ];
}

/** A pattern that means nothing is a mistake, and leaves things to others that are ours. */
function describeUnmatched(owned: readonly OwnedPattern[], instances: readonly Instance[]): readonly string[] {
  return owned.flatMap((pattern) => {
    const isMeant = instances.some((one) => isOwned({ type: one.type, names: listNames(one) }, [pattern]));
    const text = `${pattern.type}:${quoteLine(pattern.pattern, 100)}`;
    return isMeant ? [] : [`--owned ${text}: nothing has such a name, so that what is ours may be left out.`];
  });
}

/** What was not asked about: the states have it, and it is in no account that was read. */
function describeElsewhere(elsewhere: readonly Instance[]): readonly string[] {
  return [...listAccounts(elsewhere.map(({ account }) => account))].map(([key, { vendor, endpoint, alias }]) => {
    const count = elsewhere.filter(({ account }) => createAccountKey(account) === key).length;
    const where = endpoint === null ? `provider block ${alias}, whose endpoint nothing says` : endpoint;
    return `${count} ${count === 1 ? "object" : "objects"} of the states ${count === 1 ? "is" : "are"} of ${vendor} at ${where}, which was not asked.`;
  });
}

/** What is the same for the code and for the vendor: whatever code would not manage, and what roles and groups are. */
function listBackground({ apart, unmanaged }: SortedObjects): readonly Instance[] {
  const definitions = unmanaged.filter((one) => ["role", "group"].includes(classify(one).as));
  const { builtIn, delegated, asker, foreign, unmanageable } = apart;
  return [...builtIn, ...delegated, ...asker, ...foreign, ...unmanageable, ...definitions];
}

function buildSide(instances: readonly Instance[], { whole }: Listed, own: readonly Instance[]): AccessSide {
  const { statements, facts } = speak({ instances, whole });
  return { instances: own, graph: buildGraph(statements, facts) };
}

interface Sides {
  readonly before: AccessSide;
  readonly after: AccessSide;
}

/** What was said by others is in both: only what the key of a rotation was is not a key of its own. */
function listSaid({ said }: SortedObjects): readonly Instance[] {
  return said.map(({ seen }) => seen).filter((one) => classify(one).as !== "key");
}

function buildSides(stored: readonly Instance[], found: Found, listed: Listed): Sides {
  const { sorted, compared } = found;
  // What an apply has replaced, the code does not give any more.
  const given = stored.filter(({ isDeposed }) => isDeposed !== true);
  const background = listBackground(sorted);
  const here = [...compared.merged, ...compared.unseen];
  const others = [...sorted.excluded.map(({ seen }) => seen), ...sorted.unmanaged];
  const living = [...here, ...listSaid(sorted), ...others];
  const all = [...new Set([...living, ...background])];
  return {
    before: buildSide([...given, ...background], listed, given),
    after: { ...buildSide(all, listed, all), hasUnmanaged: true },
  };
}

/** What lives, sorted and compared. */
interface Found {
  readonly sorted: SortedObjects;
  readonly compared: ComparedObjects;
}

function measure({ sorted }: Found, accounts: Drift["accounts"], whole: WholeLists): Coverage {
  const managed = [...sorted.managed, ...sorted.said].map(({ seen }) => ({ type: seen.type, isManaged: true }));
  const beside = [...sorted.excluded.map(({ seen }) => seen), ...sorted.unmanaged];
  const unmanaged = beside.map(({ type }) => ({ type, isManaged: false }));
  const lists = new Map<string, boolean>();
  for (const account of accounts) {
    for (const type of Object.keys(vendorFacts[account.vendor]?.nouns ?? {})) {
      lists.set(type, lists.get(type) !== false && whole.has(account, type));
    }
  }
  return measureCoverage([...managed, ...unmanaged], lists);
}

function findTimes(live: readonly Context[]): string | null {
  const times = live.map(({ reading }) => reading.takenAt).filter((time) => time !== undefined);
  return times.toSorted()[0] ?? null;
}

function joinLive(live: readonly Context[]) {
  return {
    instances: live.flatMap(({ reading }) => reading.instances),
    whole: live.flatMap(({ reading }) => reading.whole ?? []),
    blind: live.flatMap(({ reading }) => reading.blind),
    askers: live.flatMap(({ reading }) => (reading.askedBy === undefined ? [] : [reading.askedBy])),
  };
}

/**
 * Compares what states have with what lives: as a change from what the code gives to what is there.
 * @throws SourceError if they are not of one account
 */
export function openDrift(given: GivenDrift): AccessChange {
  const { states, live, owned = [], at, refreshed = [] } = given;
  const { waivers = noWaivers, assertions = noAssertions, policy = noPolicy } = given;
  const opened = openStates(states);
  const { instances, whole, blind, askers } = joinLive(live);
  const doubts = live.flatMap((one) => checkSameStates(opened.stored, one));
  const accounts = listAccounts([...instances, ...whole].map(({ account }) => account));
  const isAsked = ({ account }: Instance): boolean => accounts.has(createAccountKey(account));
  const stored = opened.stored.filter((one) => isAsked(one) && one.kind === "resource" && one.presence === "managed");
  const elsewhere = opened.stored.filter((one) => !isAsked(one) && one.kind === "resource");
  const managed = new ManagedObjects(stored, instances);
  const lists = new WholeLists(whole);
  const sorted = sortLive(managed, instances, { askers, owned });
  const compared = addRefreshed(compareStates(stored, sorted, { managed, whole: lists }), refreshed, stored);
  const found: Found = { sorted, compared };
  const { before, after } = buildSides(stored, found, { instances, whole });
  const unmatched = describeUnmatched(owned, [...instances, ...stored]);
  const drift: Drift = {
    accounts: [...accounts.values()],
    takenAt: findTimes(live),
    askedBy: askers[0] ?? null,
    changed: compared.changed,
    lost: compared.lost,
    excluded: sorted.excluded,
    missing: compared.missing,
    replaced: compared.replaced,
    unmanaged: sorted.unmanaged,
    twice: sorted.managed.map(({ by }) => by).filter((by) => by.length > 1),
    notApplied: opened.notApplied,
    apart: sorted.apart,
    living: after.instances,
    coverage: measure(found, [...accounts.values()], lists),
  };
  return compareSides(before, after, {
    at,
    waivers,
    assertions,
    policy,
    claims: [],
    moves: new Map(),
    hasContext: false,
    isStill: false,
    reference: null,
    blind: [...new Set([...opened.blind, ...blind, ...describeUnseen(compared.unseen), ...unmatched])],
    remarks: opened.remarks,
    assumptions: [...new Set([...opened.assumptions, ...doubts, ...describeElsewhere(elsewhere)])],
    drift,
  });
}
