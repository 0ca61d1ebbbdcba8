import { Construct } from "constructs";
import { key as definition } from "../model/resources/key.ts";
import { type AccessProvider, checkSameVendor, providerFor } from "./access-provider.ts";
import { TerraformStack } from "./cdk.ts";
import { Key as Resource } from "./gen/key.ts";
import { type Instant, instantText } from "./instant.ts";
import { warnBeforeExpiry } from "./key-expiry.ts";
import { checkConfiguration } from "./refusal.ts";
import type { IServiceAccount } from "./service-account.ts";

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
   * @default - the construct's id
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

/** A credential of one service account. */
export class Key extends Construct {
  readonly provider: AccessProvider;
  readonly serviceAccount: IServiceAccount | undefined;
  readonly name: string;
  readonly resource: Resource;

  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id);
    const { serviceAccount, reason } = props;
    this.provider = providerOf(this, props);
    this.serviceAccount = serviceAccount;
    this.name = props.name ?? id;
    if (serviceAccount !== undefined) {
      const what = `the account ${serviceAccount.node.path}`;
      checkSameVendor(this, { what, vendor: serviceAccount.provider.facts.name });
    }
    const expiresAt = props.expiresAt === undefined ? undefined : instantText(props.expiresAt);
    const config = { serviceAccountId: serviceAccount?.id, name: this.name, expiresAt, reason };
    checkConfiguration({ at: this, definition, facts: this.provider.facts }, config);
    this.resource = new Resource(this, "Resource", { ...config, provider: this.provider });
    if (expiresAt !== undefined) warnBeforeExpiry(this.resource, this.node.path);
  }

  /** The vendor's id of the key. */
  get id(): string {
    return this.resource.id;
  }

  /**
   * The key itself: a token. It is in the state of this stack, marked sensitive, and an output that shows it is marked
   * too. Do not use it in another stack: that copies it into a second state.
   */
  get secret(): string {
    return this.resource.secret;
  }
}
