import type { AccountSource } from "./account.ts";
import type { Traces } from "./traces.ts";

/** Where an instance stands: managed by Terraform, read by it, left behind by it, or seen at the vendor alone. */
export type Presence = "managed" | "data" | "left" | "live";

/** What happened to the instance that says it. */
export type Happening = "unchanged" | "created" | "updated" | "replaced" | "imported" | "leftBehind" | "seen" | "known";

/** Where the code of an object is, as its author's tools say it: a label, and never a reason to decide anything. */
export interface CodePlace {
  /** Of the construct: `stack/team/Key`. */
  readonly constructPath: string;
  /** Relative to the root of the repository; null if it is not known. */
  readonly file: string | null;
  /** From 1. */
  readonly line: number | null;
}

/** Why a statement is made: enough to point at it. Never a value of the state, which may be a secret. */
export interface Cause {
  readonly happening: Happening;
  readonly presence: Presence;
  /** The noun, in snake_case. */
  readonly type: string;
  /** Terraform's address; null for what no stack has. */
  readonly address: string | null;
  /** The attribute that says it; null for the whole instance. */
  readonly attribute: string | null;
  /** Why what it says is not known: part of a sentence. Left out if it is known, or nobody can tell. */
  readonly doubt?: string;
  /** Left out if the source does not know. */
  readonly code?: CodePlace;
}

/** One object of one account, as any source gives it. */
export interface Instance {
  readonly account: AccountSource;
  /** The noun, in snake_case. */
  readonly type: string;
  /** A resource, or a data source. */
  readonly kind: "resource" | "dataSource";
  /**
   * By attribute, in camelCase; partly unknown, and a `Link` where the source knows what an unknown id belongs to. Without
   * secrets: of a secret that exists, only the `presentSecret` of the decoder is left.
   */
  readonly state: { readonly [attribute: string]: unknown };
  readonly address: string | null;
  readonly presence: Presence;
  readonly happening: Happening;
  /** By argument, in snake_case: why the source cannot tell what an unknown one refers to. Parts of sentences. */
  readonly doubts?: ReadonlyMap<string, string>;
  /** Left out if the source does not know. */
  readonly code?: CodePlace;
  /** It is the vendor's own, so that nobody made it. @default false, or the source does not tell */
  readonly isBuiltIn?: true;
  /** The vendor told of it beside the lists of the nouns: a part of an object, or what nobody can manage. @default false */
  readonly isBeside?: true;
  /** Terraform replaced it, and could not delete it yet: it is in the state, and the code has another one. @default false */
  readonly isDeposed?: true;
  /** Left out if the source tells none. */
  readonly traces?: Traces;
}

/** An object that somebody changed outside of what a source is about to do: part of what was there before, and never of the change. */
export interface Drifted {
  /** As it was last written down. */
  readonly stored: Instance;
  /** As it is now, among the instances before; null if it is gone. */
  readonly seen: Instance | null;
}

/** A list of an account that was read whole: of a noun, or one that the vendor has beside. */
export interface WholeList {
  readonly account: AccountSource;
  readonly list: string;
}

/** What a source gives. */
export interface Collected {
  readonly instances: readonly Instance[];
  /** What could not be looked at, part by part: sentences. */
  readonly blind: readonly string[];
  /** What was assumed on the way: sentences. */
  readonly assumptions: readonly string[];
  /** What others changed before. Left out if the source cannot tell. */
  readonly drift?: readonly Drifted[];
  /** @default none */
  readonly whole?: readonly WholeList[];
}

/** The instances before, as they were last written down: with them, what others changed is a difference of its own. */
export function restoreStored(before: readonly Instance[], drift: readonly Drifted[]): readonly Instance[] {
  const changed = new Set(drift.flatMap(({ stored, seen }) => [stored.address, seen?.address ?? null]));
  return [
    ...before.filter(({ address }) => address === null || !changed.has(address)),
    ...drift.map(({ stored }) => stored),
  ];
}
