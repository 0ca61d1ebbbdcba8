import { Construct } from "constructs";
import { duration as format, durationSeconds } from "#access/schema/formats.ts";
import { type AccessProvider, type IAccessConstruct, providerFor } from "./access-provider.ts";
import { conditional, Lazy, TerraformLocal, Token } from "./cdk.ts";
import type { Duration } from "./duration.ts";
import type { IRole, RoleReference } from "./grant.ts";
import { type Instant, instantText } from "./instant.ts";
import { Key } from "./key.ts";
import { refusal } from "./refusal.ts";
import { ServiceAccount } from "./service-account.ts";
import { laterIsInFirstHalf } from "./younger-half.ts";

export interface RotatingKeyProps {
  /** What both accounts hold. */
  readonly roles: readonly (IRole | RoleReference)[];
  /**
   * How long each of the two secrets lives: `90d`, or `Duration.days(90)`. A new one comes every half of it, and whoever
   * reads `secret` has the other half to go over to it.
   */
  readonly period: Duration | string;
  /**
   * From when periods are counted: an RFC 3339 instant or a `Date`, not a token.
   *
   * @default 2026-01-01T00:00:00Z
   */
  readonly anchor?: Instant;
  /**
   * What the accounts are called, with `-a` and `-b` after it.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What the accounts are for. Not every vendor keeps one.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * The vendor's account in which it is made.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

interface Turn {
  readonly serviceAccount: ServiceAccount;
  readonly key: Key;
}

function secondsOf(at: IAccessConstruct, { period }: RotatingKeyProps): number {
  const text = String(period);
  const seconds = format.accepts(text) ? durationSeconds(text) : 0;
  if (Number.isInteger(seconds) && seconds >= 2 && seconds % 2 === 0) return seconds;
  throw refusal(at, {
    code: "invalid_value",
    message: `\`period\` is "${text}".`,
    advice: "Give it an even number of seconds, written such as 90d, 36h or 30m.",
  });
}

function anchorOf(at: IAccessConstruct, { anchor = "2026-01-01T00:00:00Z" }: RotatingKeyProps): number {
  const milliseconds = Date.parse(instantText(anchor));
  if (Number.isFinite(milliseconds)) return Math.floor(milliseconds / 1000);
  throw refusal(at, {
    code: "invalid_value",
    message: `\`anchor\` is "${instantText(anchor)}".`,
    advice: "Give it an RFC 3339 instant such as 2027-01-31T00:00:00Z.",
  });
}

/**
 * A credential that is rotated without a gap where the vendor kills a secret the moment another is made: two accounts
 * with the same roles take turns, half a period apart, and `secret` is that of the one whose turn is not next.
 *
 * Deploy more often than every half period, and let whoever uses the secret read it again after each deploy: a deploy
 * that comes after both turns have passed rotates both at once, and what was in use dies.
 */
export class RotatingKey extends Construct {
  readonly provider: AccessProvider;
  /** The two, in the order of their turns. */
  readonly turns: readonly [Turn, Turn];
  readonly #isFirst: TerraformLocal;

  constructor(scope: Construct, id: string, props: RotatingKeyProps) {
    super(scope, id);
    this.provider = providerFor(this, props.provider);
    const period = secondsOf(this, props);
    const anchor = anchorOf(this, props);
    this.turns = [this.#turn("a", anchor, props), this.#turn("b", anchor + period / 2, props)];
    // At synth, so that `overrideLogicalId` on the keys still works. A vendor may not tell when a key was made.
    const madeAt = ({ key: { resource } }: Turn): string =>
      `coalesce(${resource.terraformResourceType}.${resource.friendlyUniqueId}.created_at, "1970-01-01T00:00:00Z")`;
    const expression = Lazy.stringValue({
      produce: () => `\${${laterIsInFirstHalf(madeAt(this.turns[0]), madeAt(this.turns[1]), { anchor, period })}}`,
    });
    this.#isFirst = new TerraformLocal(this, "IsFirst", expression);
  }

  #turn(
    letter: "a" | "b",
    anchor: number,
    { roles, period, name = this.node.id, description }: RotatingKeyProps,
  ): Turn {
    const serviceAccount = new ServiceAccount(this, letter, {
      name: `${name}-${letter}`,
      ...(description === undefined ? {} : { description }),
      provider: this.provider,
    });
    for (const role of roles) serviceAccount.addRole(role);
    const rotationAnchor = new Date(anchor * 1000);
    const key = new Key(serviceAccount, "key", { serviceAccount, rotateAfter: period, rotationAnchor });
    return { serviceAccount, key };
  }

  /** The younger secret, as a token: in the state of this stack, marked sensitive. */
  get secret(): string {
    return this.#current(({ key }) => key.secret);
  }

  /** The id of the account whose secret `secret` is. */
  get serviceAccountId(): string {
    return this.#current(({ serviceAccount }) => serviceAccount.id);
  }

  #current(pick: (turn: Turn) => string): string {
    const [first, second] = this.turns;
    return Token.asString(conditional(this.#isFirst.expression, pick(first), pick(second)));
  }
}
