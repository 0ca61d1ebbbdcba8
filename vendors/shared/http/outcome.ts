import { AccessError } from "#access/model/errors.ts";
import type { Answer } from "./content.ts";

/**
 * What an attempt at a write proves. `settled`: it was carried out, or refused. `notNow`: it was not carried out, and
 * may be later. `unknown`: it may or may not have been carried out.
 */
export type Outcome = "settled" | "notNow" | "unknown";

// 408 and 499 are a server's or proxy's own words for a request that was given up in the middle.
const givenUp: ReadonlySet<number> = new Set([408, 499]);

/**
 * A server that names a time to come back (429, or 503 with Retry-After) has turned the request away. Any other 5xx may
 * come from a proxy that lost the vendor's answer, or from a vendor that failed half-way; 501 is a refusal.
 */
function outcomeOfAnswer({ status, headers, unreadable }: Answer): Outcome {
  if (status === 429 || (status === 503 && headers["retry-after"] !== undefined)) return "notNow";
  if ((status >= 500 && status !== 501) || givenUp.has(status)) return "unknown";
  return status < 300 && unreadable !== undefined ? "unknown" : "settled";
}

function outcomeOfFailure({ code }: AccessError): Outcome {
  if (code === "outcome_unknown") return "unknown";
  return code === "endpoint_unreachable" ? "notNow" : "settled";
}

export function outcomeOf(result: Answer | AccessError): Outcome {
  return result instanceof AccessError ? outcomeOfFailure(result) : outcomeOfAnswer(result);
}

export function isOutcomeUnknown(error: unknown): error is AccessError {
  return error instanceof AccessError && error.code === "outcome_unknown";
}
