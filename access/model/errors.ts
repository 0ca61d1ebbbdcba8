interface ErrorEntry {
  /** One line, without a full stop. */
  readonly summary: string;
  /** What to do next, unless the place that throws knows better. */
  readonly advice: string;
  /** 2: it could not be done. 1 is reserved for findings. */
  readonly exitCode: 2;
}

function entry(summary: string, advice: string): ErrorEntry {
  return { summary, advice, exitCode: 2 };
}

/** Every error that Latchkey has. `docs/errors.md` lists the same; a test holds the two together. */
export const errorTable = {
  account_changed: entry(
    "The state belongs to another account",
    "Point the provider block to the account that the message names. If that account has moved to the new address, add its old one to `former_endpoints`.",
  ),
  already_exists: entry(
    "The name is already in use",
    "Import the existing object, choose another name, or delete the existing object first.",
  ),
  certificate_untrusted: entry(
    "Untrusted server certificate",
    "Set `ca_file` in the provider block to a PEM file that contains the authority that signed the certificate.",
  ),
  endpoint_invalid: entry(
    "Invalid endpoint URL",
    "Set `endpoint` to the vendor's base URL, including the scheme, such as https://signals.example.com.",
  ),
  endpoint_missing: entry(
    "No endpoint configured",
    "Set `endpoint` in the provider block, or the vendor's own variable.",
  ),
  endpoint_unreachable: entry(
    "Cannot reach the vendor's API",
    "Check the endpoint, the network and any proxy in between, then run again. Nothing is lost from state.",
  ),
  escalation: entry(
    "Grants permissions that the token does not have",
    'Apply this with a token that has these permissions, such as an administrator\'s. Or add a role that has them to `may_delegate` in the provider block. Or set `escalation_guard` to "warn" or "off".',
  ),
  expiry_in_past: entry(
    "The expiry is in the past",
    "Set `expires_at` to a later instant, or remove it for no expiry.",
  ),
  forbidden: entry(
    "The token lacks a permission",
    "Use a token whose account has the vendor's admin role, or grant the permission that the message names.",
  ),
  import_id_invalid: entry("Invalid import ID", "Use the form that the message shows."),
  internal: entry(
    "Internal error in Latchkey",
    "Everything that was created is in state. Please report this error with the log that TF_LOG_PROVIDER=debug prints.",
  ),
  interrupted: entry("The run was interrupted", "Everything created so far is in state. Run again to continue."),
  invalid_value: entry("Invalid value", "Change the value as the message says."),
  license_required: entry(
    "The vendor's license does not include this",
    "Activate a license that includes it, or remove the resource. Running again does not help.",
  ),
  managed_twice: entry(
    "Two resources manage the same thing",
    "Keep one of the two resources, and take the other out of the state with `terraform state rm`.",
  ),
  not_found: entry("Not found", "Check the id or name. The object may have been deleted outside Terraform."),
  outcome_unknown: entry(
    "The response was lost, so the outcome is unknown",
    "Run again: the next plan reads what exists and continues from there.",
  ),
  permission_invalid: entry("Invalid permission", "Change the permission as the message says."),
  proxy_refused: entry(
    "The proxy refused the connection",
    "Check the user and password in the proxy's URL and which hosts it allows, or list the host in NO_PROXY.",
  ),
  rate_limited: entry(
    "The vendor's rate limit was exceeded",
    "Run again later, or run Terraform with a lower -parallelism.",
  ),
  role_in_use: entry("The role is still in use", "Take the role from everyone who holds it, then delete it."),
  token_missing: entry("No token configured", "Set `token` in the provider block, or the vendor's own variable."),
  unauthenticated: entry(
    "The vendor rejected the token",
    "Check that the token is complete, belongs to this endpoint, and is neither revoked nor expired.",
  ),
  unexpected_answer: entry(
    "Unexpected response",
    "Check that the endpoint is the base URL of the API, and not of a login page, a proxy or a web front end.",
  ),
  unsupported: entry("Not supported by the vendor", "Remove it from the configuration."),
  vendor_failed: entry(
    "The vendor's API failed",
    "Run again. If the error persists, contact the vendor with the time and path of the request.",
  ),
  vendor_missing: entry("No vendor configured", "Set `vendor` in the provider block, or ACCESS_VENDOR."),
  vendor_unknown: entry("Unknown vendor", "Set `vendor` to one of those that the message lists."),
} as const satisfies { readonly [code: string]: ErrorEntry };

export type ErrorCode = keyof typeof errorTable;

export interface AccessErrorOptions {
  /** The attribute with the error, in camelCase. */
  readonly path?: readonly (string | number)[];
  /** Replaces the table's advice. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/** Any error of Latchkey. `message` says what happened, where, and what was received. */
export class AccessError extends Error {
  override readonly name = "AccessError";
  readonly code: ErrorCode;
  readonly path: readonly (string | number)[];
  readonly advice: string;

  constructor(code: ErrorCode, message: string, options: AccessErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.path = options.path ?? [];
    this.advice = options.advice ?? errorTable[code].advice;
  }

  get summary(): string {
    return errorTable[this.code].summary;
  }

  get exitCode(): number {
    return errorTable[this.code].exitCode;
  }
}

/** Something was created before `cause` stopped the rest: `state` is what exists, and must be kept. */
export class PartlyCreated extends Error {
  override readonly name = "PartlyCreated";
  readonly state: { readonly [name: string]: unknown };

  constructor(state: { readonly [name: string]: unknown }, cause: unknown) {
    super("it was created in part", { cause });
    this.state = state;
  }
}
