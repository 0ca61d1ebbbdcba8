import type { VendorFacts } from "#access/model/vendors/facts.ts";
import type { Code } from "./code.ts";
import type { Scribe, WritableObject } from "./writing.ts";

/** An object of which a pattern may be a part. */
export interface PatternObject extends Omit<WritableObject, "constructId"> {
  readonly key: string;
}

/** What is beside an object. */
export interface PatternPlace {
  readonly facts: VendorFacts;
  /** What belongs to the object, such as its keys. */
  readonly owned: readonly PatternObject[];
  /** An object that code is to manage. */
  find(type: string, id: string): PatternObject | undefined;
  /** What refers to an object. */
  listUsers(object: PatternObject): readonly PatternObject[];
  /** Whether one object refers to another, also through others. */
  needs(object: PatternObject, other: PatternObject): boolean;
}

/** One of the other objects of a pattern. */
export interface PatternPart {
  readonly object: PatternObject;
  /** From the construct: `["key"]`. */
  readonly path: readonly string[];
  /** The types do not know whether it is there. */
  readonly isOptional?: true;
}

/** How a pattern says exactly what is there. */
export interface PatternFit {
  /** Where the object is that the pattern is made around. */
  readonly path: readonly string[];
  readonly parts: readonly PatternPart[];
  write(scribe: Scribe, constructId: string): Code;
}

/** A construct that makes several objects at once: a file of `constructs/adoption/patterns/`. */
export interface PatternWriting {
  /** The noun of the object that it is made around. */
  readonly around: string;
  /** Undefined unless everything that it makes is there, and nothing of it would change. */
  fit(object: PatternObject, place: PatternPlace): PatternFit | undefined;
}

/** Whether code sets these attributes of an object and no others. */
export function setsOnly({ values }: PatternObject, names: readonly string[]): boolean {
  return [...values.keys()].every((name) => names.includes(name));
}
