import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";

interface Role {
  readonly id: string;
  readonly name: string;
}

const advice =
  "Remove it from the state: terraform state rm ADDRESS. To refer to it, use the data source access_role instead.";

/** A managed role belongs to the vendor and cannot be changed or deleted. */
export function createManagedRoleError(
  { facts }: Context<unknown>,
  { id, name }: Role,
  verb: "changed" | "deleted",
): AccessError {
  const message = `Role "${name}" (${id}) is managed by ${facts.title} and cannot be ${verb}.`;
  return new AccessError("unsupported", message, { advice });
}

/** Refuses a plan that changes a managed role. @param isSent whether the change would be sent to the vendor */
export function checkManagedRole(
  context: Context<unknown>,
  prior: (Role & { readonly managed: boolean }) | null,
  isSent: boolean,
): readonly AccessError[] {
  return prior?.managed === true && isSent ? [createManagedRoleError(context, prior, "changed")] : [];
}
