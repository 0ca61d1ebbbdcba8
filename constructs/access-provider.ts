import type { Construct, IConstruct } from "constructs";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { type GuardMode, guardModes, providerSettings, providerSummary } from "#access/model/provider/settings.ts";
import { headerNameError, repeatedHeaderErrors } from "#access/model/provider/request-headers.ts";
import { defineResource } from "#access/schema/definition.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { Aspects, type IResolvable, Lazy, TerraformStack, Token } from "./cdk.ts";
import { attachDelivery } from "./delivery/attach.ts";
import { AccessProvider as ProviderBlock } from "./gen/provider.ts";
import { checkConfiguration, refusal } from "./refusal.ts";
import { StackAspect } from "./stack-aspect.ts";
import type { VendorName } from "./vendor-name.gen.ts";

export interface AccessProviderProps {
  /** The vendor whose account this is. It decides which permissions, names and nouns are accepted. */
  readonly vendor: VendorName;
  /**
   * Base URL of the vendor's API.
   *
   * @default - at plan and apply: ACCESS_ENDPOINT, else the vendor's own variable, else its default
   */
  readonly endpoint?: string;
  /**
   * A credential of an administrator: a token such as the `stringValue` of a sensitive `TerraformVariable`. Text is
   * refused, as it would be written to `cdk.tf.json` in clear.
   *
   * @default - at plan and apply: ACCESS_TOKEN, else the vendor's own variable
   */
  readonly token?: string;
  /**
   * How long one request may take: `30s`, `1m30s`.
   *
   * @default "30s"
   */
  readonly requestTimeout?: string;
  /**
   * How often a request that the vendor surely did not carry out is sent again; 0 is never.
   *
   * @default 4
   */
  readonly maxRetries?: number;
  /**
   * Path of a PEM file with certificate authorities that are trusted besides those that Node.js trusts, for the vendor
   * and for a proxy. It is read at plan and apply, from the folder in which Terraform runs: an absolute path is the same
   * everywhere.
   *
   * @default - none besides Node.js's own and NODE_EXTRA_CA_CERTS
   */
  readonly caFile?: string;
  /**
   * HTTP headers that are sent with each request, by name, for a gateway in front of the vendor. Each value is a token
   * such as the `stringValue` of a sensitive `TerraformVariable`. Text is refused, as it would be written to
   * `cdk.tf.json` in clear: such headers let a program through a gateway, so that each is taken for a credential.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };
  /**
   * What happens where a role, a binding or a key would give more than the token itself may do: `error` refuses it at
   * plan, or before the write where the plan could not know; `warn` says the same and goes on; `off` compares nothing.
   *
   * @default "warn"
   */
  readonly escalationGuard?: GuardMode;
  /**
   * Names of roles that the token may give although it does not hold them: what they hold counts as the token's own.
   *
   * @default - none
   */
  readonly mayDelegate?: readonly string[];
  /**
   * Terraform's name for this block among several.
   *
   * @default - none for the first in a stack, the construct's id for the others
   */
  readonly alias?: string;
}

/** Whatever belongs to one account of one vendor. */
export interface IAccessConstruct extends IConstruct {
  /** The account that it belongs to. */
  readonly provider: AccessProvider;
}

const providersOf = new WeakMap<TerraformStack, AccessProvider[]>();

const block = defineResource({
  type: "provider",
  summary: providerSummary,
  importId: [],
  attributes: providerSettings,
});

const identifier = /^[A-Za-z_][\w-]*$/;

/** One account of one vendor: everything that belongs to it is made with its credential. */
export class AccessProvider extends ProviderBlock {
  /** What is known of the vendor without asking it. */
  readonly facts: VendorFacts;

  constructor(scope: Construct, id: string, props: AccessProviderProps) {
    const stack = TerraformStack.of(scope);
    const others = providersOf.get(stack) ?? [];
    const mayDelegate = props.mayDelegate === undefined ? undefined : [...props.mayDelegate];
    super(scope, id, { ...props, mayDelegate, alias: props.alias ?? (others.length === 0 ? undefined : id) });
    this.facts = this.#factsOf(props.vendor);
    this.#check(props);
    providersOf.set(stack, [...others, this]);
    attachDelivery(stack);
    if (others.length === 0) Aspects.of(stack).add(new StackAspect());
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...super.synthesizeAttributes(), ...this.#asWritten((headers) => headers) };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    const { headers, ...others } = super.synthesizeHclAttributes();
    return { ...others, ...this.#asWritten((value) => ({ ...headers, value })) };
  }

  /** cdktf respells the names in a provider's maps (`X-Key` → `x_key`), save in what it has yet to resolve. */
  #asWritten(attribute: (headers: IResolvable) => unknown): { [name: string]: unknown } {
    const { headers } = this;
    return headers === undefined ? {} : { headers: attribute(Lazy.anyValue({ produce: () => headers })) };
  }

  #factsOf(vendor: string): VendorFacts {
    const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
    if (facts !== undefined) return facts;
    const given = Token.isUnresolved(vendor) ? "known to Terraform alone" : `"${vendor}"`;
    throw refusal(this, {
      code: "vendor_unknown",
      message: `\`vendor\` is ${given}, and what is accepted depends on it.`,
      advice: `Set it to one of: ${Object.keys(vendorFacts).join(", ")}.`,
    });
  }

  #check(props: AccessProviderProps): void {
    if (props.token !== undefined && !Token.isUnresolved(props.token)) {
      throw refusal(this, {
        code: "invalid_value",
        message: "`token` is text, which would be written to cdk.tf.json in clear.",
        advice: "Leave it out and set ACCESS_TOKEN, or give the stringValue of a sensitive TerraformVariable.",
      });
    }
    this.#checkHeaders(props.headers);
    if (this.alias !== undefined && !identifier.test(this.alias)) {
      throw refusal(this, {
        code: "invalid_value",
        message: `the alias "${this.alias}" is no name that Terraform accepts.`,
        advice: "Set `alias` to letters, digits, _ and -, not beginning with a digit.",
      });
    }
    const { escalationGuard: mode } = props;
    if (mode !== undefined && !Token.isUnresolved(mode) && !guardModes.includes(mode)) {
      throw refusal(this, {
        code: "invalid_value",
        message: `\`escalationGuard\` is "${mode}".`,
        advice: `Set it to one of: ${guardModes.join(", ")}.`,
      });
    }
    checkConfiguration({ at: this, definition: block }, props);
  }

  #checkHeaders(headers: AccessProviderProps["headers"]): void {
    if (headers === undefined || Token.isUnresolved(headers)) return;
    const names = Object.keys(headers).filter((name) => !Token.isUnresolved(name));
    const [error] = [...names.flatMap((name) => headerNameError(name) ?? []), ...repeatedHeaderErrors(names)];
    if (error !== undefined) throw refusal(this, error);
    const literal = names.find((name) => !Token.isUnresolved(headers[name]));
    if (literal === undefined) return;
    throw refusal(this, {
      code: "invalid_value",
      message: `\`headers\` has text for ${literal}, which would be written to cdk.tf.json in clear.`,
      advice: "Give the stringValue of a sensitive TerraformVariable.",
    });
  }
}

/** The provider that a construct in `scope` belongs to: `given`, else the stack's only one. */
export function providerFor(scope: IConstruct, given: AccessProvider | undefined): AccessProvider {
  const stack = TerraformStack.of(scope);
  if (given !== undefined) {
    if (TerraformStack.of(given) === stack) return given;
    throw refusal(scope, {
      code: "invalid_value",
      message: `its provider, ${given.node.path}, is in another stack.`,
      advice: `Give an AccessProvider of ${stack.node.path}.`,
    });
  }
  const [only, ...others] = providersOf.get(stack) ?? [];
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined) {
    throw refusal(scope, {
      code: "vendor_missing",
      message: `the stack ${stack.node.path} has no AccessProvider yet.`,
      advice: 'Make one before: new AccessProvider(stack, "access", { vendor: "…" }).',
    });
  }
  throw refusal(scope, {
    code: "vendor_missing",
    message: `the stack ${stack.node.path} has several AccessProviders.`,
    advice: `Set \`provider\` to one of: ${[only, ...others].map(({ node }) => node.path).join(", ")}.`,
  });
}

/** Refuses to let constructs of two vendors work together. */
export function checkSameVendor(at: IAccessConstruct, other: { readonly what: string; readonly vendor: string }): void {
  const { name } = at.provider.facts;
  if (other.vendor === name) return;
  throw refusal(at, {
    code: "invalid_value",
    message: `${other.what} is of ${other.vendor}, and this belongs to ${name} (${at.provider.node.path}).`,
    advice: `Use one of ${name}, or set \`provider\` to the AccessProvider of ${other.vendor}.`,
  });
}
