import { duration, integer, map, set, text } from "../../schema/types.ts";

/** The provider's name: resource types start with it. */
export const providerName = "access";

/** Where the provider is found: `registry.terraform.io/latchkey/access`. */
export const providerSource = "latchkey/access";

export const providerSummary = "Service accounts, roles, role bindings and keys of one vendor's account, as code.";

/** The arguments of the provider block. One block is one vendor's account. */
export const providerSettings = {
  vendor: text.optional("The vendor whose account this is. Left out: the environment variable ACCESS_VENDOR."),
  endpoint: text.optional(
    "Base URL of the vendor's API. Left out: ACCESS_ENDPOINT, else the vendor's own variable, else its default.",
  ),
  token: text
    .optional("A credential of an administrator. Left out: ACCESS_TOKEN, else the vendor's own variable.")
    .secret(),
  requestTimeout: duration.optional("How long one request may take. Left out: 30s."),
  maxRetries: integer.optional(
    "How often a request that the vendor surely did not carry out is sent again. 0 is never; left out: 4.",
  ),
  caFile: text.optional(
    "Path of a PEM file with certificate authorities that are trusted besides those that Node.js trusts, for the vendor and for a proxy.",
  ),
  headers: map(text)
    .optional("HTTP headers that are sent with each request, for a gateway in front of the vendor.")
    .secret(),
  escalationGuard: text.optional(
    "What happens where a role, a binding or a key would give more than the token itself may do: `error`, `warn` or `off`. Left out: warn.",
  ),
  mayDelegate: set(text).optional(
    "Names of roles that the token may give although it does not hold them: what they hold counts as the token's own.",
  ),
};

/** What `escalation_guard` can be; the first is what it is where it is left out. */
export const guardModes = ["warn", "error", "off"] as const;

export type GuardMode = (typeof guardModes)[number];
