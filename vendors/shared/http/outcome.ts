import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "./content.ts";

/**
 * What an attempt at a write proves. `settled`: it was carried out, or refused. `notNow`: it was not carried out, and
 * may succeed later. `unknown`: it may or may not have been carried out.
 */
export type Outcome = "settled" | "notNow" | "unknown";

// A server answers 408, and a proxy 499, when a request was cut off in the middle.
const cutOffStatuses: ReadonlySet<number> = new Set([408, 499]);

/**
 * 429, or 503 with Retry-After, means that the server rejected the request before it did anything. Any other 5xx may
 * come from a proxy that lost the vendor's answer, or from a vendor that failed halfway; 501 is a refusal.
 */
function classifyAnswer({ status, headers, unreadable }: Answer): Outcome {
  if (status === 429 || (status === 503 && headers["retry-after"] !== undefined)) return "notNow";
  if ((status >= 500 && status !== 501) || cutOffStatuses.has(status)) return "unknown";
  return status < 300 && unreadable !== undefined ? "unknown" : "settled";
}

function classifyError({ code }: AccessError): Outcome {
  if (code === "outcome_unknown") return "unknown";
  return code === "endpoint_unreachable" ? "notNow" : "settled";
}

export function classifyOutcome(result: Answer | AccessError): Outcome {
  return result instanceof AccessError ? classifyError(result) : classifyAnswer(result);
}

export function isOutcomeUnknown(error: unknown): error is AccessError {
  return error instanceof AccessError && error.code === "outcome_unknown";
}
