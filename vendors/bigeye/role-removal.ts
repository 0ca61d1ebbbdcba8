import type { Context } from "#access/model/vendors/adapter.ts";
import { managedRoleError } from "../shared/roles/managed-role.ts";
import { roleInUseError } from "../shared/roles/role-in-use.ts";
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
 * Deletes a role; takes it from the groups that hold it first where that was asked for. What Bigeye does with the grants
 * of a role that it deletes is not documented, so that it is never left to it.
 * @throws AccessError who holds it
 */
export async function removeRole(context: Context<BigeyeConnection>, role: Removed): Promise<void> {
  if (role.managed) throw managedRoleError(context, role, "deleted");
  const client = context.client.during(context.signal);
  const grants = (await client.groups.list()).flatMap((group) =>
    group.grants.filter((grant) => grant.role.id === role.id),
  );
  if (grants.length > 0) {
    if (role.forceDetach !== true) throw roleInUseError(context, role, { holders: grants.map(describeHolder) });
    await client.groups.revoke(
      grants.map(({ id, group, workspace }) => ({ id, role: role.id, group: group.id, workspace: workspace.id })),
    );
  }
  await client.deleteRole(role.id);
}
