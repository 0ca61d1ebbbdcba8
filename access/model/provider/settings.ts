import { duration, integer, map, set, text } from "../../schema/types.ts";

export const providerSummary = "Manage the service accounts, roles, role bindings and keys of one vendor's account.";

/** What `escalation_guard` can be; the first is the default. */
export const guardModes = ["warn", "error", "off"] as const;

export type GuardMode = (typeof guardModes)[number];

/** The arguments of the provider block. One block is one vendor's account. */
export const providerSettings = {
  vendor: text.optional("The vendor of the account. If not set, the environment variable ACCESS_VENDOR."),
  endpoint: text.optional(
    "Base URL of the vendor's API. If not set: the vendor's own variable, then ACCESS_ENDPOINT, then its default.",
  ),
  formerEndpoints: set(text).optional(
    "Earlier addresses of this account's API. Terraform 1.12 and later store the address beside each resource; what it stored for one of these is taken for this account's.",
  ),
  token: text
    .optional("Credential of an administrator. If not set: the vendor's own variable, then ACCESS_TOKEN.")
    .secret(),
  requestTimeout: duration.optional(
    "How long one request may take, from its first byte to the last byte of the response. If not set, 30s.",
  ),
  maxRetries: integer.optional(
    "How often to send a request again that the vendor certainly did not carry out. 0 means never. If not set, 4.",
  ),
  caFile: text.optional(
    "Path of a PEM file with certificate authorities to trust for the vendor and for a proxy, in addition to those that Node.js trusts.",
  ),
  headers: map(text).optional("HTTP headers to send with each request, for a gateway in front of the vendor.").secret(),
  escalationGuard: text
    .oneOf(...guardModes)
    .optional(
      "What to do if a role, a role binding or a key would grant permissions that the token does not have. If not set, `warn`.",
    ),
  mayDelegate: set(text).optional(
    "Names of roles that the token may give although it does not hold them: their permissions count as the token's own.",
  ),
};
