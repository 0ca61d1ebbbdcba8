import type { Context } from "#access/model/vendors/adapter.ts";
import { managedRoleError } from "../shared/roles/managed-role.ts";
import { roleInUseError } from "../shared/roles/role-in-use.ts";
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
 * Deletes a role; takes it from its holders first where that was asked for. Arize deletes a role that is bound: its
 * bindings stay, and hold nothing (inferred).
 * @throws AccessError who holds it
 */
export async function removeRole(context: Context<ArizeConnection>, role: Removed): Promise<void> {
  if (role.managed) throw managedRoleError(context, role, "deleted");
  const client = context.client.during(context.signal);
  const held = (await client.listEveryRoleBinding()).filter((row) => row.role_id === role.id);
  if (held.length > 0 && role.forceDetach !== true) {
    throw roleInUseError(context, role, { holders: held.map(describeHolder) });
  }
  for (const row of held) await client.deleteRoleBinding(row.id);
  await client.deleteRole(role.id);
}
