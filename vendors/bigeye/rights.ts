import { AccessError } from "#access/model/errors.ts";
import type { TokenRights } from "#access/model/permissions/escalation.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "./connection.ts";
import { adminGroup } from "./facts/data/limits.ts";
import { readAllGroupPermissions } from "./gains.ts";
import { fromRolePermissions } from "./role-permissions.ts";
import type { User } from "./wire/member.ts";

const withoutOwner: TokenRights = {
  kind: "unknown",
  reason: "Bigeye does not show the owner of a token, and none of the token's own keys has an owner.",
};

const unreadable: TokenRights = {
  kind: "unknown",
  reason: "The token cannot read users, groups and roles, so its own rights are unknown.",
};

/** Finds the owner of the token: the owner of the keys that it lists as its own (inferred). */
export async function findTokenOwner({ client: bigeye, signal }: Context<BigeyeConnection>): Promise<User | undefined> {
  const client = bigeye.during(signal);
  const owner = (await bigeye.reads.readOwnKeys(client)).find((key) => key.owner !== undefined)?.owner;
  return owner === undefined ? undefined : bigeye.reads.readUser(client, owner.id);
}

export function isAdmin({ groups }: Pick<User, "groups">): boolean {
  return groups.some(({ displayName }) => displayName === adminGroup);
}

async function readDelegablePermissions(
  { client: bigeye, signal }: Context<BigeyeConnection>,
  names: readonly string[],
) {
  if (names.length === 0) return [];
  const roles = (await bigeye.reads.readRoles(bigeye.during(signal))).filter(({ name }) => names.includes(name));
  return roles.flatMap(({ rolePermissions }): readonly Permission[] => fromRolePermissions(rolePermissions));
}

async function readUncachedRights(
  context: Context<BigeyeConnection>,
  mayDelegate: readonly string[],
): Promise<TokenRights> {
  try {
    const owner = await findTokenOwner(context);
    if (owner === undefined) return withoutOwner;
    if (isAdmin(owner)) return { kind: "all" };
    const own = await readAllGroupPermissions(
      context,
      owner.groups.map(({ id }) => id),
    );
    const holder = `user "${owner.name}" (${owner.id})`;
    return { kind: "some", holder, permissions: [...own, ...(await readDelegablePermissions(context, mayDelegate))] };
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return unreadable;
    throw error;
  }
}

/** Administrators may grant everything. Other users have what their groups are granted, by workspace. */
export async function readRights(
  context: Context<BigeyeConnection>,
  mayDelegate: readonly string[],
): Promise<TokenRights> {
  return context.client.rights.get(() => readUncachedRights(context, mayDelegate));
}
