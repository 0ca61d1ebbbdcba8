import type { Problem } from "#vendors/arize/wire/common.ts";
import { MockError } from "../shared/errors.ts";

interface ErrorKind {
  readonly title: string;
  /** The vendor's own word for it: what `type` ends in. */
  readonly code: string;
}

const kinds = {
  400: { title: "Invalid request parameters", code: "invalid-request" },
  401: { title: "Authentication required", code: "authentication-required" },
  403: { title: "Access forbidden", code: "access-forbidden" },
  404: { title: "Resource not found", code: "resource-not-found" },
  409: { title: "Resource conflict", code: "resource-conflict" },
  422: { title: "Unprocessable Entity", code: "unprocessable-entity" },
  429: { title: "Rate limit exceeded", code: "rate-limit-exceeded" },
} as const satisfies Readonly<Record<number, ErrorKind>>;

export type ErrorStatus = keyof typeof kinds;

const page = "https://arize.com/docs/ax/rest-reference/errors#";

function refuse(status: ErrorStatus, message: string, headers: Readonly<Record<string, string>> = {}): MockError {
  const { title, code } = kinds[status];
  const body: Problem = { title, status, type: `${page}${code}`, detail: message };
  return new MockError({ status, message, body, headers });
}

export function invalid(message: string): MockError {
  return refuse(400, message);
}

export function unauthenticated(message: string): MockError {
  return refuse(401, message);
}

export function forbidden(message: string): MockError {
  return refuse(403, message);
}

/** Also for what the caller may not read: the vendor does not tell the two apart. */
export function notFound(what: string): MockError {
  return refuse(404, `${what} does not exist, or you cannot read it`);
}

export function noRoute(): MockError {
  return refuse(404, "there is no such route");
}

export function conflict(message: string): MockError {
  return refuse(409, message);
}

export function unprocessable(message: string): MockError {
  return refuse(422, message);
}

export function tooMany(seconds: number): MockError {
  return refuse(429, `come back in ${seconds} seconds`, { "retry-after": String(seconds) });
}

/** The vendor's codes by status, for a route that may answer these beside 400, 401 and 429. */
export function errorCodes(...statuses: readonly ErrorStatus[]): Readonly<Record<number, readonly string[]>> {
  const all: readonly ErrorStatus[] = [400, 401, ...statuses, 429];
  return Object.fromEntries(all.map((status) => [status, [kinds[status].code]]));
}
