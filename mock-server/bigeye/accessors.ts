import { listMembers } from "./group-members.ts";
import type { Instance, Row } from "./instance.ts";
import { type Json, referenceJson, roleJson } from "./json.ts";

interface Holding {
  readonly group: Row<"groups">;
  readonly role: Row<"roles">;
  readonly workspace: Row<"workspaces">;
}

async function listHoldings(instance: Instance, grants: readonly Row<"grants">[]): Promise<readonly Holding[]> {
  const holdings: Holding[] = [];
  for (const { groupId, roleId, workspaceId } of grants) {
    const group = await instance.groups.get(groupId);
    const role = await instance.roles.get(roleId);
    const workspace = await instance.workspaces.get(workspaceId);
    if (group !== undefined && role !== undefined && workspace !== undefined) holdings.push({ group, role, workspace });
  }
  return holdings;
}

interface Access<Item> {
  readonly groups: readonly {
    readonly group: Row<"groups">;
    readonly users: readonly Row<"users">[];
    readonly items: readonly Item[];
  }[];
  readonly users: readonly {
    readonly user: Row<"users">;
    readonly groupIds: readonly number[];
    readonly items: readonly Item[];
  }[];
}

function keepUnique<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** Groups, and the users in them, each with what it reaches. */
async function groupAccess<Item extends { readonly id: string }>(
  instance: Instance,
  holdings: readonly Holding[],
  itemOf: (holding: Holding) => Item,
): Promise<Access<Item>> {
  const groups: Access<Item>["groups"][number][] = [];
  for (const group of keepUnique(holdings.map((holding) => holding.group))) {
    const items = keepUnique(holdings.filter((holding) => holding.group.id === group.id).map(itemOf));
    groups.push({ group, users: (await listMembers(instance, group)).map(({ user }) => user), items });
  }
  const users = keepUnique(groups.flatMap((entry) => entry.users)).map((user) => {
    const own = groups.filter((entry) => entry.users.some(({ id }) => id === user.id));
    return {
      user,
      groupIds: own.map(({ group }) => Number(group.id)),
      items: keepUnique(own.flatMap(({ items }) => items)),
    };
  });
  return { groups, users };
}

export async function roleAccessorsJson(instance: Instance, role: Row<"roles">): Promise<Json> {
  const holdings = await listHoldings(instance, await instance.grants.find("role", role.id));
  const access = await groupAccess(instance, holdings, ({ workspace }) => workspace);
  return {
    groups: access.groups.map(({ group: { id, name }, users, items }) => ({
      id: Number(id),
      name,
      userCount: users.length,
      workspaces: items.map(referenceJson),
    })),
    users: access.users.map(({ user: { id, name, email }, groupIds, items }) => ({
      id: Number(id),
      name,
      email,
      groupIds,
      workspaces: items.map(referenceJson),
    })),
  };
}

const ranks: readonly Row<"roles">["type"][] = ["ADMIN", "MANAGE", "EDIT", "VIEW", "CUSTOM"];

function findHighestRole(roles: readonly Row<"roles">[]): Json {
  const [top] = [...roles].sort((a, b) => ranks.indexOf(a.type) - ranks.indexOf(b.type));
  return top === undefined ? {} : { highestRoleName: top.name, highestRoleType: `ROLE_TYPE_${top.type}` };
}

/** Those with a grant; admins, who reach every workspace without one, are not listed. */
export async function workspaceAccessorsJson(instance: Instance, workspace: Row<"workspaces">): Promise<Json> {
  const holdings = await listHoldings(instance, await instance.grants.find("workspace", workspace.id));
  const access = await groupAccess(instance, holdings, ({ role }) => role);
  return {
    groups: access.groups.map(({ group: { id, name }, users, items }) => ({
      id: Number(id),
      name,
      userCount: users.length,
      roles: items.map(roleJson),
    })),
    users: access.users.map(({ user: { id, name, email }, groupIds, items }) => ({
      id: Number(id),
      name,
      email,
      groupIds,
      ...findHighestRole(items),
    })),
  };
}
