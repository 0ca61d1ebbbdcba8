import type { Failure } from "#vendors/signoz/wire/common.ts";
import { MockError } from "../shared/errors.ts";

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

interface ErrorWords {
  readonly message: string;
  readonly details?: readonly string[];
}

/** The type decides the status, the code says what is wrong. */
export function refuse(type: ErrorType, code: string, { message, details = [] }: ErrorWords): MockError {
  const errors = details.map((detail) => ({ message: detail, suggestions: [] }));
  const body: Failure = { status: "error", error: { type, code, message, errors, suggestions: [] } };
  return new MockError({ status: statusOf[type], message, body });
}

export function invalidInput(code: string, message: string, details: readonly string[] = []): MockError {
  return refuse("invalid-input", code, { message, details });
}

export function notFound(code: string, message: string): MockError {
  return refuse("not-found", code, { message });
}

export function alreadyExists(code: string, message: string): MockError {
  return refuse("already-exists", code, { message });
}

/** The same for a missing, an unknown, a revoked and an expired credential. */
export function unauthenticated(): MockError {
  return refuse("unauthenticated", "unauthenticated", { message: "unauthenticated" });
}

export function forbidden(message: string): MockError {
  return refuse("forbidden", "authz_forbidden", { message });
}

/** What the server answers where it has no name for what went wrong. */
export function unnamedError(message: string): MockError {
  return refuse("internal", "unknown", { message });
}

/** What the server answers where it panics. */
export function fatal(): MockError {
  return refuse("fatal", "fatal", { message: "a panic occurred while the request was handled" });
}

export function unsupported(code: string, message: string): MockError {
  return refuse("unsupported", code, { message });
}
