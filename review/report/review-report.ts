import type { BroadeningKind } from "#access/graph/broadening.ts";
import type { Verdict } from "#access/graph/difference.ts";
import type { SubjectKind } from "#access/model/statements/statement.ts";
import type { FoundObject, Severity } from "../findings/definition.ts";
import type { ProofOutcome } from "../proofs/prove.ts";
import type { WaiverEntry } from "../waivers/write-waiver.ts";

// What a review says, in words. All formats are written from it, and none of it is safe to print as it is: names come from
// outside.

/** Somebody or something with access. */
export interface ToldSubject {
  readonly name: string;
  readonly kind: SubjectKind | null;
  /** In Terraform; null for what no stack has. */
  readonly address: string | null;
  /** The vendor's. */
  readonly id: string | null;
  /** As its users write it. */
  readonly vendor: string;
}

/** A line of code, or an object, that says something about access. */
export interface ToldCause {
  readonly address: string | null;
  /** The noun. */
  readonly type: string;
  /** In snake_case, as Terraform has it. */
  readonly attribute: string | null;
  readonly happening: string;
  readonly presence: string;
  /** In the tree of constructs; null without a synthesized stack beside the plan. */
  readonly constructPath: string | null;
  /** Relative to the root of the repository. */
  readonly file: string | null;
  readonly line: number | null;
}

/** One thing that somebody may do. */
export interface ToldRight {
  /** Such as `update dashboard`, or the name of a standing. */
  readonly text: string;
  readonly kind: "permission" | "standing" | "everyPermission" | "unreadable" | "anything";
  /** Null for all. */
  readonly selector: string | null;
}

/** Rights that come, or go, together. */
export interface ToldRights {
  readonly rights: readonly ToldRight[];
  /** The scope; null is the whole account. */
  readonly on: string | null;
  /** The groups and the role on the way, from the subject on. */
  readonly through: readonly string[];
  readonly because: readonly ToldCause[];
  readonly reason: string | null;
  readonly until: string | null;
  /** False for what may be so at most. */
  readonly isCertain: boolean;
  /** It rests on a conclusion of ours. */
  readonly isInferred: boolean;
  /** The subject has all that this lists, one by one: only what the vendor adds later makes the difference. */
  readonly isListed: boolean;
}

/** What a change makes of one subject. */
export interface ToldChange {
  readonly subject: ToldSubject;
  readonly isNew: boolean;
  readonly isGone: boolean;
  /** It is another object now, and compared as one. */
  readonly isReplaced: boolean;
  readonly gains: readonly ToldRights[];
  readonly losses: readonly ToldRights[];
  /** All that it may do then, at most. */
  readonly after: readonly ToldRights[];
}

/** All that somebody may do before a change and after it, at most. */
export interface ToldAccess {
  readonly subject: ToldSubject;
  readonly before: readonly ToldRights[];
  readonly after: readonly ToldRights[];
}

/** A key or another credential that the change is about. */
export interface ToldCredential {
  readonly kind: BroadeningKind | "keyReplaced" | "rotated" | "accountReplaced";
  readonly subject: ToldSubject;
  readonly name: string | null;
  readonly address: string | null;
  readonly expiresAt: string | null;
  readonly isCertain: boolean;
}

/** Who accepts a finding. */
export interface ToldWaiver {
  readonly reason: string;
  /** A day or an instant. */
  readonly until: string;
  /** The file, or the construct, that says so. */
  readonly by: string;
}

/** A finding, in words. */
export interface ToldFinding {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly introduced: boolean;
  readonly message: string;
  readonly fix: string;
  readonly address: string | null;
  readonly subject: ToldSubject | null;
  readonly because: readonly ToldCause[];
  readonly constructPath: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly fingerprint: string;
  /** What lives or lived at the vendor. Left out where no vendor was compared. */
  readonly object?: FoundObject;
  /** Null if nobody accepts it. Accepted findings do not count for `--fail-on`. */
  readonly waived: ToldWaiver | null;
  /** What accepts it, but for the reason; null if it is accepted, or cannot be. */
  readonly waiver: WaiverEntry | null;
}

/** An assertion, and what the change makes of it. Each violation is a finding too. */
export interface ToldAssertion {
  readonly name: string;
  /** The file that it is in, and its line. */
  readonly by: string;
  readonly line: number;
  readonly reason: string | null;
  /** `cannotBeRuledOut`: it may be violated. `unmatched`: nothing violates it, but it names what is not there. */
  readonly outcome: "holds" | "violated" | "cannotBeRuledOut" | "unmatched";
  /** The change takes it out of the file, or alters it: it still counts. */
  readonly isDropped: boolean;
}

/** A step that somebody could take. */
export interface ToldStepOfWay {
  readonly number: number;
  readonly text: string;
  /** The vendor's page, or the notes on it. */
  readonly source: string;
  readonly assumes: string | null;
}

/** Who comes to what a claim says that nobody does. */
export interface ToldCounterexample {
  readonly subject: ToldSubject;
  readonly kind: "role" | "permission" | "standing";
  /** In words: such as `update dashboard`, or `the role reader`. */
  readonly to: string;
  /** It has, or comes to, all that the role grants, and not the role itself. */
  readonly isByRights: boolean;
  readonly isCertain: boolean;
  /** None: it has it. */
  readonly steps: readonly ToldStepOfWay[];
  /** Whose steps they are, where it is another subject, which holds the same and could take the same ones. */
  readonly like: string | null;
  /** What leads to it, from whoever then has it on. */
  readonly because: readonly ToldCause[];
  /** The lines that make the steps possible, each of them needed; of the first counterexamples only. */
  readonly lines: readonly ToldGrant[];
  /** Why it is not certain. */
  readonly doubts: readonly string[];
}

/** One thing that a line of code gives. */
export interface ToldGrant {
  readonly says: string;
  readonly because: ToldCause;
}

/** What to take out of the code, so that a claim holds. */
export interface ToldRemedy {
  /**
   * `smallest`: nothing smaller is enough. `irreducible`: nothing of it can be left out, but there may be a smaller set.
   * `impossible`: no line of code gives it. `givenUp`: the search took too long.
   */
  readonly kind: "smallest" | "irreducible" | "impossible" | "givenUp";
  /** Without it, what is certain is broken, but it still cannot be ruled out. */
  readonly isCertainOnly: boolean;
  readonly grants: readonly ToldGrant[];
  /** What else it takes away, and from whom. */
  readonly takesAway: readonly {
    readonly subject: ToldSubject;
    readonly rights: readonly (ToldRight & { readonly on: string | null })[];
  }[];
  /** Other sets of the same size, which take more away. */
  readonly others: readonly (readonly ToldGrant[])[];
  /** No set of fewer is enough. */
  readonly atLeast: number;
}

/** A claim, and what became of it. */
export interface ToldProof {
  /** As it was given. */
  readonly claim: string;
  readonly outcome: ProofOutcome;
  /** Everybody whom it is about. */
  readonly subjects: readonly ToldSubject[];
  readonly counterexamples: readonly ToldCounterexample[];
  /** Null where there is nothing to do, or too many come to it. */
  readonly remedy: ToldRemedy | null;
  /** What was not given, of those whom it is about and of others. Beside that: what the whole report could not look at. */
  readonly gaps: readonly string[];
  /** How far a proof can be trusted, beside what the whole report assumes and could not look at. */
  readonly limits: readonly string[];
}

/** What every report on access says. */
export interface AccessReport {
  /** Nothing was left out of sight. */
  readonly complete: boolean;
  /** The instant at which expiry was judged. */
  readonly at: string;
  readonly changes: readonly ToldChange[];
  readonly credentials: readonly ToldCredential[];
  readonly findings: readonly ToldFinding[];
  readonly assertions: readonly ToldAssertion[];
  /** Everybody who was looked at, changed or not. */
  readonly subjects: readonly ToldSubject[];
  /** Every role that was looked at; its kind is null. */
  readonly roles: readonly ToldSubject[];
  readonly blind: readonly string[];
  readonly assumptions: readonly string[];
}

export interface ReviewReport extends AccessReport {
  readonly format: "latchkey-review/1";
  readonly verdict: Verdict;
  readonly proofs: readonly ToldProof[];
}
