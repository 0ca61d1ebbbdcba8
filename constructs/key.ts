import type { Construct } from "constructs";
import type { AccessProvider, IAccessConstruct } from "./access-provider.ts";
import type { Duration } from "./duration.ts";
import { Key as Resource } from "./gen/key.ts";
import type { Instant } from "./instant.ts";
import type { ById } from "./reference.ts";
import type { IServiceAccount } from "./service-account.ts";
import { AccessObject } from "./shared/access-object.ts";
import { TerraformStack, Token } from "./shared/cdktf.ts";
import { createConstructError } from "./shared/construct-error.ts";
import { addExpiryCheck } from "./shared/expiry-check.ts";
import { allowSecret, type SecretConsumer } from "./shared/handed-secrets.ts";
import { importInto } from "./shared/import-into.ts";
import { lookUpById } from "./shared/look-up.ts";
import { completeConfiguration, readOwnArguments } from "./shared/noun-configuration.ts";
import { checkSameAccount } from "./shared/same-account.ts";
import { SubjectBase } from "./shared/subject-base.ts";
import { formatOptionalDuration, formatOptionalInstant } from "./shared/time-text.ts";
import type { OwnArguments } from "./vendor-arguments.ts";
import { keyPropKinds } from "./shared/key-prop-kinds.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";

export interface KeyProps {
  /**
   * The account that the key acts as. Some vendors make an account with each key instead:
   * docs/resources/key.md#by-vendor
   *
   * @default - none
   */
  readonly serviceAccount?: IServiceAccount;
  /**
   * The name of the key. What a change does depends on the vendor: docs/resources/key.md#by-vendor
   *
   * @default - the construct's id; none if the vendor's keys have no name of their own
   */
  readonly name?: string;
  /**
   * When the key stops working: an RFC 3339 instant, such as `2027-01-31T00:00:00Z`, or a `Date`. Every plan in the 30
   * days before it warns. What a change does depends on the vendor: docs/resources/key.md#by-vendor
   *
   * @default - never
   */
  readonly expiresAt?: Instant;
  /**
   * How long the key works, counted from when it is created; instead of `expiresAt`. A string has Go's form with days:
   * `90d`, `36h`. The first deploy after it expired rotates it; a shorter `rotateAfter` rotates it earlier. What a change
   * does depends on the vendor: docs/resources/key.md#by-vendor
   *
   * @default - it never expires
   */
  readonly expiresIn?: Duration | string;
  /**
   * The age at which the key is rotated, longer than zero: the first deploy after that gives it another id and secret.
   * Everything that has its secret follows in the same deploy.
   *
   * @default - it is not rotated by age
   */
  readonly rotateAfter?: Duration | string;
  /**
   * The instant from which periods of `rotateAfter` are counted, so that several keys rotate on the same days.
   *
   * @default - when the key is created
   */
  readonly rotationAnchor?: Instant;
  /**
   * How long the old key keeps working after a rotation. The first deploy after that revokes it.
   *
   * @default - it is revoked at once
   */
  readonly overlap?: Duration | string;
  /**
   * Any values, by names you choose: the key is rotated when one of them changes. They are kept in state in clear.
   *
   * @default - none
   */
  readonly keepers?: { readonly [name: string]: string };
  /**
   * age public keys (`age1…`) to encrypt the secret for: state, plans and outputs then never hold it in clear. Read it as
   * `key.encryptedSecret`, and decrypt it with `age --decrypt`. Changing them rotates the key.
   *
   * @default - the secret is in state in clear, marked sensitive
   */
  readonly encryptTo?: readonly string[];
  /**
   * Text that the vendor shows beside the name. Some vendors do not support it, and what a change does depends on the
   * vendor: docs/resources/key.md#by-vendor
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Arguments that only this vendor has, as its vocabulary makes them.
   *
   * @default - none
   */
  readonly own?: OwnArguments;
  /**
   * What the key is for, for reviewers. It is kept in state and never sent to the vendor.
   *
   * @default - none
   */
  readonly reason?: string;
  /**
   * The provider of the account in which it is created.
   *
   * @default - that of the service account, else the stack's only AccessProvider
   */
  readonly provider?: AccessProvider;
}

/** A credential of one service account, whether it is created here or already exists. */
export interface IKey extends IAccessConstruct {
  readonly noun: "key";
  /** The vendor's id of the key. A rotation gives the key another one. */
  readonly id: string;
  /** Undefined if only the id is known. */
  readonly name: string | undefined;
}

const noun = { type: "key" };

class ExistingKey extends AccessObject implements IKey {
  readonly noun = "key";
}

/** The account's provider where the account is in the same stack: a key cannot use a provider of another stack. */
function chooseProvider(scope: Construct, { provider, serviceAccount }: KeyProps): AccessProvider | undefined {
  if (provider !== undefined || serviceAccount === undefined) return provider;
  return TerraformStack.of(serviceAccount) === TerraformStack.of(scope) ? serviceAccount.provider : undefined;
}

function toConfiguration({ serviceAccount, ...props }: KeyProps, name: string | undefined) {
  const { keepers, encryptTo, description, reason } = props;
  return {
    serviceAccountId: serviceAccount?.id,
    name,
    description,
    expiresAt: formatOptionalInstant(props.expiresAt),
    expiresIn: formatOptionalDuration(props.expiresIn),
    rotateAfter: formatOptionalDuration(props.rotateAfter),
    rotationAnchor: formatOptionalInstant(props.rotationAnchor),
    overlap: formatOptionalDuration(props.overlap),
    keepers: keepers === undefined || Token.isUnresolved(keepers) ? keepers : { ...keepers },
    encryptTo: encryptTo && (Token.isUnresolved(encryptTo) ? Token.asList(encryptTo) : [...encryptTo]),
    reason,
  };
}

const kinds: PropKinds<KeyProps> = { serviceAccount: "construct", own: "object", ...keyPropKinds };

/**
 * A credential of one service account. Where the vendor makes the account with the key, the key itself can hold roles.
 *
 * What each vendor supports, and whether a change keeps the secret there: docs/resources/key.md#by-vendor
 *
 * There is no `fromName`: no data source finds a single key, because several keys can have the same name. The data source
 * `DataAccessKeys` in `latchkey/l1` lists all keys.
 */
export class Key extends SubjectBase implements IKey {
  /**
   * A key that exists, by the vendor's id. Nothing is looked up: its secret and its account are not known, so it cannot
   * hold roles.
   */
  static fromId(scope: Construct, id: string, value: string | ById): IKey {
    return new ExistingKey(scope, id, lookUpById(value));
  }

  readonly noun = "key";
  declare readonly name: string;
  readonly serviceAccount: IServiceAccount | undefined;
  readonly resource: Resource;
  readonly #isEncrypted: boolean;

  /** @throws AccessError for a value that the vendor does not accept, and for an account of another vendor */
  constructor(scope: Construct, id: string, props: KeyProps) {
    checkProps({ scope, id, class: "Key" }, props, kinds);
    super(scope, id, { name: props.name ?? id, provider: chooseProvider(scope, props) });
    const { serviceAccount } = props;
    this.serviceAccount = serviceAccount;
    if (serviceAccount !== undefined) {
      if (serviceAccount.noun !== "service_account") {
        const message = `\`serviceAccount\`: ${serviceAccount.node.path} is no service account.`;
        throw createConstructError(this, { code: "invalid_value", message, advice: "Pass a ServiceAccount." });
      }
      checkSameAccount(this, `the account ${serviceAccount.node.path}`, serviceAccount);
    }
    const hasName = this.provider.facts.nouns["key"]?.attributes["name"]?.unsupported === undefined;
    const config = {
      ...toConfiguration(props, hasName ? this.name : props.name),
      ...readOwnArguments(this, props.own),
    };
    this.resource = new Resource(this, "Resource", completeConfiguration(this, noun, config));
    this.#isEncrypted = config.encryptTo !== undefined;
    addExpiryCheck(this.resource, this.node.path, config);
  }

  protected override get identity(): { readonly id: string } {
    return this.resource;
  }

  /**
   * The account that comes with the key.
   *
   * @internal
   * @throws AccessError if the key acts as a service account, which holds the roles itself
   */
  get bindingSubject(): { readonly serviceAccountId: string } {
    if (this.serviceAccount === undefined) return { serviceAccountId: this.resource.serviceAccountId };
    const message = `a key does what its account may do, and ${this.serviceAccount.node.path} is what holds roles.`;
    throw createConstructError(this, { code: "invalid_value", message, advice: "Grant the role to the account." });
  }

  /**
   * The key itself, for one construct: a token for that construct's props. Name the construct, or the scope and the id that it is
   * made with: `new TerraformOutput(stack, "token", { value: key.secretFor(stack, "token") })`. Wherever else the secret occurs,
   * synth fails: in another construct, in a name, a tag or a description, in another stack. It is in the state of this stack, marked
   * sensitive, and an output that shows it is marked too.
   *
   * @throws AccessError with `encryptTo`, which keeps it out of state, and for a consumer of another stack
   */
  secretFor(...consumer: SecretConsumer): string {
    if (this.#isEncrypted) {
      const message = "the secret is not available in clear with `encryptTo`.";
      throw createConstructError(this, { code: "invalid_value", message, advice: "Use `encryptedSecret`." });
    }
    allowSecret({ owner: this, attribute: "secret" }, consumer);
    return this.resource.secret;
  }

  /** Manages a key that exists from the next deploy on, by its import id: docs/resources/key.md#import. It has no secret: no vendor shows one again. */
  importFrom(id: string): this {
    return importInto(this, this.resource, id);
  }

  /** The key itself, encrypted for `encryptTo`: an armored age file, as a token. Null without `encryptTo`. */
  get encryptedSecret(): string {
    return this.resource.encryptedSecret;
  }
}
