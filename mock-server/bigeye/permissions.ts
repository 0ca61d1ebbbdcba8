import type { Action, Domain } from "#vendors/bigeye/facts/data/catalog.ts";
import { forbidden, invalid } from "./errors.ts";
import type { Instance } from "./instance.ts";
import { groupsOf, isAdmin } from "./membership.ts";
import type { PermissionRow, RoleRow, UserRow, WorkspaceRow } from "./tables.ts";

export interface Need {
  readonly domain: Domain;
  readonly action: Action;
}

function holds({ domains, actions }: PermissionRow, { domain, action }: Need): boolean {
  const isOn = domains.some((name) => name === "PERMISSION_DOMAIN_ALL" || name === `PERMISSION_DOMAIN_${domain}`);
  return isOn && actions.some((name) => name === "PERMISSION_ACTION_ALL" || name === `PERMISSION_ACTION_${action}`);
}

/** The roles that a user holds by way of groups, by workspace: additive, without denials (bigeye.md §3). */
async function rolesByWorkspace(instance: Instance, user: UserRow): Promise<ReadonlyMap<string, readonly RoleRow[]>> {
  const found = new Map<string, RoleRow[]>();
  for (const group of await groupsOf(instance, user)) {
    for (const { roleId, workspaceId } of await instance.grants.find("group", group.id)) {
      const role = await instance.roles.get(roleId);
      if (role !== undefined) found.set(workspaceId, [...(found.get(workspaceId) ?? []), role]);
    }
  }
  return found;
}

/** The workspaces that a user sees: all of them for an admin. */
export async function visibleWorkspaces(instance: Instance, user: UserRow): Promise<readonly WorkspaceRow[]> {
  const all = await instance.workspaces.list();
  if (await isAdmin(instance, user)) return all;
  const granted = await rolesByWorkspace(instance, user);
  return all.filter(({ id }) => granted.has(id));
}

/** The one that is named, else the only one that the caller sees; 0 names none (bigeye.md §1). */
export async function workspaceMeant(instance: Instance, user: UserRow, named: unknown): Promise<WorkspaceRow> {
  const visible = await visibleWorkspaces(instance, user);
  const text = typeof named === "string" || typeof named === "number" ? String(named) : "";
  if (text === "" || text === "0") {
    const [only, ...others] = visible;
    if (only !== undefined && others.length === 0) return only;
    throw only === undefined
      ? forbidden("you have access to no workspace")
      : invalid("A workspace ID must be supplied");
  }
  const meant = visible.find(({ id }) => id === text);
  if (meant === undefined) throw forbidden(`you have no access to workspace ${text}`);
  return meant;
}

export async function checkMay(
  instance: Instance,
  user: UserRow,
  { workspace, need }: { readonly workspace: WorkspaceRow; readonly need: Need },
): Promise<void> {
  if (await isAdmin(instance, user)) return;
  const roles = (await rolesByWorkspace(instance, user)).get(workspace.id) ?? [];
  if (roles.some(({ permissions }) => permissions.some((held) => holds(held, need)))) return;
  throw forbidden(`${need.action} on ${need.domain} in workspace ${workspace.id} is not granted to you`);
}
