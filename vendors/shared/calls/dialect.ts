import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Answer } from "../http/content.ts";
import { outcomeOf } from "../http/outcome.ts";

/** What a vendor's error body says, in Latchkey's terms. */
export interface Failure {
  /** The vendor's words without a full stop, such as `404 role_not_found: no such role`. */
  readonly text: string;
  /** @default what the status says */
  readonly code?: ErrorCode | undefined;
  /** @default the dialect's advice for the code, else the error table's */
  readonly advice?: string | undefined;
  /** Whether the vendor itself says that the thing does not exist. @default whether the code is `not_found` */
  readonly isMissing?: boolean;
}

/** How one vendor's API speaks: all that differs between the vendors in a JSON call. */
export interface Dialect {
  /** As the vendor's users write it. */
  readonly title: string;
  /** What the vendor calls the body of an error, such as `error envelope`. */
  readonly errorBody: string;
  /** Undefined where the body is not the vendor's own: a proxy or a web page answered in its place. */
  readFailure(answer: Answer): Failure | undefined;
  /** The part of a successful body that the wire schemas describe. @default all of it */
  unwrap?(body: unknown): unknown;
  /** What to do next, by error code. @default the error table's advice */
  readonly advice?: { readonly [code in ErrorCode]?: string };
  /** Codes of statuses that come without the vendor's error body. @default 429 and 5xx alone mean anything */
  readonly withoutBody?: { readonly [status: number]: ErrorCode };
}

const codeByStatus: { readonly [status: number]: ErrorCode } = {
  400: "invalid_value",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  405: "unexpected_answer",
  409: "already_exists",
  422: "invalid_value",
  429: "rate_limited",
  451: "license_required",
  501: "unsupported",
};

// What a proxy answers says nothing about the vendor, apart from what its status says by itself.
function codeWithoutBody({ withoutBody }: Dialect, status: number): ErrorCode {
  if (status === 429) return "rate_limited";
  return withoutBody?.[status] ?? (status >= 500 ? "vendor_failed" : "unexpected_answer");
}

function codeOfFailure({ code }: Failure, status: number): ErrorCode {
  return code ?? codeByStatus[status] ?? "vendor_failed";
}

function adviceOf(advice: string | undefined): { readonly advice?: string } {
  return advice === undefined ? {} : { advice };
}

/**
 * An answer of 300 and above as an error.
 * @param what what the call was for; the message begins with it: `Reading role 17`
 */
export function readError(dialect: Dialect, what: string, answer: Answer): AccessError {
  const { status, unreadable } = answer;
  const failure = dialect.readFailure(answer);
  if (failure === undefined) {
    const instead = unreadable === undefined ? "" : `: ${unreadable}`;
    const message = `${what}: ${dialect.title} answered ${status} without its ${dialect.errorBody}${instead}.`;
    const code = codeWithoutBody(dialect, status);
    return new AccessError(code, message, adviceOf(dialect.advice?.[code]));
  }
  const code = codeOfFailure(failure, status);
  const message = `${what}: ${dialect.title} answered ${failure.text}.`.replace(/\.\.$/, ".");
  return new AccessError(code, message, adviceOf(failure.advice ?? dialect.advice?.[code]));
}

/** As `readError`, for a request that changes something: `outcome_unknown` where it may have been carried out. */
export function readWriteError(dialect: Dialect, what: string, answer: Answer): AccessError {
  const error = readError(dialect, what, answer);
  if (outcomeOf(answer) !== "unknown") return error;
  return new AccessError("outcome_unknown", error.message, { cause: error });
}

/** Whether the vendor itself says that the thing does not exist. A 404 from anything else on the way proves nothing. */
export function isMissing(dialect: Dialect, answer: Answer): boolean {
  const failure = answer.status < 400 ? undefined : dialect.readFailure(answer);
  if (failure === undefined) return false;
  return failure.isMissing ?? codeOfFailure(failure, answer.status) === "not_found";
}
