import type { Context } from "#access/model/vendors/adapter.ts";
import { createManagedRoleError } from "../shared/roles/managed-role.ts";
import { createRoleInUseError } from "../shared/roles/role-in-use.ts";
import type { ArizeConnection } from "./connection.ts";
import type { RoleBinding } from "./wire/role-binding.ts";

interface Removed {
  readonly id: string;
  readonly name: string;
  readonly managed: boolean;
  readonly forceDetach: boolean | null;
}

function describeHolder({ user_id, resource_type, resource_id }: RoleBinding): string {
  return `user ${user_id} on ${resource_type.toLowerCase()} ${resource_id}`;
}

/**
 * Deletes a role, after its bindings if `force_detach` is set. Arize itself would delete a bound role and keep its bindings,
 * which then grant nothing (inferred).
 * @throws AccessError that lists the holders if the role is bound and `force_detach` is not set
 */
export async function removeRole(context: Context<ArizeConnection>, role: Removed): Promise<void> {
  if (role.managed) throw createManagedRoleError(context, role, "deleted");
  const client = context.client.during(context.signal);
  const held = (await client.listEveryRoleBinding()).filter((row) => row.role_id === role.id);
  if (held.length > 0 && role.forceDetach !== true) {
    throw createRoleInUseError(context, role, { holders: held.map(describeHolder) });
  }
  for (const row of held) await client.deleteRoleBinding(row.id);
  await client.deleteRole(role.id);
}
