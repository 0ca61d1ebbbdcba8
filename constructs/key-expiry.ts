import { type IResolvable, TerraformStack, Token } from "./cdk.ts";
import type { Key } from "./gen/key.ts";

const warningDays = 30;

/** A `check` block. Resolved at synth, so that `overrideLogicalId` on the key still works after the key is made. */
class ExpiryCheck implements IResolvable {
  // Not a `Lazy`, which takes a stack trace: that is half of what a key costs.
  readonly creationStack: string[] = [];
  readonly #key: Key;
  readonly #path: string;

  constructor(key: Key, path: string) {
    this.#key = key;
    this.#path = path;
  }

  resolve(): unknown {
    const expiry = `${this.#key.terraformResourceType}.${this.#key.friendlyUniqueId}.expires_at`;
    const soon = `timeadd(plantimestamp(), "${warningDays * 24}h")`;
    return {
      assert: {
        condition: `\${timecmp(coalesce(${expiry}, "9999-12-31T23:59:59Z"), ${soon}) > 0}`,
        error_message: `The key ${this.#path} expires within ${warningDays} days, or has expired. Set a later expiresAt and deploy: its secret stays the same.`,
      },
    };
  }

  toString(): string {
    return Token.asString(this);
  }
}

/**
 * Adds a `check` block: Terraform warns at every plan and apply from 30 days before the key expires, and fails nothing.
 * A key whose expiry turns out to be null passes.
 */
export function warnBeforeExpiry(key: Key, path: string): void {
  const stack = TerraformStack.of(key);
  stack.addOverride(`check.expiry_${stack.getLogicalId(key)}`, new ExpiryCheck(key, path));
}
