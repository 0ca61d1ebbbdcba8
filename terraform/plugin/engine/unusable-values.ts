import type { Attributes } from "#access/schema/attribute.ts";
import { type Diagnostic, DiagnosticError } from "./diagnostic.ts";
import { findMissingInRecord } from "./missing-values.ts";
import type { AnyRecord } from "./plan.ts";
import { findFractionsInRecord } from "./whole-numbers.ts";

/** What Terraform's types let through in a configuration, and no handler may see. */
export function findUnusable(attributes: Attributes, config: AnyRecord): readonly Diagnostic[] {
  return [...findFractionsInRecord(attributes, config), ...findMissingInRecord(attributes, config)];
}

/**
 * Refuses the same after validate: a value may have been unknown then.
 * @throws DiagnosticError
 */
export function refuseUnusable(attributes: Attributes, config: AnyRecord): void {
  const unusable = findUnusable(attributes, config);
  if (unusable.length > 0) throw new DiagnosticError(...unusable);
}
