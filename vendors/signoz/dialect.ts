import type { ErrorCode } from "#access/model/errors.ts";
import * as z from "zod";
import type { Dialect } from "../shared/calls/dialect.ts";
import type { Answer } from "../shared/http/content.ts";
import { failure } from "./wire/common.ts";

/** What keeps a role from being deleted. */
export type RoleUser = "users" | "accounts" | "mappings";

const roleUsers: { readonly [code: string]: RoleUser } = {
  role_has_user_assignees: "users",
  role_has_service_account_assignees: "accounts",
  role_has_auth_domain_mappings: "mappings",
};

export const communityAdvice =
  "Custom roles need SigNoz Cloud or a licensed enterprise build, and this server is a community build. Use a managed role.";

function readCode({ body }: Answer): string | undefined {
  return failure.safeParse(body).data?.error.code;
}

function toErrorCode(code: string): ErrorCode | undefined {
  return Object.hasOwn(roleUsers, code) ? "role_in_use" : undefined;
}

const envelope = z.object({ data: z.unknown() });

/** SigNoz wraps answers in `data` and errors in an envelope. The `code` of an error is stable; its message is not. */
export const dialect: Dialect = {
  title: "SigNoz",
  errorBody: "error envelope",
  unwrap: (body) => envelope.safeParse(body).data?.data,
  readFailure({ status, body }) {
    const parsed = failure.safeParse(body);
    if (!parsed.success) return undefined;
    const { code, message, errors } = parsed.data.error;
    const details = errors.map((detail) => ` ${detail.message}`).join("");
    return {
      text: `${status} ${code}: ${message}${details === "" ? "" : `.${details}`}`,
      code: toErrorCode(code),
      advice: status === 501 && code === "role_unsupported" ? communityAdvice : undefined,
    };
  },
};

/** Undefined if the answer is about something else. */
export function readRoleUser(answer: Answer): RoleUser | undefined {
  const code = readCode(answer);
  return code === undefined ? undefined : roleUsers[code];
}

/** Whether SigNoz refused a write because the user is already deleted. */
export function isDeletedUserRefusal(answer: Answer): boolean {
  return readCode(answer) === "user_status_deleted";
}
