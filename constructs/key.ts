import type { Construct } from "constructs";
import { nounDefinition } from "#vendors/definitions.ts";
import { type AccessProvider, checkSameVendor, providerFor } from "./access-provider.ts";
import { TerraformStack } from "./cdk.ts";
import type { Duration } from "./duration.ts";
import { Key as Resource } from "./gen/key.ts";
import { type Instant, instantText } from "./instant.ts";
import { warnBeforeExpiry } from "./key-expiry.ts";
import { type OwnArguments, ownValues } from "./own-arguments.ts";
import { checkConfiguration, refusal } from "./refusal.ts";
import type { IServiceAccount } from "./service-account.ts";
import { SubjectBase } from "./subject.ts";

export interface KeyProps {
  /**
   * Who the key acts as.
   *
   * @default - none: the vendor makes one with the key, and vendors that do not refuse that
   */
  readonly serviceAccount?: IServiceAccount;
  /**
   * What the key is called.
   *
   * @default - the construct's id; none where the vendor's keys have no name of their own
   */
  readonly name?: string;
  /**
   * When the key stops working: an RFC 3339 instant, such as `2027-01-31T00:00:00Z`, or a `Date`. Changing it keeps the
   * secret. From 30 days before it every plan warns.
   *
   * @default - never
   */
  readonly expiresAt?: Instant;
  /**
   * How long the key works, counted from when it is made; instead of `expiresAt`. Changing it keeps the secret, unless
   * the key is older than that already. Once it has expired, the next deploy rotates it; with a shorter `rotateAfter` it
   * is rotated before. A text is in Go's form with days: `90d`, `36h`.
   *
   * @default - never
   */
  readonly expiresIn?: Duration | string;
  /**
   * How old the key may get: the first deploy after that rotates it, which gives it another id and secret. Whatever refers
   * to `key.secret` follows in that deploy. It has to be longer than zero.
   *
   * @default - it is not rotated by age
   */
  readonly rotateAfter?: Duration | string;
  /**
   * From when periods of `rotateAfter` are counted, so that keys rotate on the same days.
   *
   * @default - from when the key is made
   */
  readonly rotationAnchor?: Instant;
  /**
   * How long the old key goes on working after a rotation. The first deploy after that revokes it.
   *
   * @default - it is revoked at once
   */
  readonly overlap?: Duration | string;
  /**
   * Values of any meaning, by names of yours: the key is rotated when one of them changes. They are kept in state in clear.
   *
   * @default - nothing
   */
  readonly keepers?: { readonly [name: string]: string };
  /**
   * Public keys of age, such as `age1…`, that the secret is encrypted for: state, plans and outputs then never hold it
   * in clear. Read it as `key.encryptedSecret`; `age --decrypt` opens it. Changing them rotates the key.
   *
   * @default - the secret is in state in clear, marked sensitive
   */
  readonly encryptTo?: readonly string[];
  /**
   * What the vendor shows beside the name, where it has such a field.
   *
   * @default - nothing
   */
  readonly description?: string;
  /**
   * What the vendor alone has, as its vocabulary makes it.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * What the key is for: for reviewers. It is kept in state and never sent to the vendor.
   *
   * @default - no reason is kept
   */
  readonly reason?: string;
  /**
   * The vendor's account in which it is made.
   *
   * @default - that of the service account, else the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** The provider of the account, where that is in the same stack: a block cannot name one of another. */
function providerOf(key: Key, { provider, serviceAccount }: KeyProps): AccessProvider {
  const isNear = serviceAccount !== undefined && TerraformStack.of(serviceAccount) === TerraformStack.of(key);
  return providerFor(key, provider ?? (isNear ? serviceAccount.provider : undefined));
}

function durationText(duration: Duration | string | undefined): string | undefined {
  return duration === undefined ? undefined : String(duration);
}

function configurationOf({ serviceAccount, ...props }: KeyProps, name: string | undefined) {
  const { expiresAt, rotationAnchor, keepers, encryptTo, description, reason } = props;
  return {
    serviceAccountId: serviceAccount?.id,
    name,
    description,
    expiresAt: expiresAt === undefined ? undefined : instantText(expiresAt),
    expiresIn: durationText(props.expiresIn),
    rotateAfter: durationText(props.rotateAfter),
    rotationAnchor: rotationAnchor === undefined ? undefined : instantText(rotationAnchor),
    overlap: durationText(props.overlap),
    keepers: keepers === undefined ? undefined : { ...keepers },
    encryptTo: encryptTo === undefined ? undefined : [...encryptTo],
    reason,
  };
}

/** A credential of one service account. Where the vendor makes the account with the key, the key can hold roles. */
export class Key extends SubjectBase {
  readonly provider: AccessProvider;
  readonly serviceAccount: IServiceAccount | undefined;
  readonly name: string;
  readonly resource: Resource;
  readonly #isSealed: boolean;

  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id);
    const { serviceAccount } = props;
    this.provider = providerOf(this, props);
    this.serviceAccount = serviceAccount;
    this.name = props.name ?? id;
    if (serviceAccount !== undefined) {
      const what = `the account ${serviceAccount.node.path}`;
      checkSameVendor(this, { what, vendor: serviceAccount.provider.facts.name });
    }
    const isNamed = this.provider.facts.nouns["key"]?.attributes["name"]?.unsupported === undefined;
    const config = { ...configurationOf(props, isNamed ? this.name : props.name), ...ownValues(this, props.own) };
    checkConfiguration({ at: this, definition: nounDefinition("key"), facts: this.provider.facts }, config);
    this.#isSealed = config.encryptTo !== undefined;
    this.resource = new Resource(this, "Resource", { ...config, provider: this.provider });
    warnBeforeExpiry(this.resource, this.node.path, config);
  }

  /** The account that comes with the key. @throws AccessError where the key is of an account of its own */
  get bindingSubject(): { readonly serviceAccountId: string } {
    if (this.serviceAccount === undefined) return { serviceAccountId: this.resource.serviceAccountId };
    const message = `a key does what its account may: ${this.serviceAccount.node.path} is who holds roles.`;
    throw refusal(this, { code: "invalid_value", message, advice: "Give the role to the account." });
  }

  /** The vendor's id of the key. */
  get id(): string {
    return this.resource.id;
  }

  /**
   * The key itself: a token. It is in the state of this stack, marked sensitive, and an output that shows it is marked
   * too. Do not use it in another stack: that copies it into a second state.
   *
   * @throws AccessError with `encryptTo`, where there is none
   */
  get secret(): string {
    if (!this.#isSealed) return this.resource.secret;
    const message = "`secret` is read of a key with `encryptTo`, which has none in clear.";
    throw refusal(this, { code: "invalid_value", message, advice: "Use `encryptedSecret`." });
  }

  /** The key itself, encrypted for `encryptTo`: an armored age file, as a token. Null without `encryptTo`. */
  get encryptedSecret(): string {
    return this.resource.encryptedSecret;
  }
}
