import type { Instance } from "./instance.ts";
import { membersOf } from "./membership.ts";
import type { GrantRow, GroupRow, RoleRow, UserRow, WorkspaceRow } from "./tables.ts";
import { type View, referenceTo, roleView } from "./views.ts";

interface Holding {
  readonly group: GroupRow;
  readonly role: RoleRow;
  readonly workspace: WorkspaceRow;
}

async function holdingsOf(instance: Instance, grants: readonly GrantRow[]): Promise<readonly Holding[]> {
  const holdings: Holding[] = [];
  for (const { groupId, roleId, workspaceId } of grants) {
    const [group, role] = [await instance.groups.get(groupId), await instance.roles.get(roleId)];
    const workspace = await instance.workspaces.get(workspaceId);
    if (group !== undefined && role !== undefined && workspace !== undefined) holdings.push({ group, role, workspace });
  }
  return holdings;
}

interface Access<Item> {
  readonly groups: readonly {
    readonly group: GroupRow;
    readonly users: readonly UserRow[];
    readonly items: readonly Item[];
  }[];
  readonly users: readonly {
    readonly user: UserRow;
    readonly groupIds: readonly number[];
    readonly items: readonly Item[];
  }[];
}

function unique<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** Groups, and the users in them, each with what it reaches. */
async function accessBy<Item extends { readonly id: string }>(
  instance: Instance,
  holdings: readonly Holding[],
  itemOf: (holding: Holding) => Item,
): Promise<Access<Item>> {
  const groups: Access<Item>["groups"][number][] = [];
  for (const group of unique(holdings.map((holding) => holding.group))) {
    const items = unique(holdings.filter((holding) => holding.group.id === group.id).map(itemOf));
    groups.push({ group, users: (await membersOf(instance, group)).map(({ user }) => user), items });
  }
  const users = unique(groups.flatMap((entry) => entry.users)).map((user) => {
    const own = groups.filter((entry) => entry.users.some(({ id }) => id === user.id));
    return {
      user,
      groupIds: own.map(({ group }) => Number(group.id)),
      items: unique(own.flatMap(({ items }) => items)),
    };
  });
  return { groups, users };
}

export async function roleAccessorsView(instance: Instance, role: RoleRow): Promise<View> {
  const holdings = await holdingsOf(instance, await instance.grants.find("role", role.id));
  const access = await accessBy(instance, holdings, ({ workspace }) => workspace);
  return {
    groups: access.groups.map(({ group: { id, name }, users, items }) => ({
      ...{ id: Number(id), name, userCount: users.length, workspaces: items.map(referenceTo) },
    })),
    users: access.users.map(({ user: { id, name, email }, groupIds, items }) => ({
      ...{ id: Number(id), name, email, groupIds, workspaces: items.map(referenceTo) },
    })),
  };
}

const ranks: readonly RoleRow["type"][] = ["ADMIN", "MANAGE", "EDIT", "VIEW", "CUSTOM"];

function highest(roles: readonly RoleRow[]): View {
  const [top] = [...roles].sort((a, b) => ranks.indexOf(a.type) - ranks.indexOf(b.type));
  return top === undefined ? {} : { highestRoleName: top.name, highestRoleType: `ROLE_TYPE_${top.type}` };
}

/** Those with a grant; admins, who reach every workspace without one, are not listed. */
export async function workspaceAccessorsView(instance: Instance, workspace: WorkspaceRow): Promise<View> {
  const holdings = await holdingsOf(instance, await instance.grants.find("workspace", workspace.id));
  const access = await accessBy(instance, holdings, ({ role }) => role);
  return {
    groups: access.groups.map(({ group: { id, name }, users, items }) => ({
      ...{ id: Number(id), name, userCount: users.length, roles: items.map(roleView) },
    })),
    users: access.users.map(({ user: { id, name, email }, groupIds, items }) => ({
      ...{ id: Number(id), name, email, groupIds, ...highest(items) },
    })),
  };
}
