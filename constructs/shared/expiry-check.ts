import { duration, durationSeconds } from "#access/schema/formats.ts";
import { type IResolvable, TerraformStack, Token } from "./cdk.ts";
import type { Key } from "./gen/key.ts";

const mostWarningHours = 30 * 24;

/** How a key ends, and what happens before. Durations are texts in Go's form with days, or tokens. */
export interface Ending {
  readonly expiresAt?: string | undefined;
  readonly expiresIn?: string | undefined;
  readonly rotateAfter?: string | undefined;
}

function secondsOf(text: string | undefined): number | undefined {
  return text !== undefined && !Token.isUnresolved(text) && duration.accepts(text) ? durationSeconds(text) : undefined;
}

/** A third of a life that is known and short; nobody needs thirty days' notice of a week. */
function warningHours({ expiresIn }: Ending): number {
  const life = secondsOf(expiresIn);
  return life === undefined ? mostWarningHours : Math.min(mostWarningHours, Math.max(1, Math.floor(life / 3 / 3600)));
}

/** A date is the same for a key's successors; a lifetime begins anew. */
function rotatesBeforeItsEnd({ expiresIn, rotateAfter }: Ending): boolean {
  const [life, period] = [secondsOf(expiresIn), secondsOf(rotateAfter)];
  return life !== undefined && period !== undefined && period < life;
}

function message(path: string, ending: Ending): string {
  const hours = warningHours(ending);
  const within = hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`;
  const advice =
    ending.expiresIn === undefined
      ? "Set a later expiresAt and deploy: its secret stays the same."
      : "Set rotateAfter to less than expiresIn: it is rotated before it expires then.";
  return `The key ${path} expires within ${within}, or has expired. ${advice}`;
}

/** A `check` block. Resolved at synth, so that `overrideLogicalId` on the key still works after the key is made. */
class ExpiryCheck implements IResolvable {
  // Not a `Lazy`, which takes a stack trace: that is half of what a key costs.
  readonly creationStack: string[] = [];
  readonly #key: Key;
  readonly #path: string;
  readonly #ending: Ending;

  constructor(key: Key, path: string, ending: Ending) {
    this.#key = key;
    this.#path = path;
    this.#ending = ending;
  }

  resolve(): unknown {
    const expiry = `${this.#key.terraformResourceType}.${this.#key.friendlyUniqueId}.expires_at`;
    const soon = `timeadd(plantimestamp(), "${warningHours(this.#ending)}h")`;
    return {
      assert: {
        condition: `\${timecmp(coalesce(${expiry}, "9999-12-31T23:59:59Z"), ${soon}) > 0}`,
        error_message: message(this.#path, this.#ending),
      },
    };
  }

  toString(): string {
    return Token.asString(this);
  }
}

/**
 * Adds a `check` block: Terraform warns at every plan and apply from 30 days before the key expires, or from a third of
 * a shorter life before it, and fails nothing. A key whose expiry turns out to be null passes. One that never expires or
 * that is rotated before it does gets no check.
 */
export function warnBeforeExpiry(key: Key, path: string, ending: Ending): void {
  const expires = ending.expiresAt !== undefined || ending.expiresIn !== undefined;
  if (!expires || rotatesBeforeItsEnd(ending)) return;
  const stack = TerraformStack.of(key);
  stack.addOverride(`check.expiry_${stack.getLogicalId(key)}`, new ExpiryCheck(key, path, ending));
}
