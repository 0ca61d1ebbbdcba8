import type { IConstruct } from "constructs";
import { AccessError, errorTable } from "#access/model/errors.ts";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { findConfigurationErrors } from "#access/model/vendors/configuration-errors.ts";
import { unknown } from "#access/schema/unknown.ts";
import { Token } from "./cdktf.ts";
import { type NounTerms, toTypeScript } from "./typescript-terms.ts";

/** The form in which rules read a configuration: a token is `unknown`, and a missing value is null. */
function toRuleValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (Token.isUnresolved(value)) return unknown;
  if (Array.isArray(value)) return value.map(toRuleValue);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toRuleValue(inner)]));
}

/** The message, and the advice if it differs from the general advice for the code. */
function writeMessage({ code, message, advice }: AccessError): string {
  return advice === errorTable[code].advice ? message : `${message} ${advice}`;
}

export interface ConfigurationRules extends NounTerms {
  readonly at: IConstruct;
  /** Left out if no vendor's rules apply. */
  readonly facts?: VendorFacts;
}

/**
 * Checks the known values of a configuration against the rules that the provider applies at plan.
 *
 * @throws AccessError with a line for each mistake: the construct's path, then the provider's message in TypeScript's terms
 */
export function checkConfiguration(rules: ConfigurationRules, config: object): void {
  const { at, definition, facts } = rules;
  const entries = Object.entries(config).map(([name, value]) => [name, toRuleValue(value)] as const);
  const errors = findConfigurationErrors(definition, Object.fromEntries(entries), facts);
  const [first] = errors;
  if (first === undefined) return;
  const lines = errors.map((error) => `${at.node.path}: ${toTypeScript(writeMessage(error), rules)}`);
  const advice = toTypeScript(first.advice, rules);
  throw new AccessError(first.code, lines.join("\n"), { path: first.path, advice });
}
