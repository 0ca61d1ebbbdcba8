import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import type { Answer } from "../http/content.ts";
import { classifyOutcome } from "../http/outcome.ts";
import type { IsSame } from "./asked.ts";

/** The content of a vendor's error body. */
export interface Failure {
  /** The vendor's words without a final period, such as `404 role_not_found: no such role`. */
  readonly text: string;
  /** @default the code for the status */
  readonly code?: ErrorCode | undefined;
  /** @default the dialect's advice for the code, else the error table's */
  readonly advice?: string | undefined;
  /** Whether the vendor itself says that the thing does not exist. @default whether the code is `not_found` */
  readonly isMissing?: boolean;
}

/** The differences between the JSON APIs of the vendors. */
export interface Dialect {
  /** The vendor's name, as its users write it. */
  readonly title: string;
  /** What the vendor calls the body of an error, such as `error envelope`. */
  readonly errorBody: string;
  /** Returns undefined if the body is not the vendor's own, but comes from a proxy or a web page. */
  readFailure(answer: Answer): Failure | undefined;
  /** The part of a successful body that the wire schemas describe. @default the whole body */
  unwrap?(body: unknown): unknown;
  /** Where requests go, for the error about an answer that is not the vendor's. @default not said */
  readonly endpoint?: string;
  /** Where the token was found, for the error about a rejected one. @default not said */
  readonly tokenSource?: string;
  /** Whether two ids or names mean the same thing. @default texts that differ in case, in blanks around them or in form */
  readonly isSame?: IsSame;
  /** Advice by error code. @default the error table's advice */
  readonly advice?: { readonly [code in ErrorCode]?: string };
  /** Codes for statuses without the vendor's error body. @default only 429 and 5xx have a meaning */
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

// Without the vendor's error body the answer may come from a proxy, so most statuses say nothing about the vendor.
function codeWithoutBody({ withoutBody }: Dialect, status: number): ErrorCode {
  if (status === 429) return "rate_limited";
  return withoutBody?.[status] ?? (status >= 500 ? "vendor_failed" : "unexpected_answer");
}

function codeOfFailure({ code }: Failure, status: number): ErrorCode {
  return code ?? codeByStatus[status] ?? "vendor_failed";
}

function toAdviceOption(advice: string | undefined): { readonly advice?: string } {
  return advice === undefined ? {} : { advice };
}

// A smaller difference is no reason for a vendor to refuse a date.
const noticedSeconds = 60;

/** Names the difference between the clocks where the vendor may refuse a date because of it. */
function describeClocks({ clockAhead = 0 }: Answer, { text }: Failure, title: string): string {
  if (Math.abs(clockAhead) < noticedSeconds || !/expir|future|\bpast\b|lifetime/i.test(text)) return "";
  const minutes = Math.round(Math.abs(clockAhead) / 60);
  const direction = clockAhead > 0 ? "ahead of" : "behind";
  return ` The clock of ${title} is ${minutes} minute${minutes === 1 ? "" : "s"} ${direction} this machine's. Set the clock that is wrong.`;
}

function describeTokenSource({ tokenSource }: Dialect, code: ErrorCode): string {
  return code === "unauthenticated" && tokenSource !== undefined ? ` The token comes from ${tokenSource}.` : "";
}

function describeEndpoint({ endpoint }: Dialect, code: ErrorCode): string {
  return code === "unexpected_answer" && endpoint !== undefined ? ` The endpoint is ${endpoint}.` : "";
}

/**
 * Converts an answer with a status of 300 or above to an error.
 * @param what the purpose of the call, which begins the message: `Reading role 17`
 */
export function readError(dialect: Dialect, what: string, answer: Answer): AccessError {
  const { status, unreadable } = answer;
  const failure = dialect.readFailure(answer);
  if (failure === undefined) {
    const instead = unreadable === undefined ? "" : `: ${unreadable}`;
    const message = `${what}: ${dialect.title} answered ${status} without its ${dialect.errorBody}${instead}.`;
    const code = codeWithoutBody(dialect, status);
    const remarks = describeEndpoint(dialect, code) + describeTokenSource(dialect, code);
    return new AccessError(code, message + remarks, toAdviceOption(dialect.advice?.[code]));
  }
  const code = codeOfFailure(failure, status);
  const message = `${what}: ${dialect.title} answered ${quoteLine(failure.text)}.`.replace(/\.\.$/, ".");
  const remarks = describeClocks(answer, failure, dialect.title) + describeTokenSource(dialect, code);
  return new AccessError(code, message + remarks, toAdviceOption(failure.advice ?? dialect.advice?.[code]));
}

/** Like `readError`, for a request that changes something: `outcome_unknown` if it may have been carried out. */
export function readWriteError(dialect: Dialect, what: string, answer: Answer): AccessError {
  const error = readError(dialect, what, answer);
  if (classifyOutcome(answer) !== "unknown") return error;
  return new AccessError("outcome_unknown", error.message, { cause: error });
}

/** Whether the vendor itself says that the thing does not exist. A 404 from a proxy does not count. */
export function isMissing(dialect: Dialect, answer: Answer): boolean {
  const failure = answer.status < 400 ? undefined : dialect.readFailure(answer);
  if (failure === undefined) return false;
  return failure.isMissing ?? codeOfFailure(failure, answer.status) === "not_found";
}
