import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "./connection.ts";
import type { Grant } from "./wire/role-binding.ts";

interface Removed {
  readonly id: string;
  readonly name: string;
  readonly managed: boolean;
  readonly forceDetach: boolean | null;
}

const mostShown = 20;

function inWords({ group, workspace }: Grant): string {
  return `group "${group.displayName}" (${group.id}) on workspace "${workspace.displayName}" (${workspace.id})`;
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, mostShown).join(", ");
  return texts.length > mostShown ? `${shown}, and ${texts.length - mostShown} more` : shown;
}

function inUse({ id, name }: Removed, grants: readonly Grant[]): AccessError {
  const message = `Role "${name}" (${id}) is not deleted: it is granted to ${listed(grants.map(inWords))}.`;
  const advice =
    "Take it from them first: their bindings in this configuration, or in Bigeye. Or put the role back with `force_detach = true`, apply, and destroy it then: a destroy goes by what state holds.";
  return new AccessError("role_in_use", message, { advice });
}

/**
 * Deletes a role; takes it from the groups that hold it first where that was asked for. What Bigeye does with the grants
 * of a role that it deletes is not documented, so that it is never left to it.
 * @throws AccessError who holds it
 */
export async function removeRole({ client: bigeye, signal }: Context<BigeyeConnection>, role: Removed): Promise<void> {
  if (role.managed) {
    const advice =
      "Take it out of state instead: terraform state rm ADDRESS. To refer to it, use the data source access_role.";
    throw new AccessError("unsupported", `Role "${role.name}" is Bigeye's own and cannot be deleted.`, { advice });
  }
  const client = bigeye.during(signal);
  const grants = (await client.groups.list()).flatMap((group) =>
    group.grants.filter((grant) => grant.role.id === role.id),
  );
  if (grants.length > 0 && role.forceDetach !== true) throw inUse(role, grants);
  if (grants.length > 0) {
    await client.groups.revoke(
      grants.map(({ id, group, workspace }) => ({ id, role: role.id, group: group.id, workspace: workspace.id })),
    );
  }
  await client.deleteRole(role.id);
}
