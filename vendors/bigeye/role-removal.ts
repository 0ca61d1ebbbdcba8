import type { Context } from "#access/model/vendors/adapter.ts";
import { createManagedRoleError } from "../shared/roles/managed-role.ts";
import { createRoleInUseError } from "../shared/roles/role-in-use.ts";
import type { BigeyeConnection } from "./connection.ts";
import type { Grant } from "./wire/role-binding.ts";

interface Removed {
  readonly id: string;
  readonly name: string;
  readonly managed: boolean;
  readonly forceDetach: boolean | null;
}

function describeHolder({ group, workspace }: Grant): string {
  return `group "${group.displayName}" (${group.id}) on workspace "${workspace.displayName}" (${workspace.id})`;
}

/**
 * Deletes a role, after its grants if `force_detach` is set. It is not documented what Bigeye does with the grants of a
 * deleted role, so a granted role is never deleted.
 * @throws AccessError that lists the holders if the role is granted and `force_detach` is not set
 */
export async function removeRole(context: Context<BigeyeConnection>, role: Removed): Promise<void> {
  if (role.managed) throw createManagedRoleError(context, role, "deleted");
  const client = context.client.during(context.signal);
  const grants = (await client.groups.list()).flatMap((group) =>
    group.grants.filter((grant) => grant.role.id === role.id),
  );
  if (grants.length > 0) {
    if (role.forceDetach !== true) throw createRoleInUseError(context, role, { holders: grants.map(describeHolder) });
    await client.groups.revoke(
      grants.map(({ id, group, workspace }) => ({ id, role: role.id, group: group.id, workspace: workspace.id })),
    );
  }
  await client.deleteRole(role.id);
}
