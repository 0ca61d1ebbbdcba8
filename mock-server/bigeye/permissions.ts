import type { Action, Domain } from "#vendors/bigeye/facts/data/catalog.ts";
import { forbidden, invalid } from "./errors.ts";
import { isAdmin, listGroups } from "./group-members.ts";
import type { Instance, Row } from "./instance.ts";

export interface Need {
  readonly domain: Domain;
  readonly action: Action;
}

function holds({ domains, actions }: Row<"roles">["permissions"][number], { domain, action }: Need): boolean {
  const isOn = domains.some((name) => name === "PERMISSION_DOMAIN_ALL" || name === `PERMISSION_DOMAIN_${domain}`);
  return isOn && actions.some((name) => name === "PERMISSION_ACTION_ALL" || name === `PERMISSION_ACTION_${action}`);
}

/** The roles that a user holds by way of groups, by workspace: additive, without denials. */
async function groupRolesByWorkspace(
  instance: Instance,
  user: Row<"users">,
): Promise<ReadonlyMap<string, readonly Row<"roles">[]>> {
  const found = new Map<string, Row<"roles">[]>();
  for (const group of await listGroups(instance, user)) {
    for (const { roleId, workspaceId } of await instance.grants.find("group", group.id)) {
      const role = await instance.roles.get(roleId);
      if (role !== undefined) found.set(workspaceId, [...(found.get(workspaceId) ?? []), role]);
    }
  }
  return found;
}

/** The workspaces that a user sees: all of them for an admin. */
export async function listVisibleWorkspaces(
  instance: Instance,
  user: Row<"users">,
): Promise<readonly Row<"workspaces">[]> {
  const all = await instance.workspaces.list();
  if (await isAdmin(instance, user)) return all;
  const granted = await groupRolesByWorkspace(instance, user);
  return all.filter(({ id }) => granted.has(id));
}

/** The workspace that the request names, else the only one that the caller sees; 0 names none. */
export async function findWorkspace(
  instance: Instance,
  user: Row<"users">,
  named: unknown,
): Promise<Row<"workspaces">> {
  const visible = await listVisibleWorkspaces(instance, user);
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
  user: Row<"users">,
  { workspace, need }: { readonly workspace: Row<"workspaces">; readonly need: Need },
): Promise<void> {
  if (await isAdmin(instance, user)) return;
  const roles = (await groupRolesByWorkspace(instance, user)).get(workspace.id) ?? [];
  if (roles.some(({ permissions }) => permissions.some((held) => holds(held, need)))) return;
  throw forbidden(`${need.action} on ${need.domain} in workspace ${workspace.id} is not granted to you`);
}
