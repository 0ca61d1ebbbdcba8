import type { IConstruct } from "constructs";
import {
  judgeAnyGrant,
  judgeAssertions,
  judgeBroadening,
  judgeFindings,
  judgeGrant,
  judgeGrantThere,
  judgeOnlyGrants,
  judgeReach,
} from "#review/built/engine.ts";
import { spellProps } from "#constructs/shared/typescript-terms.ts";
import type { Principal } from "#review/built/judge-grants.ts";
import type { Verdict } from "#review/built/verdict.ts";
import {
  type AccessPermission,
  type AccessPrincipal,
  type AccessRole,
  namePermission,
  namePrincipal,
  nameScope,
  nameTarget,
} from "./named.ts";
import { type AccessSource, readAccess, readInput } from "./source.ts";

/** Where a permission is asked about. */
export interface GrantOptions {
  /**
   * A Scope, or a text such as `workspace/7`; `account` for the whole account.
   *
   * @default - anywhere
   */
  readonly on?: IConstruct | string;
}

/** Where a permission is asked about: one of the two at most. */
export type PlacedGrantOptions =
  | (GrantOptions & { readonly onlyOn?: never })
  | {
      readonly on?: never;
      /** A Scope, or a text such as `workspace/7`: there, and nowhere else. It has no `.not`. */
      readonly onlyOn: IConstruct | string;
    };

export interface FindingsOptions {
  /**
   * The least severity that counts. Notes are facts, such as who may newly do what.
   *
   * @default "warning"
   */
  readonly failOn?: "error" | "warning" | "note";
  /**
   * A policy, as `latchkey review --policy` takes it: its text, or the same as an object.
   *
   * @default - the usual one
   */
  readonly policy?: string | object;
  /**
   * The instant at which expiry is judged.
   *
   * @default - now
   */
  readonly now?: Date;
}

const severities: readonly string[] = ["error", "warning", "note"];

/** What `expect` gives to a matcher, in jest and vitest alike. */
interface MatcherContext {
  readonly isNot?: boolean;
}

/** What a matcher answers, in jest and vitest alike. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** What is certain passes. What is not known, or holds in part only, passes neither with `.not` nor without. */
function conclude({ isNot = false }: MatcherContext, matcher: string, { held, says, details }: Verdict): MatcherResult {
  const pass = isNot ? held !== "no" : held === "yes";
  const expected = `expect(…)${isNot ? ".not" : ""}.${matcher}`;
  const because = held === "unknown" || (held === "partly" && isNot) ? ` (${explainNeither[held]})` : "";
  return { pass, message: () => [`${expected}: ${says}.${because}`, ...details].join("\n") };
}

const explainNeither = {
  unknown: "what is not certain passes neither with .not nor without",
  partly: "with .not, nothing of it may hold",
} as const;

/** A scope that is missing by mistake would ask about any. @throws Error */
function checkScopes<T extends object>(given: T, matcher: string): T {
  const missing = Object.entries(given).find(([name, value]) => name.startsWith("on") && value === undefined);
  if (missing === undefined) return given;
  throw new Error(`${matcher}: \`${missing[0]}\` is undefined. Pass a scope, or leave it out to ask about any.`);
}

/** @throws Error for what is no options, or has others than these */
function checkOptions<T>(given: T, names: readonly string[], matcher: string): T {
  const isOptions = typeof given === "object" && given !== null && !Array.isArray(given) && !("node" in given);
  const odd = isOptions ? Object.keys(given).find((name) => !names.includes(name)) : undefined;
  if (isOptions && odd === undefined) return checkScopes(given, matcher);
  const what = odd === undefined ? "The options are no object" : `There is no option \`${odd}\``;
  throw new Error(
    `${matcher}: ${what}. Pass ${names.map((name) => `\`${name}\``).join(", ")} in an object, or nothing.`,
  );
}

function ask(received: unknown, principal: unknown, options: GrantOptions): Principal {
  checkOptions(options, ["on"], "The question");
  const { on } = options;
  const name = namePrincipal(received, principal);
  return on === undefined ? { name } : { name, on: nameScope(received, on) };
}

function nameAll(received: unknown, all: readonly AccessPermission[], { name }: Principal) {
  if (Array.isArray(all)) return all.map((one) => namePermission(received, one, name));
  throw new Error("Give the permissions as a list: [first, second].");
}

function toText(given: string | object, what: string): string {
  if (typeof given === "string") return given;
  return JSON.stringify(Array.isArray(given) && what === "assertions" ? { assertions: given } : given);
}

/** After what `expect` received. */
type Arguments<T, Options = GrantOptions> = readonly [principal: AccessPrincipal, asked: T, options?: Options];

interface Question {
  readonly received: unknown;
  readonly principal: unknown;
  readonly permission: unknown;
  readonly onlyOn: IConstruct | string;
  readonly on: unknown;
}

function checkOnlyThere(
  context: MatcherContext,
  { received, principal, permission, onlyOn, on }: Question,
): MatcherResult {
  if (context.isNot === true) {
    throw new Error(
      "toGrant: `onlyOn` has no `.not`: it would pass for somebody who has nothing, and for somebody who has more. Use `on` with `.not`.",
    );
  }
  if (on !== undefined) throw new Error("toGrant: Pass `on` or `onlyOn`, not both.");
  const asked = ask(received, principal, { on: onlyOn });
  const verdict = judgeGrantThere(readAccess(received), asked, namePermission(received, permission, asked.name));
  return conclude(context, "toGrant", verdict);
}

/** @throws Error for a principal that does not exist, and for a permission that its vendor does not have */
function toGrant(
  this: MatcherContext,
  received: unknown,
  ...[principal, permission, options = {}]: Arguments<AccessPermission, PlacedGrantOptions>
): MatcherResult {
  const { on, onlyOn } = checkOptions(options, ["on", "onlyOn"], "toGrant");
  if (onlyOn !== undefined) return checkOnlyThere(this, { received, principal, permission, onlyOn, on });
  const asked = ask(received, principal, options);
  const access = readAccess(received);
  return conclude(this, "toGrant", judgeGrant(access, asked, namePermission(received, permission, asked.name)));
}

function toGrantOnly(
  this: MatcherContext,
  received: unknown,
  ...[principal, permissions, options = {}]: Arguments<readonly AccessPermission[]>
): MatcherResult {
  const asked = ask(received, principal, options);
  const all = nameAll(received, permissions, asked);
  return conclude(this, "toGrantOnly", judgeOnlyGrants(readAccess(received), asked, all));
}

function toGrantAnyOf(
  this: MatcherContext,
  received: unknown,
  ...[principal, permissions, options = {}]: Arguments<readonly AccessPermission[]>
): MatcherResult {
  const asked = ask(received, principal, options);
  const all = nameAll(received, permissions, asked);
  if (all.length === 0) throw new Error("toGrantAnyOf: the list of permissions is empty. Name one at least.");
  return conclude(this, "toGrantAnyOf", judgeAnyGrant(readAccess(received), asked, all));
}

function toReach(
  this: MatcherContext,
  received: unknown,
  ...[principal, target, options = {}]: Arguments<AccessPermission | AccessRole>
): MatcherResult {
  const asked = ask(received, principal, options);
  return conclude(this, "toReach", judgeReach(readAccess(received), asked, nameTarget(received, target)));
}

function toBroaden(this: MatcherContext, received: unknown, baseline: AccessSource): MatcherResult {
  const at = new Date().toISOString();
  const verdict = judgeBroadening(readInput(received, "what was received"), readInput(baseline, "the baseline"), at);
  return conclude(this, "toBroaden", verdict);
}

function toHaveNoFindings(this: MatcherContext, received: unknown, options: FindingsOptions = {}): MatcherResult {
  checkOptions(options, ["failOn", "policy", "now"], "toHaveNoFindings");
  const { failOn = "warning", policy, now = new Date() } = options;
  if (!severities.includes(failOn)) {
    throw new Error(`toHaveNoFindings: \`failOn\` is ${JSON.stringify(failOn)}. Use one of: ${severities.join(", ")}.`);
  }
  const verdict = judgeFindings(readInput(received, "what was received"), {
    failOn,
    at: now.toISOString(),
    policy: policy === undefined ? null : toText(policy, "policy"),
    spellStacks: spellProps,
  });
  return conclude(this, "toHaveNoFindings", verdict);
}

function toSatisfyAssertions(this: MatcherContext, received: unknown, assertions: string | object): MatcherResult {
  return conclude(this, "toSatisfyAssertions", judgeAssertions(readAccess(received), toText(assertions, "assertions")));
}

/** For `expect.extend`, in jest and vitest alike: docs/testing.md */
export const matchers = {
  toGrant,
  toGrantOnly,
  toGrantAnyOf,
  toReach,
  toBroaden,
  toHaveNoFindings,
  toSatisfyAssertions,
};
