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
  [451, "license_required"],
  [501, "unsupported"],
]);

/** What keeps a role from being deleted. */
export type RoleUser = "users" | "accounts" | "mappings";

const inUse: ReadonlyMap<string, RoleUser> = new Map([
  ["role_has_user_assignees", "users"],
  ["role_has_service_account_assignees", "accounts"],
  ["role_has_auth_domain_mappings", "mappings"],
]);

export const communityAdvice =
  "Custom roles need SigNoz Cloud or a licensed enterprise build; this server is a community build. Use a managed role.";

function codeFor(status: number, { code }: Failure["error"]): ErrorCode {
  return inUse.has(code) ? "role_in_use" : (byStatus.get(status) ?? "vendor_failed");
}

function adviceFor(status: number, { code }: Failure["error"]): { advice?: string } {
  return status === 501 && code === "role_unsupported" ? { advice: communityAdvice } : {};
}

/** Of something between, such as a proxy: only what its status says by itself counts. */
function codeWithoutEnvelope(status: number): ErrorCode {
  if (status === 429) return "rate_limited";
  return status >= 500 ? "vendor_failed" : "unexpected_answer";
}

/** SigNoz's envelope as an error of ours. `code` in it is a contract, its wording is not. */
export function failed(what: string, answer: Answer): AccessError {
  const parsed = failure.safeParse(answer.body);
  if (!parsed.success) {
    const instead = answer.unreadable === undefined ? "" : `: ${answer.unreadable}`;
    const message = `${what}: SigNoz answered ${answer.status} without its error envelope${instead}.`;
    return new AccessError(codeWithoutEnvelope(answer.status), message);
  }
  const { error } = parsed.data;
  const details = error.errors.map(({ message }) => ` ${message}`).join("");
  const message = `${what}: SigNoz answered ${answer.status} ${error.code}: ${error.message}.${details}`;
  return new AccessError(codeFor(answer.status, error), message.replace(/\.\.$/, "."), adviceFor(answer.status, error));
}

/** As `failed`, for a request that changes something: `outcome_unknown` where it may have been carried out. */
export function failedWrite(what: string, answer: Answer): AccessError {
  const error = failed(what, answer);
  if (outcomeOf(answer) !== "unknown") return error;
  return new AccessError("outcome_unknown", error.message, { cause: error });
}

/** Undefined where the answer is about something else. */
export function inUseBy({ body }: Answer): RoleUser | undefined {
  const code = failure.safeParse(body).data?.error.code;
  return code === undefined ? undefined : inUse.get(code);
}

/** Whether SigNoz itself says that the thing does not exist. A 404 from anything else between proves nothing. */
export function isMissing(answer: Answer): boolean {
  return answer.status === 404 && failure.safeParse(answer.body).success;
}

/** Whether a write was refused because the user is deleted already. */
export function isOfDeletedUser({ body }: Answer): boolean {
  return failure.safeParse(body).data?.error.code === "user_status_deleted";
}
