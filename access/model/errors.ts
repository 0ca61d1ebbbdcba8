interface ErrorEntry {
  /** One line, without a full stop. */
  readonly summary: string;
  /** What to do next, where the one who throws knows nothing better. */
  readonly advice: string;
  /** 2: it could not be done. 1 is kept for findings. */
  readonly exitCode: 2;
}

function entry(summary: string, advice: string): ErrorEntry {
  return { summary, advice, exitCode: 2 };
}

/** Every error that Latchkey has. `docs/errors.md` lists the same; a test holds the two together. */
export const errorTable = {
  already_exists: entry("The name is taken", "Import what exists, choose another name, or delete the other one first."),
  certificate_untrusted: entry(
    "The server's certificate is not trusted",
    "Set `ca_file` in the provider block to a PEM file with the authority that signed it.",
  ),
  endpoint_invalid: entry(
    "The endpoint is no URL",
    "Give the vendor's base URL with its scheme, such as https://signals.example.com.",
  ),
  endpoint_missing: entry("No endpoint is configured", "Set `endpoint` in the provider block, or ACCESS_ENDPOINT."),
  endpoint_unreachable: entry(
    "The vendor's API cannot be reached",
    "Check the endpoint, the network and any proxy between; then run again. Nothing is lost from state.",
  ),
  escalation: entry(
    "It would give more than the token itself may do",
    'Let a token apply this that holds these rights, as an administrator\'s does; or name a role that holds them in the provider block\'s `may_delegate`; or set its `escalation_guard` to "warn" or "off".',
  ),
  expiry_in_past: entry("The expiry has passed", "Set `expires_at` to a later instant, or leave it out for never."),
  forbidden: entry(
    "The token may not do this",
    "Use a token whose account holds the vendor's admin role, or add the permission that the answer names.",
  ),
  import_id_invalid: entry("The import id has another form", "Use the form that is shown."),
  internal: entry(
    "Latchkey failed unexpectedly",
    "Nothing that was made is lost from state. Please report it, with the log that TF_LOG_PROVIDER=debug gives.",
  ),
  interrupted: entry("The run was stopped", "What was made until then is in state. Run again to go on from there."),
  invalid_value: entry("The value is not accepted", "Change the value as the message says."),
  license_required: entry(
    "The vendor's licence does not cover this",
    "Activate a licence that includes it, or leave the resource out. Trying again does not help.",
  ),
  not_found: entry("It does not exist", "Check the id or name; it may have been deleted outside Terraform."),
  outcome_unknown: entry(
    "The answer was lost, and what the vendor did is not known",
    "Run again: the next plan reads what is there, and goes on from it.",
  ),
  permission_invalid: entry("The vendor has no such permission", "Change the permission as the message says."),
  proxy_refused: entry(
    "The proxy refuses the connection",
    "Check the proxy's URL with user and password, and what it lets through; or list the host in NO_PROXY.",
  ),
  rate_limited: entry(
    "The vendor refuses more requests for now",
    "Run again later, or lower Terraform's -parallelism.",
  ),
  role_in_use: entry("The role is still held", "Take the role from its holders first, then delete it."),
  token_missing: entry("No token is configured", "Set `token` in the provider block, or ACCESS_TOKEN."),
  unauthenticated: entry(
    "The vendor does not accept the token",
    "Check that the token is complete, belongs to this endpoint, and was neither revoked nor expired.",
  ),
  unexpected_answer: entry(
    "The answer is not the vendor's API",
    "Check that the endpoint is the API's base URL: a log-in page, a proxy or a web front end answers in its place.",
  ),
  unsupported: entry("The vendor cannot do this", "Leave the attribute out, or use what the message names instead."),
  vendor_failed: entry(
    "The vendor's API failed",
    "Run again; if it persists, ask the vendor and give the request's time and path.",
  ),
  vendor_missing: entry("No vendor is named", "Set `vendor` in the provider block, or ACCESS_VENDOR."),
  vendor_unknown: entry("There is no such vendor", "Set `vendor` to one that the message lists."),
} as const satisfies { readonly [code: string]: ErrorEntry };

export type ErrorCode = keyof typeof errorTable;

export interface AccessErrorOptions {
  /** The attribute it is about, in camelCase. */
  readonly path?: readonly (string | number)[];
  /** In place of the table's advice. */
  readonly advice?: string;
  readonly cause?: unknown;
}

/** Everything that Latchkey refuses or fails at. `message` says what happened, where, and what was received. */
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

/** Something was made before `cause` stopped the rest: `state` is what exists, and must be kept. */
export class PartlyCreated extends Error {
  override readonly name = "PartlyCreated";
  readonly state: { readonly [name: string]: unknown };

  constructor(state: { readonly [name: string]: unknown }, cause: unknown) {
    super("it was made in part", { cause });
    this.state = state;
  }
}
