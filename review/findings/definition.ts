import type { NodeId } from "#access/graph/nodes.ts";
import type { Cause } from "#access/model/statements/instance.ts";
import type { AccessChange } from "../change/access-change.ts";
import type { JudgedWaiver } from "../waivers/waiver.ts";
import type { Severity } from "./severity.ts";

export type { Severity };

/** Where findings are: one says more than another about the same place. */
export interface FindingPlace {
  readonly subject: NodeId | null;
  readonly address: string | null;
}

/** The object that a finding about drift is about. */
export interface FoundObject {
  /** The noun. */
  readonly type: string;
  /** The vendor's. */
  readonly id: string | null;
  /** In snake_case; null for the whole object. */
  readonly attribute: string | null;
  /** What `terraform import` takes; null if nobody can tell. */
  readonly importId: string | null;
}

/** One place where a finding holds. */
export interface Matter extends FindingPlace {
  /** Who it is about: a node of `side`. Null if it is about no subject. */
  readonly subject: NodeId | null;
  /** Other places at which it says what the findings that it covers would say. @default none */
  readonly also?: readonly FindingPlace[];
  /** The graph that `subject` is a node of. `reference`: that after the change, with what only the reference has. @default "after" */
  readonly side?: "before" | "after" | "reference";
  /** The Terraform address that it is about; null if no stack has it. */
  readonly address: string | null;
  /** What tells two matters of one code, address and subject apart. Stable between runs. @default nothing */
  readonly about?: readonly string[];
  /** What lives or lived at the vendor. @default none */
  readonly object?: FoundObject;
  /** One sentence. */
  readonly message: string;
  /** What to do, if it is not what the definition says. */
  readonly fix?: string;
  /** If it is not what the definition says. */
  readonly severity?: Severity;
  /** What leads to it, from the subject on. */
  readonly because: readonly Cause[];
  /** False for what was so before the change. */
  readonly isIntroduced: boolean;
}

/** A kind of thing that a reviewer wants to know. One file of `review/findings/codes/` each. */
export interface FindingDefinition {
  /** `LK` and three digits. Never used again for something else. */
  readonly code: string;
  /** In words with hyphens. */
  readonly name: string;
  readonly severity: Severity;
  /** For tools that order by number, from 0 to 10; null for what is no risk. */
  readonly score: number | null;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Why it matters, and when it is right as it is. Sentences. */
  readonly explanation: string;
  /** What to do about it: a sentence. */
  readonly fix: string;
  /** Findings that say less about the same subject and address: they are left out where this one holds. @default none */
  readonly covers?: readonly string[];
  /** Which reports have it: those of what differs between code and vendor, or both. @default those of a change alone */
  readonly tells?: "drift" | "both";
  /** What it is about is not in sync: code and vendor differ. @default false */
  readonly isDrift?: true;
  /** It is about what could be known: new only where that is of something that the change makes or alters. @default false */
  readonly isAboutKnowledge?: true;
  /** It is about everybody who is known: also whom nothing of the change touches. @default false */
  readonly isAboutEverybody?: true;
  /** Whoever it is about changes nothing about it: a waiver leaves the subject out. @default false */
  readonly isOfAddressAlone?: true;
  /**
   * It is about what was accepted, asserted or decided: it runs when all others are known, and nobody can accept it.
   * @default false
   */
  readonly isAboutDecisions?: true;
  /** @param judged the waivers, and what became of them: none for what is not about decisions */
  find(change: AccessChange, judged: readonly JudgedWaiver[]): readonly Matter[];
}

/** Declares a finding. */
export function defineFinding(definition: FindingDefinition): FindingDefinition {
  return definition;
}
