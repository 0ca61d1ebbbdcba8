import type { Failure } from "#vendors/inkit/wire/common.ts";

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

export interface FieldFault {
  /** Members and positions, joined by dots: `new_roles.0.permissions.2`. */
  readonly field: string;
  readonly message: string;
}

/** What is answered instead of a result. The vendor prints statuses and no error body: codes and words are ours. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: Code;
  readonly fields: readonly FieldFault[];

  constructor(code: Code, message: string, fields: readonly FieldFault[] = []) {
    super(message);
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return statusOf[this.code];
  }

  get body(): Failure {
    const { message: error, code, fields } = this;
    return fields.length === 0 ? { error, code } : { error, code, fields: [...fields] };
  }
}

export function invalidFields(fields: readonly FieldFault[]): Refusal {
  const told = fields.map(({ field, message }) => `${field}: ${message}`).join("; ");
  return new Refusal("validation_failed", told, fields);
}

/** Throws where there is a fault. */
export function checkFields(fields: readonly FieldFault[]): void {
  if (fields.length > 0) throw invalidFields(fields);
}
