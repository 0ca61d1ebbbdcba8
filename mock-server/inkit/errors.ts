import type { Failure } from "#vendors/inkit/wire/common.ts";
import type { Issue } from "../shared/body.ts";
import { MockError } from "../shared/errors.ts";

const statusOf = {
  body_invalid: 400,
  token_missing: 401,
  token_invalid: 401,
  permission_missing: 403,
  route_not_found: 404,
  role_not_found: 404,
  service_account_not_found: 404,
  user_not_found: 404,
  validation_failed: 422,
  role_in_use: 422,
  role_is_standard: 422,
} as const;

export type Code = keyof typeof statusOf;

/** One member that does not fit, such as `new_roles.0.permissions.2`. */
export type FieldIssue = NonNullable<Failure["fields"]>[number];

/** Inkit prints statuses and no error body: the codes and the words are ours. */
export function refuse(code: Code, message: string, fields: readonly FieldIssue[] = []): MockError {
  const body: Failure = { error: message, code, ...(fields.length === 0 ? {} : { fields: [...fields] }) };
  return new MockError({ status: statusOf[code], message, body });
}

export function refuseFields(fields: readonly FieldIssue[]): MockError {
  const message = fields.map((issue) => `${issue.field}: ${issue.message}`).join("; ");
  return refuse("validation_failed", message, fields);
}

export function refuseIssues(issues: readonly Issue[]): MockError {
  return refuseFields(issues.map(({ place, message }) => ({ field: place, message })));
}

/** Throws where there is an issue. */
export function checkFields(fields: readonly FieldIssue[]): void {
  if (fields.length > 0) throw refuseFields(fields);
}
