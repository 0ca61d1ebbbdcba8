import type { Severity } from "../findings/severity.ts";

/** One thing that a pair is about: a role by its name, or a right. */
export type PairSide =
  | { readonly role: string }
  | { readonly action: string; readonly resource: string; readonly selector?: string | undefined };

/** Two things that nobody may hold both of. */
export interface ToxicPair {
  readonly name: string;
  readonly sides: readonly [PairSide, PairSide];
}

/** `off`: it is not found at all. */
export type SeverityChoice = Severity | "off";

/** What somebody has decided about findings. */
export interface Policy {
  /** Null: keys may last as long as they like, if they end. */
  readonly keyLifetimeDays: number | null;
  /** How long before its end a key is named. */
  readonly expiresSoonDays: number;
  readonly reasonRequired: boolean;
  /** Whether each key that is rotated by age must keep its old secret for a while. */
  readonly overlapRequired: boolean;
  readonly toxicPairs: readonly ToxicPair[];
  /** The subject as which Terraform acts: its address, its id or its name. Null if nobody says it. */
  readonly deployer: string | null;
  /** By code. */
  readonly severities: ReadonlyMap<string, SeverityChoice>;
}

/** What holds without a file: findings that need a decision are silent. */
export const usualPolicy: Policy = {
  keyLifetimeDays: null,
  expiresSoonDays: 30,
  reasonRequired: false,
  overlapRequired: false,
  toxicPairs: [],
  deployer: null,
  severities: new Map(),
};

/** A finding that is an error, and that nobody is told. */
export interface TurnedOff {
  readonly code: string;
  readonly name: string;
  /** How many were found. */
  readonly count: number;
}

/** The policy of a report, and how it came to be. */
export interface GivenPolicy {
  readonly policy: Policy;
  /** What the change under review loosened, and what holds in its place: sentences, by the name of the setting. */
  readonly loosened: ReadonlyMap<string, string>;
  /** Errors that it turns off: known when all findings are. */
  readonly turnedOff: readonly TurnedOff[];
}

export const noPolicy: GivenPolicy = { policy: usualPolicy, loosened: new Map(), turnedOff: [] };
