import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { Code } from "./code.ts";

/** An object that a construct is to manage. */
export interface WritableObject {
  /** The noun. */
  readonly type: string;
  /** What code sets, by attribute: nothing that is null or a default. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The id of its construct, which is its name where that can be one. */
  readonly constructId: string;
}

/** Knows what code there is so far. */
export interface Scribe {
  readonly facts: VendorFacts;
  readonly words: VendorWords;
  /** The construct of an object that is managed above; undefined if there is none. */
  find(type: string, id: string): Code | undefined;
  /** The same for the only object of a noun with a name. */
  findNamed(type: string, name: string): Code | undefined;
  /** A construct for an object, managed or not. */
  refer(type: string, id: string): Code;
  /** Whether this is the name of one of the vendor's own objects. */
  isVendorsOwn(type: string, name: string): boolean;
  /** A part of the vendor's account, by its type and id. */
  referToScope(type: string, id: string): Code;
  /** What an object that is not managed is called, if the vendor tells. */
  nameOf(type: string, id: string): string | undefined;
}

/** What makes an object, and what comes with it. */
export interface Creation {
  readonly code: Code;
  /** The way from it to the block of Terraform. */
  readonly resource: readonly string[];
  /** It is a block of `latchkey/l1`, which takes every text for a template. */
  readonly isLevelOne?: true;
  /** Statements after it, of the construct that was made. */
  readonly more?: (self: Code) => readonly Code[];
}

/** How objects of a noun are written with constructs: a file of `constructs/adoption/nouns/`. Without one, it is L1. */
export interface NounWriting {
  /** Whether others refer to what is made, so that it is a variable. */
  readonly isReferredTo: boolean;
  /** Undefined if it cannot be written so. */
  write(object: WritableObject, scribe: Scribe): Creation | undefined;
  /** The class whose `fromId` stands for an object that is not managed. Left out if nothing refers to such. */
  readonly existing?: string;
  /** Whether the vendor's vocabulary stands for one by its name. @default by its id */
  readonly isFoundByName?: true;
}

/** A permission in the vendor's words. */
export interface SpelledPermission {
  readonly action: string;
  readonly resource: string;
  readonly selectors?: readonly string[];
}

/** How a vendor's own words are written: a file of `constructs/adoption/vocabulary/`. Without one, they are plain data. */
export interface VendorWords {
  /** Undefined if no call of the vocabulary says exactly this. */
  permission?(permission: SpelledPermission, scribe: Scribe): Code | undefined;
  /** An existing role, by its name. */
  role?(name: string): Code;
  /** The prop `own` for arguments that only this vendor has. Undefined: it has no word for them. Null: they go without saying. */
  own?(object: WritableObject, values: ReadonlyMap<string, unknown>): Code | null | undefined;
}
