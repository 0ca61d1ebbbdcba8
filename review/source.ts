import type { Moves } from "#access/graph/matching.ts";
import type { Collected } from "#access/model/statements/instance.ts";
import type { AccountChooser } from "./accounts.ts";
import type { Asker } from "#access/model/vendors/asker.ts";
import type { Remark } from "./remarks.ts";

/** Of a plan: what is there before it is applied, or after. */
export type Side = "before" | "after";

/** What a document says. An id that will be known later is a `Link` where the document tells what it belongs to. */
export interface Reading extends Collected {
  /** What Terraform moves: old addresses by new ones. */
  readonly moves: Moves;
  /** Objects of the provider that the document mentions, whether or not they could be read. */
  readonly count: number;
  /** What it says beside its objects. The sentences of what was not looked at are in `blind` as well. @default none */
  readonly remarks?: readonly Remark[];
  /** Whose token read it from the vendor. Left out if the document does not say it. */
  readonly askedBy?: Asker;
  /** When it was read from the vendor: RFC 3339. Left out if the document does not say it. */
  readonly takenAt?: string;
}

interface AnySourceFormat {
  /** Completes "It is … ". */
  readonly title: string;
  /** How to make one: a command. */
  readonly madeBy: string;
  /** Whether it tells what is there, and not what somebody wants. @default false */
  readonly isObserved?: true;
  recognizes(document: JsonObject): boolean;
}

interface OneSidedFormat extends AnySourceFormat {
  readonly hasSides: false;
  /** @throws SourceError if nothing in it can be trusted */
  read(document: JsonObject, accounts: AccountChooser): Reading;
}

/** It tells what is before and what is after. */
interface TwoSidedFormat extends AnySourceFormat {
  readonly hasSides: true;
  /** What it says of each side. @throws SourceError if nothing in it can be trusted */
  open(document: JsonObject, accounts: AccountChooser): (side: Side) => Reading;
}

/** One file of `review/sources/`: a kind of document that says who has which access. */
export type SourceFormat = OneSidedFormat | TwoSidedFormat;

export interface JsonObject {
  readonly [name: string]: unknown;
}

/** Terraform writes ephemeral resources nowhere. */
export const ephemeralUnseen = "Ephemeral keys are in no plan and no state: they are not looked at.";
