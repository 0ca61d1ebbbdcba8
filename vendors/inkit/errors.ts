import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Answer } from "../shared/http/content.ts";
import { outcomeOf } from "../shared/http/outcome.ts";
import { environment } from "./facts/data/environment.ts";
import { type Failure, failure } from "./wire/common.ts";

const byCode: ReadonlyMap<string, ErrorCode> = new Map([
  ["role_in_use", "role_in_use"],
  ["role_is_standard", "unsupported"],
  ["route_not_found", "unexpected_answer"],
]);

const byStatus: ReadonlyMap<number, ErrorCode> = new Map([
  [400, "invalid_value"],
  [401, "unauthenticated"],
  [403, "forbidden"],
  [404, "not_found"],
  [405, "unexpected_answer"],
  [422, "invalid_value"],
  [429, "rate_limited"],
]);

/** The codes that say that the thing itself is not there; any other 404 proves nothing. */
const missing: ReadonlySet<string> = new Set(["role_not_found", "service_account_not_found", "user_not_found"]);

const tokenAdvice =
  `Give the secret alone: it is sent in the header ${environment.tokenHeader}, so "Bearer" and the header's name do not ` +
  "belong into `token`. Check too that nobody generated the key's secret again since: that kills the one before.";

const routeAdvice =
  "Inkit documents no API for roles and keys: `endpoint` must be a server that has the routes which Latchkey takes by " +
  "analogy (vendors/inkit/NOTES.md), such as its mock server. It is the part before /v1.";

const adviceOf: { readonly [code in ErrorCode]?: string } = {
  unauthenticated: tokenAdvice,
  unexpected_answer: routeAdvice,
  unsupported: "Make a role of your own, with the permissions that are wanted.",
};

function accessError(code: ErrorCode, message: string): AccessError {
  const advice = adviceOf[code];
  return new AccessError(code, message, advice === undefined ? {} : { advice });
}

function codeFor(status: number, { code }: Failure): ErrorCode {
  return byCode.get(code) ?? byStatus.get(status) ?? "vendor_failed";
}

/** Of something between, such as a proxy: only what its status says by itself counts. */
function codeWithoutEnvelope(status: number): ErrorCode {
  if (status === 429) return "rate_limited";
  return status >= 500 ? "vendor_failed" : "unexpected_answer";
}

/** An answer of 400 and above as an error of ours. `code` in it is what counts, its wording does not. */
export function failed(what: string, answer: Answer): AccessError {
  const { status, unreadable } = answer;
  const parsed = failure.safeParse(answer.body);
  if (!parsed.success) {
    const instead = unreadable === undefined ? "" : `: ${unreadable}`;
    return accessError(codeWithoutEnvelope(status), `${what}: ${status} without the error's code${instead}.`);
  }
  const { code, error } = parsed.data;
  return accessError(codeFor(status, parsed.data), `${what}: Inkit answered ${status} ${code}: ${error}.`);
}

/** As `failed`, for a request that changes something: `outcome_unknown` where it may have been carried out. */
export function failedWrite(what: string, answer: Answer): AccessError {
  const error = failed(what, answer);
  if (outcomeOf(answer) !== "unknown") return error;
  return new AccessError("outcome_unknown", error.message, { cause: error });
}

/** Whether the API itself says that the thing does not exist. */
export function isMissing(answer: Answer): boolean {
  if (answer.status !== 404) return false;
  const parsed = failure.safeParse(answer.body);
  return parsed.success && missing.has(parsed.data.code);
}

/** An answer that succeeded and does not say what it must. `why` quotes nothing of it. */
export function misshapen(what: string, why: string): AccessError {
  return accessError("unexpected_answer", `${what}: the answer has another shape than expected (${why}).`);
}

/** A token that no server could take. `fault` does not repeat it. */
export function misformedToken(fault: string): AccessError {
  const options = { path: ["token"], advice: tokenAdvice };
  return new AccessError("invalid_value", `The token has another form than Inkit's: ${fault}.`, options);
}
