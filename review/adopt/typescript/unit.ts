import type { Code } from "#constructs/adoption/code.ts";
import type { Scribe } from "#constructs/adoption/writing.ts";
import type { AdoptedObject } from "../adoption.ts";
import type { Unit } from "../arrange.ts";

/** One object of a unit, and where it is in what is made. */
export interface UnitPart {
  readonly object: AdoptedObject;
  /** From the variable: `serviceAccount` of a pattern; empty if the construct is the object. */
  readonly path: readonly string[];
  /** As `Creation`. */
  readonly isLevelOne?: true;
  /** The types do not know whether it is there. */
  readonly isOptional?: true;
}

/** What makes a unit, and the statements after it. */
export interface UnitCode {
  readonly code: Code;
  /** From the construct to its block of Terraform. */
  readonly resource: readonly string[];
  /** As `Creation`. */
  readonly isLevelOne?: true;
  readonly more: (self: Code) => readonly Code[];
}

/** What is written at once: a construct for one object, or a pattern for several. */
export interface CodeUnit extends Unit {
  /** The object that it is named after. */
  readonly main: AdoptedObject;
  readonly parts: readonly UnitPart[];
  create(scribe: Scribe, constructId: string): UnitCode;
}
