import type { Found } from "../findings/found.ts";
import type { GivenWaivers } from "../waivers/waiver.ts";
import { findWaiverFault, type Waiver, type WaiverFault } from "../waivers/waiver.ts";
import { suggestWaiver } from "../waivers/write-waiver.ts";

/** A waiver that means a finding and does not count. */
export interface VoidWaiver extends Pick<Waiver, "until" | "by"> {
  readonly fault: WaiverFault | "otherSubject";
}

/** A finding that somebody does not want, in the words of the review. */
export interface Breach extends Pick<Found, "code" | "name" | "severity" | "message" | "fix" | "fingerprint"> {
  /** What leads to it, in Terraform's words: its own address first. */
  readonly addresses: readonly string[];
  /** What accepts it, but for the reason; null if nothing can. */
  readonly waiver: { readonly subject: string | null; readonly until: string } | null;
  /** Null if nobody tries to accept it. */
  readonly refused: VoidWaiver | null;
}

function listAddresses({ address, because }: Found): readonly string[] {
  return [address, ...because.map((cause) => cause.address)].filter((one) => one !== null);
}

function findRefused({ code, address }: Found, { waivers }: GivenWaivers, at: string): VoidWaiver | null {
  const meant = waivers.filter((one) => one.code === code && one.addresses.includes(address ?? ""));
  for (const { until, by, reason } of meant) {
    const fault = findWaiverFault({ until, reason }, at);
    if (fault !== null) return { until, by, fault };
  }
  // Whoever accepts it names nobody, or somebody else.
  const [other] = meant;
  return other === undefined ? null : { until: other.until, by: other.by, fault: "otherSubject" };
}

/** @param at the instant of the report: RFC 3339 */
export function tellBreach(found: Found, waivers: GivenWaivers, at: string): Breach {
  const { code, name, severity, message, fix, fingerprint } = found;
  const entry = suggestWaiver(found, at);
  return {
    code,
    name,
    severity,
    message,
    fix,
    fingerprint,
    addresses: listAddresses(found),
    waiver: entry === null ? null : { subject: entry.subject ?? null, until: entry.until },
    refused: findRefused(found, waivers, at),
  };
}
