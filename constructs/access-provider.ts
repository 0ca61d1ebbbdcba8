import type { Construct, IConstruct } from "constructs";
import type { VendorFacts } from "#access/model/vendors/facts.ts";
import { type GuardMode, guardModes, providerSettings, providerSummary } from "#access/model/provider/settings.ts";
import { findHeaderNameError, findRepeatedHeaders } from "#access/model/provider/request-headers.ts";
import { defineResource } from "#access/schema/definition.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { attachReader } from "./shared/attach-reader.ts";
import { attachDelivery } from "./delivery/deliver-at-synth.ts";
import { AccessProvider as ProviderBlock } from "./gen/provider.ts";
import { Aspects, type IResolvable, Lazy, TerraformStack, Token } from "./shared/cdktf.ts";
import { checkConfiguration } from "./shared/configuration.ts";
import { createConstructError } from "./shared/construct-error.ts";
import { checkEngine } from "./shared/engine.ts";
import { checkAddresses } from "./shared/literal-secrets.ts";
import { StackAspect } from "./shared/stack-aspect.ts";
import { escapeLiterals } from "./shared/literal-text.ts";
import { toTypeScript } from "./shared/typescript-terms.ts";
import type { VendorName } from "./vendor-name.gen.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";

export interface AccessProviderProps {
  /** The vendor of the account. It decides which nouns, names and permissions are accepted. */
  readonly vendor: VendorName;
  /**
   * Base URL of the vendor's API.
   *
   * @default - at plan and apply: the vendor's own variable, else ACCESS_ENDPOINT, else the vendor's default
   */
  readonly endpoint?: string;
  /**
   * Earlier addresses of this account's API. Terraform 1.12 and later store the address beside each resource; what they
   * stored for one of these is taken for this account's.
   *
   * @default - none
   */
  readonly formerEndpoints?: readonly string[];
  /**
   * An administrator's credential, as a token such as the `stringValue` of a sensitive `TerraformVariable`. Plain text
   * is refused, because it would be written to `cdk.tf.json` in clear.
   *
   * @default - at plan and apply: the vendor's own variable, else ACCESS_TOKEN
   */
  readonly token?: string;
  /**
   * How long one request may take: `30s`, `1m30s`.
   *
   * @default "30s"
   */
  readonly requestTimeout?: string;
  /**
   * How often a request is retried that the vendor certainly did not carry out; 0 means never.
   *
   * @default 4
   */
  readonly maxRetries?: number;
  /**
   * Path of a PEM file with certificate authorities to trust in addition to those of Node.js, for the vendor and for a
   * proxy. It is read at plan and apply, relative to the folder in which Terraform runs; an absolute path always works.
   *
   * @default - only those of Node.js and NODE_EXTRA_CA_CERTS
   */
  readonly caFile?: string;
  /**
   * HTTP headers to send with every request, by name, for a gateway in front of the vendor. Each value is a token such
   * as the `stringValue` of a sensitive `TerraformVariable`. Plain text is refused, because it would be written to
   * `cdk.tf.json` in clear, and such a header can be a credential.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };
  /**
   * What happens when a role, a binding or a key would grant more than the provider's token has: `error` stops at plan,
   * or before the write where the plan could not know; `warn` reports the same and goes on; `off` compares nothing.
   *
   * @default "warn"
   */
  readonly escalationGuard?: GuardMode;
  /**
   * Names of roles that the token may grant although it does not hold them: their permissions count as the token's own.
   *
   * @default - none
   */
  readonly mayDelegate?: readonly string[];
  /**
   * Terraform's alias for this provider block, which tells several in one stack apart.
   *
   * @default - none for the first in a stack, the construct's id for every other
   */
  readonly alias?: string;
}

/** A construct that belongs to one account of one vendor. */
export interface IAccessConstruct extends IConstruct {
  /** The provider of that account. */
  readonly provider: AccessProvider;
}

const providersByStack = new WeakMap<TerraformStack, AccessProvider[]>();

const block = defineResource({
  type: "provider",
  summary: providerSummary,
  importId: [],
  attributes: providerSettings,
});

const identifier = /^[A-Za-z_][\w-]*$/;

const kinds: PropKinds<AccessProviderProps> = {
  vendor: "text!",
  endpoint: "text",
  formerEndpoints: "texts",
  token: "text",
  requestTimeout: "text",
  maxRetries: "count",
  caFile: "text",
  headers: "map",
  escalationGuard: "text",
  mayDelegate: "texts",
  alias: "text",
};

function copyList(texts: readonly string[] | undefined): string[] | undefined {
  return texts === undefined ? undefined : [...texts];
}

/** One account of one vendor. The constructs that belong to it are deployed with its token. */
export class AccessProvider extends ProviderBlock {
  /**
   * The provider that a construct uses: `given`, or else the only one in the construct's stack.
   *
   * @throws AccessError if `given` is in another stack, or it is left out and the stack has no provider or several
   */
  static of(construct: IConstruct, given?: AccessProvider): AccessProvider {
    const stack = TerraformStack.of(construct);
    return given === undefined ? findOnlyProvider(construct, stack) : findProviderInStack(construct, given, stack);
  }

  /**
   * What is known about the vendor without a request.
   *
   * @internal
   */
  readonly facts: VendorFacts;

  /** @throws AccessError for a value that the provider would refuse, and for a token or header that is plain text */
  constructor(scope: Construct, id: string, props: AccessProviderProps) {
    checkProps({ scope, id, class: "AccessProvider" }, props, kinds);
    const stack = TerraformStack.of(scope);
    checkEngine(stack);
    const others = providersByStack.get(stack) ?? [];
    const lists = { mayDelegate: copyList(props.mayDelegate), formerEndpoints: copyList(props.formerEndpoints) };
    super(scope, id, {
      ...escapeLiterals({ ...props, ...lists }),
      alias: props.alias ?? (others.length === 0 ? undefined : id),
    });
    this.facts = this.#findFacts(props.vendor);
    this.#check(props);
    providersByStack.set(stack, [...others, this]);
    attachDelivery(stack);
    attachReader(stack);
    if (others.length === 0) Aspects.of(stack).add(new StackAspect());
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...super.synthesizeAttributes(), ...this.#keepHeaderNames((headers) => headers) };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    const { headers, ...others } = super.synthesizeHclAttributes();
    return { ...others, ...this.#keepHeaderNames((value) => ({ ...headers, value })) };
  }

  /** CDKTF respells the names in a provider's maps (`X-Key` → `x_key`), except in what it has yet to resolve. */
  #keepHeaderNames(attribute: (headers: IResolvable) => unknown): { [name: string]: unknown } {
    const { headers } = this;
    return headers === undefined ? {} : { headers: attribute(Lazy.anyValue({ produce: () => headers })) };
  }

  #findFacts(vendor: string): VendorFacts {
    const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
    if (facts !== undefined) return facts;
    const given = Token.isUnresolved(vendor) ? "a token, and its value must be known at synth" : `"${vendor}"`;
    throw createConstructError(this, {
      code: "vendor_unknown",
      message: `\`vendor\` is ${given}.`,
      advice: `Set it to one of: ${Object.keys(vendorFacts).join(", ")}.`,
    });
  }

  #check(props: AccessProviderProps): void {
    this.#checkToken(props.token);
    checkAddresses(this, { endpoint: props.endpoint, formerEndpoints: props.formerEndpoints });
    this.#checkHeaders(props.headers);
    this.#checkAlias();
    this.#checkGuard(props.escalationGuard);
    checkConfiguration({ at: this, definition: block }, props);
  }

  #checkToken(token: string | undefined): void {
    if (token === undefined || Token.isUnresolved(token)) return;
    throw createConstructError(this, {
      code: "invalid_value",
      message: "`token` is plain text, which would be written to cdk.tf.json in clear.",
      advice: `Leave it out and set ${this.facts.connection.tokenVariable}, or use the stringValue of a sensitive TerraformVariable.`,
    });
  }

  #checkAlias(): void {
    if (this.alias === undefined || identifier.test(this.alias)) return;
    throw createConstructError(this, {
      code: "invalid_value",
      message: `Terraform does not accept the alias "${this.alias}".`,
      advice: "Set `alias` to letters, digits, _ and -, with a letter or _ first.",
    });
  }

  #checkGuard(mode: GuardMode | undefined): void {
    if (mode === undefined || Token.isUnresolved(mode) || guardModes.includes(mode)) return;
    throw createConstructError(this, {
      code: "invalid_value",
      message: `\`escalationGuard\` is "${mode}".`,
      advice: `Set it to one of: ${guardModes.join(", ")}.`,
    });
  }

  #checkHeaders(headers: AccessProviderProps["headers"]): void {
    if (headers === undefined || Token.isUnresolved(headers)) return;
    const names = Object.keys(headers).filter((name) => !Token.isUnresolved(name));
    const [error] = [...names.flatMap((name) => findHeaderNameError(name) ?? []), ...findRepeatedHeaders(names)];
    if (error !== undefined) {
      const { code, message, advice } = error;
      throw createConstructError(this, { code, message, advice: toTypeScript(advice, { definition: block }) });
    }
    const literal = names.find((name) => !Token.isUnresolved(headers[name]));
    if (literal === undefined) return;
    throw createConstructError(this, {
      code: "invalid_value",
      message: `\`headers\` has plain text for ${literal}, which would be written to cdk.tf.json in clear.`,
      advice: "Use the stringValue of a sensitive TerraformVariable.",
    });
  }
}

function findProviderInStack(construct: IConstruct, given: AccessProvider, stack: TerraformStack): AccessProvider {
  if (TerraformStack.of(given) === stack) return given;
  throw createConstructError(construct, {
    code: "invalid_value",
    message: `its provider, ${given.node.path}, is in another stack.`,
    advice: `Use an AccessProvider in ${stack.node.path}.`,
  });
}

function findOnlyProvider(construct: IConstruct, stack: TerraformStack): AccessProvider {
  const [only, ...others] = providersByStack.get(stack) ?? [];
  if (only === undefined) {
    throw createConstructError(construct, {
      code: "vendor_missing",
      message: `the stack ${stack.node.path} has no AccessProvider yet.`,
      advice: 'Create one first: new AccessProvider(stack, "access", { vendor: "…" }).',
    });
  }
  if (others.length === 0) return only;
  throw createConstructError(construct, {
    code: "vendor_missing",
    message: `the stack ${stack.node.path} has several AccessProviders.`,
    advice: `Set \`provider\` to one of: ${[only, ...others].map(({ node }) => node.path).join(", ")}.`,
  });
}
