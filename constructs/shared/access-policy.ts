import type { IConstruct } from "constructs";
import { AccessError } from "#access/model/errors.ts";
import type { PolicyProps } from "../policy.ts";
import type { FindingCode } from "../review.ts";
import { Aspects, type IAspect } from "./cdktf.ts";
import { isAtOrBelow } from "./code-blocks.ts";

/** What findings depend on, as in a file of policy: docs/review.md#decide-what-counts */
export interface PolicySettings {
  readonly keyLifetimeDays?: number;
  readonly reasonRequired?: boolean;
  readonly overlapRequired?: boolean;
}

/** Which findings of a review a policy does not want. */
export interface PolicyRule {
  /** The name of its class. */
  readonly name: string;
  readonly codes: readonly FindingCode[];
  readonly settings: PolicySettings;
  readonly severity: "error" | "warning";
}

/** Several bundles of the package have this file: a symbol of the process is the same in each of them. */
const key = Symbol.for("latchkey/policy");

const severities = ["error", "warning"] as const;

function readSeverity(name: string, { severity = "error" }: PolicyProps): PolicyRule["severity"] {
  if (severities.includes(severity)) return severity;
  const advice = "Set it to one of: error, warning.";
  throw new AccessError("invalid_value", `${name}: \`severity\` is ${JSON.stringify(severity)}. ${advice}`, { advice });
}

function checkNames(name: string, props: object, known: readonly string[]): void {
  if (typeof props !== "object" || props === null) {
    const advice = `Pass an object with ${known.map((one) => `\`${one}\``).join(", ")}, or nothing.`;
    throw new AccessError("invalid_value", `${name}: what it got are no props. ${advice}`, { advice });
  }
  const strange = Object.keys(props).find((prop) => !known.includes(prop));
  if (strange === undefined) return;
  const advice = `It has: ${known.map((one) => `\`${one}\``).join(", ")}.`;
  throw new AccessError("invalid_value", `${name} has no prop \`${strange}\`. ${advice}`, { advice });
}

/** What a policy is, beside what every policy takes. */
interface PolicyParts extends Pick<PolicyRule, "name" | "codes"> {
  readonly settings?: PolicySettings;
  /** The names of the props that it has beside those of every policy. */
  readonly props?: readonly string[];
}

/**
 * Findings of `latchkey review` that a construct must not have, nor anything below it. Add it to an app, a stack or any construct:
 * `Aspects.of(app).add(new ForbidAdmin())`, or `stack.with(new ForbidAdmin())` with constructs 10.6 or later.
 *
 * Each stack is judged once, when it is complete, as if its first deploy made all of it. What `Review.of(construct).accept(…)`
 * accepts is no matter.
 */
export abstract class AccessPolicy implements IAspect {
  /** @throws AccessError for props that it does not have */
  protected constructor({ name, codes, settings = {}, props: own = [] }: PolicyParts, props: PolicyProps) {
    checkNames(name, props, [...own, "severity"]);
    const value: PolicyRule = { name, codes, settings, severity: readSeverity(name, props) };
    Object.defineProperty(this, key, { value, enumerable: false });
  }

  /** CDKTF calls it for each construct. The stack is judged as a whole, when it is validated. */
  visit(construct: IConstruct): void {
    void construct;
  }

  /** As a mixin, it applies to every construct. */
  supports(construct: IConstruct): boolean {
    return construct.node.scopes.every((above) => !Aspects.of(above).all.includes(this));
  }

  /** As a mixin: the same as `Aspects.of(construct).add(policy)`. */
  applyTo(construct: IConstruct): void {
    Aspects.of(construct).add(this);
  }
}

interface Ruling {
  readonly [key]?: PolicyRule;
}

/** A rule, and the construct at which it holds. */
export interface PlacedRule extends PolicyRule {
  readonly at: IConstruct;
}

/** The policies that hold at exactly this construct. */
export function listRules(at: IConstruct): readonly PlacedRule[] {
  return Aspects.of(at).all.flatMap((aspect: IAspect & Ruling) => {
    const rule = aspect[key];
    return rule === undefined ? [] : [{ ...rule, at }];
  });
}

/** Whether a rule is about what is at one of some paths. */
export function isAbout({ at }: PlacedRule, paths: readonly string[]): boolean {
  return paths.some((path) => isAtOrBelow(path, at));
}
