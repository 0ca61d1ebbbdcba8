import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Answer } from "../shared/http/content.ts";
import { outcomeOf } from "../shared/http/outcome.ts";
import { type Failure, failure } from "./wire/common.ts";

const byStatus: ReadonlyMap<number, ErrorCode> = new Map([
  [400, "invalid_value"],
  [401, "unauthenticated"],
  [403, "forbidden"],
  [404, "not_found"],
  [409, "already_exists"],
  [429, "rate_limited"],
  [501, "unsupported"],
]);

// `code` repeats the status in the one answer that the vendor prints; the envelope's own library has gRPC's numbers there.
const byGrpcCode: ReadonlyMap<number, ErrorCode> = new Map([
  [3, "invalid_value"],
  [5, "not_found"],
  [6, "already_exists"],
  [7, "forbidden"],
  [8, "rate_limited"],
  [12, "unsupported"],
  [16, "unauthenticated"],
]);

const credentialAdvice =
  "Give the key alone as `token`, without a word before it: it is sent as `Authorization: apikey KEY`. Keys of people and of service accounts are taken; log-ins, Bearer tokens and agent keys are not.";

function codeFor(status: number, { code }: Failure): ErrorCode {
  if (status === 401) return "unauthenticated";
  return byGrpcCode.get(code ?? 0) ?? byStatus.get(status) ?? "vendor_failed";
}

/** Of something between, such as a proxy: only what its status says by itself counts. */
function codeWithoutEnvelope(status: number): ErrorCode {
  if (status === 401) return "unauthenticated";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "vendor_failed" : "unexpected_answer";
}

function adviceFor(code: ErrorCode): { advice?: string } {
  return code === "unauthenticated" ? { advice: credentialAdvice } : {};
}

/** Bigeye's envelope as an error of ours. Its wording is no contract, and which codes it has is hardly documented. */
export function failed(what: string, answer: Answer): AccessError {
  const { status } = answer;
  const parsed = failure.safeParse(answer.body);
  if (!parsed.success) {
    const instead = answer.unreadable === undefined ? "" : `: ${answer.unreadable}`;
    const code = codeWithoutEnvelope(status);
    const message = `${what}: Bigeye answered ${status} without its error envelope${instead}.`;
    return new AccessError(code, message, adviceFor(code));
  }
  const code = codeFor(status, parsed.data);
  const message = `${what}: Bigeye answered ${status}: ${parsed.data.message || parsed.data.error}.`;
  return new AccessError(code, message.replace(/\.\.$/, "."), adviceFor(code));
}

/** As `failed`, for a request that changes something: `outcome_unknown` where it may have been carried out. */
export function failedWrite(what: string, answer: Answer): AccessError {
  const error = failed(what, answer);
  if (outcomeOf(answer) !== "unknown") return error;
  return new AccessError("outcome_unknown", error.message, { cause: error });
}

/** Whether Bigeye itself says that something does not exist. What it answers then is not documented: look again. */
export function mayBeMissing(answer: Answer): boolean {
  const parsed = failure.safeParse(answer.body);
  return answer.status >= 400 && parsed.success && codeFor(answer.status, parsed.data) === "not_found";
}

/** One of many that Bigeye did not do, although it answered 200. */
export interface Undone {
  /** Such as `user 17`. */
  readonly what: string;
  readonly reason: string;
}

export function partlyFailed(what: string, undone: readonly Undone[], asked: number): AccessError {
  const items = undone.map((item) => `${item.what}: ${item.reason || "no reason is given"}`).join("; ");
  const message = `${what}: Bigeye answered 200, and did not do ${undone.length} of ${asked} (${items}).`;
  const advice = "What is not named here was done. Mend what the reasons say, then run again.";
  return new AccessError("vendor_failed", message, { advice });
}
