import { stripDocument } from "../change/qualify.ts";
import type { Found } from "../findings/found.ts";
import {
  type GivenWaivers,
  type IgnoredDrift,
  isExpired,
  isTooFar,
  type JudgedWaiver,
  keyOfWaiver,
  shortestReason,
  type Waiver,
  type WaiverFault,
} from "./waiver.ts";

/** What is accepted of some findings. */
export interface WaiverOutcome {
  readonly judged: readonly JudgedWaiver[];
  /** The waiver of each finding that one counts for. */
  readonly accepted: ReadonlyMap<Found, Waiver>;
}

/** Whether an entry of a file of ignored drift means a finding: what it names is equal. */
function isIgnored({ addresses, subject }: Waiver, ignored: IgnoredDrift, found: Found): boolean {
  const { code, kind, attribute } = ignored;
  const { object, waivedSubject, graph } = found;
  if (code !== null && code !== found.code) return false;
  if (kind !== null && kind !== object?.type) return false;
  if (attribute !== null && attribute !== object?.attribute) return false;
  const address = found.address ?? "";
  if (addresses.length > 0 && !addresses.some((one) => [address, stripDocument(address)].includes(one))) return false;
  if (subject === null) return true;
  const names = graph.nodes.get(found.subject ?? "")?.names ?? [];
  return [waivedSubject.text, object?.id, ...names].includes(subject);
}

/** Whether a waiver means a finding: code, address and subject are equal. */
function isMeant(waiver: Waiver, found: Found): boolean {
  const { code, address, waivedSubject, isWaivable } = found;
  const { subject, ignores } = waiver;
  if (ignores !== undefined) return isWaivable && isIgnored(waiver, ignores, found);
  if (waiver.code !== code || address === null || !waiver.addresses.includes(address)) return false;
  return subject === null ? !waivedSubject.isNeeded : subject === waivedSubject.text;
}

interface Candidate extends Pick<JudgedWaiver, "waiver" | "isNew"> {
  readonly isApproved: boolean;
}

function sayTheSame(one: Waiver, other: Waiver): boolean {
  return one.reason === other.reason && one.until === other.until;
}

/** One waiver for each of its addresses, as a file has them. */
function splitAddresses(waiver: Waiver): readonly Waiver[] {
  if (waiver.ignores !== undefined) return [waiver];
  return waiver.addresses.map((address) => ({ ...waiver, addresses: [address] }));
}

/**
 * The waivers, compared with those of the branch that the change goes to. What is added or changed is not approved; in place of what
 * is changed, what the branch has counts.
 */
function compareWithBase({ waivers, base }: GivenWaivers): readonly Candidate[] {
  if (base === null) return waivers.map((waiver) => ({ waiver, isNew: true, isApproved: true }));
  const approved = new Map(base.flatMap(splitAddresses).map((one) => [keyOfWaiver(one), one]));
  return waivers.flatMap((waiver): readonly Candidate[] => {
    const before = splitAddresses(waiver).map((one) => approved.get(keyOfWaiver(one)));
    const isSame = before.every((one) => one !== undefined && sayTheSame(one, waiver));
    if (isSame) return [{ waiver, isNew: false, isApproved: true }];
    const old = before.filter((one) => one !== undefined);
    return [
      { waiver, isNew: true, isApproved: false },
      ...old.map((one) => ({ waiver: one, isNew: false, isApproved: true })),
    ];
  });
}

function findFault({ waiver, isApproved }: Candidate, at: string): WaiverFault | null {
  const { reason, until } = waiver;
  if (!isApproved) return "notApproved";
  if (reason.trim().length < shortestReason) return "withoutReason";
  if (until === null || isTooFar(until, at)) return "tooFar";
  return isExpired(until, at) ? "expired" : null;
}

/** Which findings are accepted, and which waivers are not in order. `at` is the instant of the report. */
export function judgeWaivers(found: readonly Found[], given: GivenWaivers, at: string): WaiverOutcome {
  const accepted = new Map<Found, Waiver>();
  const judged = compareWithBase(given).map((candidate): JudgedWaiver => {
    const { waiver, isNew } = candidate;
    const fault = findFault(candidate, at);
    if (fault !== null) return { waiver, isNew, fault };
    const meant = found.filter((one) => isMeant(waiver, one));
    // The first one counts: in code, that is the nearest.
    for (const one of meant) if (!accepted.has(one)) accepted.set(one, waiver);
    return { waiver, isNew, fault: meant.length === 0 ? "unmatched" : null };
  });
  return { judged, accepted };
}
