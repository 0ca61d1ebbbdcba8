import { AccessError } from "#access/model/errors.ts";
import type { TokenRights } from "#access/model/permissions/escalation.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "./connection.ts";
import { adminGroup } from "./facts/data/limits.ts";
import { groupsHeld } from "./gains.ts";
import { fromRolePermissions } from "./role-permissions.ts";
import type { User } from "./wire/member.ts";

const nobody: TokenRights = {
  kind: "unknown",
  reason: "Bigeye does not say who a token is, and none of the token's own keys names its owner.",
};

const unseen: TokenRights = {
  kind: "unknown",
  reason: "The token may not read users, groups and roles, so that what it may do itself is not known.",
};

/** Who the token is: the owner of its own keys (inferred). */
export async function tokenOwner({ client: bigeye, signal }: Context<BigeyeConnection>): Promise<User | undefined> {
  const client = bigeye.during(signal);
  const owner = (await bigeye.reads.ownKeys(client)).find((key) => key.owner !== undefined)?.owner;
  return owner === undefined ? undefined : bigeye.reads.user(client, owner.id);
}

export function isAdmin({ groups }: Pick<User, "groups">): boolean {
  return groups.some(({ displayName }) => displayName === adminGroup);
}

async function delegable({ client: bigeye, signal }: Context<BigeyeConnection>, names: readonly string[]) {
  if (names.length === 0) return [];
  const roles = (await bigeye.reads.roles(bigeye.during(signal))).filter(({ name }) => names.includes(name));
  return roles.flatMap(({ rolePermissions }): readonly Permission[] => fromRolePermissions(rolePermissions));
}

async function read(context: Context<BigeyeConnection>, mayDelegate: readonly string[]): Promise<TokenRights> {
  try {
    const owner = await tokenOwner(context);
    if (owner === undefined) return nobody;
    if (isAdmin(owner)) return { kind: "all" };
    const own = await groupsHeld(
      context,
      owner.groups.map(({ id }) => id),
    );
    const holder = `user "${owner.name}" (${owner.id})`;
    return { kind: "some", holder, permissions: [...own, ...(await delegable(context, mayDelegate))] };
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return unseen;
    throw error;
  }
}

/** What the token may give. Administrators may give everything; others hold what their groups are granted, by workspace. */
export async function rights(context: Context<BigeyeConnection>, mayDelegate: readonly string[]): Promise<TokenRights> {
  return context.client.rights.get(() => read(context, mayDelegate));
}
