import type { Attributes } from "#access/schema/attribute.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import type { AnyRecord } from "./plan.ts";
import type { Diagnostic } from "./diagnostic.ts";

/**
 * Finds values for attributes that only the provider sets. Terraform itself lets them through, into the plan and state. Only
 * the configuration as written is looked at: what `ignore_changes` names comes from state into that of a plan.
 */
export function findReadOnly(attributes: Attributes, config: AnyRecord): readonly Diagnostic[] {
  const given = Object.entries(attributes).filter(
    ([name, { facts }]) => facts.presence === "computed" && (config[name] ?? null) !== null,
  );
  return given.map(([name]) => ({
    severity: "error",
    summary: "Read-only attribute",
    detail: `\`${toSnakeCase(name)}\` is read-only: the provider sets it, and no configuration can. Remove it. Other blocks can refer to it.`,
    path: [name],
  }));
}
