import type { Problem } from "#vendors/arize/wire/common.ts";

interface Kind {
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
} as const satisfies Readonly<Record<number, Kind>>;

export type RefusalStatus = keyof typeof kinds;

const page = "https://arize.com/docs/ax/rest-reference/errors#";

export function codeOf(status: RefusalStatus): string {
  return kinds[status].code;
}

/** What the vendor answers instead of a result. `message` becomes the problem's detail. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: RefusalStatus;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: RefusalStatus, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }

  get problem(): Problem {
    const { title, code } = kinds[this.status];
    return { title, status: this.status, type: `${page}${code}`, detail: this.message };
  }
}

export function invalid(message: string): Refusal {
  return new Refusal(400, message);
}

export function unauthenticated(message: string): Refusal {
  return new Refusal(401, message);
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, message);
}

/** Also for what the caller may not read: the two are not told apart. */
export function notFound(what: string): Refusal {
  return new Refusal(404, `${what} does not exist, or you cannot read it`);
}

export function conflict(message: string): Refusal {
  return new Refusal(409, message);
}

export function unprocessable(message: string): Refusal {
  return new Refusal(422, message);
}

export function tooMany(seconds: number): Refusal {
  return new Refusal(429, `come back in ${seconds} seconds`, { "retry-after": String(seconds) });
}
