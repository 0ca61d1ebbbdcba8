import type { Failure } from "#vendors/signoz/wire/common.ts";

const statusOf = {
  "invalid-input": 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  "already-exists": 409,
  "license-unavailable": 451,
  internal: 500,
  fatal: 500,
  unsupported: 501,
} as const;

export type ErrorType = keyof typeof statusOf;

/** What the vendor answers instead of a result: the type decides the status, the code says what is wrong. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly type: ErrorType;
  readonly code: string;
  readonly details: readonly string[];

  constructor(
    type: ErrorType,
    code: string,
    options: { readonly message: string; readonly details?: readonly string[] },
  ) {
    super(options.message);
    this.type = type;
    this.code = code;
    this.details = options.details ?? [];
  }

  get status(): number {
    return statusOf[this.type];
  }

  /** The vendor's envelope. */
  get envelope(): Failure {
    return {
      status: "error",
      error: {
        type: this.type,
        code: this.code,
        message: this.message,
        errors: this.details.map((message) => ({ message, suggestions: [] })),
        suggestions: [],
      },
    };
  }
}

export function invalidInput(code: string, message: string, details: readonly string[] = []): Refusal {
  return new Refusal("invalid-input", code, { message, details });
}

export function notFound(code: string, message: string): Refusal {
  return new Refusal("not-found", code, { message });
}

export function alreadyExists(code: string, message: string): Refusal {
  return new Refusal("already-exists", code, { message });
}

/** Missing, unknown, revoked and expired credentials cannot be told apart. */
export function unauthenticated(): Refusal {
  return new Refusal("unauthenticated", "unauthenticated", { message: "unauthenticated" });
}

export function forbidden(message: string): Refusal {
  return new Refusal("forbidden", "authz_forbidden", { message });
}

/** What the server answers where it has no name for what went wrong. */
export function unknownFault(message: string): Refusal {
  return new Refusal("internal", "unknown", { message });
}

/** What the server answers where it panics. */
export function fatal(): Refusal {
  return new Refusal("fatal", "fatal", { message: "a panic occurred while the request was handled" });
}

export function unsupported(code: string, message: string): Refusal {
  return new Refusal("unsupported", code, { message });
}
