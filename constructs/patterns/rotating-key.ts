import type { Construct } from "constructs";
import { AccessConstruct } from "../shared/access-construct.ts";
import { duration as durationFormat, toSeconds } from "#access/schema/formats.ts";
import { AccessProvider, type IAccessConstruct } from "../access-provider.ts";
import type { Duration } from "../duration.ts";
import type { IRole, RoleReference } from "../grant.ts";
import type { Instant } from "../instant.ts";
import { Key } from "../key.ts";
import { ServiceAccount } from "../service-account.ts";
import { conditional, Lazy, TerraformLocal, Token } from "../shared/cdktf.ts";
import { createConstructError } from "../shared/construct-error.ts";
import type { SecretConsumer } from "../shared/handed-secrets.ts";
import { laterIsInFirstHalf } from "../shared/half-period-expression.ts";
import { formatInstant } from "../shared/time-text.ts";
import { checkProps, type PropKinds } from "../shared/props.ts";

export interface RotatingKeyProps {
  /** The roles that both accounts hold. */
  readonly roles: readonly (IRole | RoleReference)[];
  /**
   * How long each of the two secrets lives: `90d`, or `Duration.days(90)`; an even number of seconds. The secret changes every
   * half period, and the one before it keeps working for another half, in which its users can switch.
   */
  readonly period: Duration | string;
  /**
   * The instant from which periods are counted: an RFC 3339 text or a `Date`, but not a token.
   *
   * @default 2026-01-01T00:00:00Z
   */
  readonly anchor?: Instant;
  /**
   * The name of the accounts, to which `-a` and `-b` are appended.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * What the accounts are for. Some vendors do not support it: docs/resources/service_account.md#by-vendor
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * The provider of the account in which everything is created.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

interface Turn {
  readonly serviceAccount: ServiceAccount;
  readonly key: Key;
}

function readPeriodSeconds(at: IAccessConstruct, { period }: RotatingKeyProps): number {
  const text = String(period);
  const seconds = durationFormat.accepts(text) ? toSeconds(text) : 0;
  if (Number.isInteger(seconds) && seconds >= 2 && seconds % 2 === 0) return seconds;
  throw createConstructError(at, {
    code: "invalid_value",
    message: `\`period\` is "${text}".`,
    advice: "Use an even number of seconds, such as 90d, 36h or 30m.",
  });
}

function readAnchorSeconds(at: IAccessConstruct, { anchor = "2026-01-01T00:00:00Z" }: RotatingKeyProps): number {
  const milliseconds = Date.parse(formatInstant(anchor));
  if (Number.isFinite(milliseconds)) return Math.floor(milliseconds / 1000);
  throw createConstructError(at, {
    code: "invalid_value",
    message: `\`anchor\` is "${formatInstant(anchor)}".`,
    advice: "Use an RFC 3339 instant such as 2027-01-31T00:00:00Z.",
  });
}

const kinds: PropKinds<RotatingKeyProps> = {
  roles: "objects!",
  period: "duration!",
  anchor: "instant",
  name: "text",
  description: "text",
  provider: "construct",
};

/**
 * A credential that is rotated without an interruption, for vendors that revoke a secret as soon as the next is made. Two
 * accounts with the same roles take turns, half a period apart; `secret` is the one that was made last.
 *
 * Deploy at least once every half period, and make everything that uses the secret read it again after each deploy. A deploy
 * that finds both keys due rotates both at once, and the secret in use stops working.
 */
export class RotatingKey extends AccessConstruct {
  readonly provider: AccessProvider;
  /** The two accounts and their keys, in the order of their turns. */
  readonly turns: readonly [Turn, Turn];
  readonly #isFirst: TerraformLocal;

  /** @throws AccessError for a `period` or an `anchor` in another form */
  constructor(scope: Construct, id: string, props: RotatingKeyProps) {
    checkProps({ scope, id, class: "RotatingKey" }, props, kinds);
    super(scope, id);
    this.provider = AccessProvider.of(this, props.provider);
    const period = readPeriodSeconds(this, props);
    const anchor = readAnchorSeconds(this, props);
    this.turns = [this.#createTurn("a", anchor, props), this.#createTurn("b", anchor + period / 2, props)];
    // At synth, so that `overrideLogicalId` on the keys still works. A vendor may not say when a key was made.
    const madeAt = ({ key: { resource } }: Turn): string =>
      `coalesce(${resource.terraformResourceType}.${resource.friendlyUniqueId}.created_at, "1970-01-01T00:00:00Z")`;
    const expression = Lazy.stringValue({
      produce: () => `\${${laterIsInFirstHalf(madeAt(this.turns[0]), madeAt(this.turns[1]), { anchor, period })}}`,
    });
    this.#isFirst = new TerraformLocal(this, "IsFirst", expression);
  }

  #createTurn(letter: "a" | "b", anchor: number, props: RotatingKeyProps): Turn {
    const { roles, period, name = this.node.id, description } = props;
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

  /** The younger of the two secrets, for one construct, as `Key.secretFor`. */
  secretFor(...consumer: SecretConsumer): string {
    return this.#pickCurrent(({ key }) => key.secretFor(...consumer));
  }

  /** The id of the account that the younger secret belongs to: a token. */
  get serviceAccountId(): string {
    return this.#pickCurrent(({ serviceAccount }) => serviceAccount.id);
  }

  #pickCurrent(pick: (turn: Turn) => string): string {
    const [first, second] = this.turns;
    return Token.asString(conditional(this.#isFirst.expression, pick(first), pick(second)));
  }
}
