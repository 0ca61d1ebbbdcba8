import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { listTexts } from "../list-texts.ts";

interface Role {
  readonly id: string;
  readonly name: string;
}

interface InUse {
  /** Such as `account "deployer" (ID)`. */
  readonly holders: readonly string[];
  /** More sentences, each with a space before it. @default none */
  readonly remarks?: string;
  /** A sentence that says what `force_detach` does not cover. @default none */
  readonly limits?: string;
  readonly cause?: unknown;
}

/** The role cannot be deleted because it has holders. */
export function createRoleInUseError(
  { facts }: Context<unknown>,
  { id, name }: Role,
  { holders, remarks = "", ...more }: InUse,
): AccessError {
  const held = holders.length === 0 ? "" : ` It is held by ${listTexts(holders)}.`;
  const limits = more.limits === undefined ? "" : ` ${more.limits}`;
  const advice = `Take the role from its holders first: in this configuration, or in ${facts.title}. Or put it back with \`force_detach = true\`, apply, and destroy it then: a destroy goes by what state holds. If the same apply takes it from its holders (a line of \`role_ids\`, a binding), Terraform may delete the role first: apply in two steps, or set \`create_before_destroy = true\` in the role's \`lifecycle\` and apply before you remove the role.${limits}`;
  const message = `Role "${name}" (${id}) cannot be deleted while it is held.${held}${remarks}`;
  return new AccessError("role_in_use", message, { advice, cause: more.cause });
}
