import { duration, toSeconds } from "#access/schema/formats.ts";
import type { Key } from "../gen/key.ts";
import { Annotations, App, type IResolvable, TerraformStack, Token } from "./cdktf.ts";

const mostWarningHours = 30 * 24;

/** The values that decide when a key expires and rotates. Durations are texts in Go's form with days, or tokens. */
export interface KeyLifetime {
  readonly expiresAt?: string | undefined;
  readonly expiresIn?: string | undefined;
  readonly rotateAfter?: string | undefined;
}

function readSeconds(text: string | undefined): number | undefined {
  return text !== undefined && !Token.isUnresolved(text) && duration.accepts(text) ? toSeconds(text) : undefined;
}

/** Thirty days, or a third of the lifetime where that is known and shorter. */
function computeWarningHours({ expiresIn }: KeyLifetime): number {
  const seconds = readSeconds(expiresIn);
  if (seconds === undefined) return mostWarningHours;
  return Math.min(mostWarningHours, Math.max(1, Math.floor(seconds / 3 / 3600)));
}

/** A rotation restarts `expiresIn`, but does not change `expiresAt`. */
function rotatesBeforeExpiry({ expiresIn, rotateAfter }: KeyLifetime): boolean {
  const lifetime = readSeconds(expiresIn);
  const period = readSeconds(rotateAfter);
  return lifetime !== undefined && period !== undefined && period < lifetime;
}

function writeWarning(path: string, lifetime: KeyLifetime): string {
  const hours = computeWarningHours(lifetime);
  const within = hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`;
  const advice =
    lifetime.expiresIn === undefined
      ? "Set a later expiresAt and deploy."
      : "Set rotateAfter to less than expiresIn, so that it is rotated before it expires.";
  return `The key ${path} expires within ${within}, or has expired. ${advice}`;
}

/** A `check` block. It is resolved at synth, so that `overrideLogicalId` on the key still works later. */
class ExpiryCheck implements IResolvable {
  // Not a `Lazy`, which takes a stack trace: that is half of what a key costs.
  readonly creationStack: string[] = [];
  readonly #key: Key;
  readonly #path: string;
  readonly #lifetime: KeyLifetime;

  constructor(key: Key, path: string, lifetime: KeyLifetime) {
    this.#key = key;
    this.#path = path;
    this.#lifetime = lifetime;
  }

  resolve(): unknown {
    const expiry = `${this.#key.terraformResourceType}.${this.#key.friendlyUniqueId}.expires_at`;
    const soon = `timeadd(plantimestamp(), "${computeWarningHours(this.#lifetime)}h")`;
    return {
      assert: {
        condition: `\${timecmp(coalesce(${expiry}, "9999-12-31T23:59:59Z"), ${soon}) > 0}`,
        error_message: writeWarning(this.#path, this.#lifetime),
      },
    };
  }

  toString(): string {
    return Token.asString(this);
  }
}

/**
 * Adds a `check` block: Terraform warns at every plan and apply in the 30 days before the key expires, or in the last
 * third of a shorter lifetime, and nothing fails. A key whose expiry turns out to be null passes. A key that never expires
 * or is rotated before it expires gets no check.
 */
export function addExpiryCheck(key: Key, path: string, lifetime: KeyLifetime): void {
  const expires = lifetime.expiresAt !== undefined || lifetime.expiresIn !== undefined;
  if (!expires || rotatesBeforeExpiry(lifetime)) return;
  const stack = TerraformStack.of(key);
  if (App.of(key).hclOutput) {
    const warning = `the warning before ${path} expires is not written as HCL. Synthesize JSON, which is the default.`;
    Annotations.of(key).addWarning(warning);
  }
  stack.addOverride(`check.expiry_${stack.getLogicalId(key)}`, new ExpiryCheck(key, path, lifetime));
}
