import type { IConstruct } from "constructs";
import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { configurationErrors } from "#access/model/vendors/configuration-errors.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { unknown } from "#access/schema/unknown.ts";
import { Token } from "./cdk.ts";

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  /** The way out. */
  readonly advice: string;
}

/** The error that names where in the tree something cannot stand, and the way out. */
export function refusal(at: IConstruct, { code, message, advice }: Refusal): AccessError {
  return new AccessError(code, `${at.node.path}: ${message} ${advice}`, { advice });
}

/** What only Terraform will know is `unknown`, what is left out is null: the form in which rules read a configuration. */
function literal(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Token.isUnresolved(value)) return unknown;
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, literal(inner)]));
}

export interface Checked {
  readonly at: IConstruct;
  readonly definition: ResourceDefinition;
  /** Left out where the rules of no vendor apply. */
  readonly facts?: VendorFacts;
}

/**
 * Holds what is known of a configuration against the rules that the provider applies at plan.
 * @throws AccessError in the provider's words, with the construct's path before them.
 */
export function checkConfiguration({ at, definition, facts }: Checked, config: object): void {
  const entries = Object.entries(config).map(([name, value]) => [name, literal(value)] as const);
  const errors = configurationErrors(definition, Object.fromEntries(entries), facts);
  const [first] = errors;
  if (first === undefined) return;
  const lines = errors.map(({ message, advice }) => `${at.node.path}: ${message} ${advice}`);
  throw new AccessError(first.code, lines.join("\n"), { path: first.path, advice: first.advice });
}
