import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Secret } from "#access/schema/secret.ts";
import type { Answer } from "../shared/http/content.ts";
import { outcomeOf } from "../shared/http/outcome.ts";
import { environment } from "./facts/data/environment.ts";
import { problem } from "./wire/common.ts";

const byStatus: ReadonlyMap<number, ErrorCode> = new Map([
  [400, "invalid_value"],
  [401, "unauthenticated"],
  [403, "forbidden"],
  [404, "not_found"],
  [409, "already_exists"],
  [422, "invalid_value"],
  [429, "rate_limited"],
]);

/** Of something between, such as a proxy: only what its status says by itself counts. */
function codeWithoutProblem(status: number): ErrorCode {
  if (status === 429) return "rate_limited";
  return status >= 500 ? "vendor_failed" : "unexpected_answer";
}

const notReadable =
  "Arize answers 404 as well for what the token cannot read: check the id, and that the token reaches it.";

function adviceFor(status: number): { advice?: string } {
  return status === 404 ? { advice: notReadable } : {};
}

/** Arize's problem document as an error of ours. Its status is the contract, its wording is not. */
export function failed(what: string, answer: Answer): AccessError {
  const parsed = problem.safeParse(answer.body);
  if (!parsed.success) {
    const instead = answer.unreadable === undefined ? "" : `: ${answer.unreadable}`;
    const message = `${what}: Arize answered ${answer.status} without its problem document${instead}.`;
    return new AccessError(codeWithoutProblem(answer.status), message);
  }
  const { title, detail } = parsed.data;
  const code = byStatus.get(answer.status) ?? "vendor_failed";
  const told = detail === undefined ? "" : `: ${detail}`;
  const message = `${what}: Arize answered ${answer.status} ${title}${told}.`.replace(/\.\.$/, ".");
  return new AccessError(code, message, adviceFor(answer.status));
}

/** As `failed`, for a request that changes something: `outcome_unknown` where it may have been carried out. */
export function failedWrite(what: string, answer: Answer): AccessError {
  const error = failed(what, answer);
  if (outcomeOf(answer) !== "unknown") return error;
  return new AccessError("outcome_unknown", error.message, { cause: error });
}

/** Whether Arize itself says that the thing does not exist, or that the token cannot read it: the two look alike. */
export function isMissing(answer: Answer): boolean {
  return answer.status === 404 && problem.safeParse(answer.body).success;
}

const { tokenHeader, tokenScheme } = environment;

/** What about the token's text explains a 401; undefined where nothing does. Never quotes it. */
export function tokenFault(token: Secret): string | undefined {
  const text = token.open();
  if (text.toLowerCase().startsWith(`${tokenScheme.toLowerCase()} `)) {
    return `The token begins with "${tokenScheme}", which Latchkey puts before it: configure the key alone, from "ak-" on.`;
  }
  if (text !== text.trim()) return "The token has blanks or a line break around it: configure the key alone.";
  return undefined;
}

/** How REST takes a key: said wherever one is refused, since GraphQL takes it in another header. */
export const acceptedForm = `Arize's REST API takes a key as "${tokenHeader}: ${tokenScheme} ak-…", which is how Latchkey sends it.`;
