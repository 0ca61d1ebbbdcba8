import type { Role } from "#vendors/inkit/wire/role.ts";
import type { ServiceAccount } from "#vendors/inkit/wire/service-account.ts";
import type { User } from "#vendors/inkit/wire/member.ts";
import type { Instance } from "./instance.ts";
import type { AccountRow, RoleRow, UserRow } from "./tables.ts";

async function heldRoles(instance: Instance, roleIds: readonly string[]): Promise<ServiceAccount["roles"]> {
  const held: ServiceAccount["roles"] = [];
  for (const id of roleIds) {
    const role = await instance.roles.get(id);
    if (role !== undefined) held.push({ id, name: role.name });
  }
  return held;
}

export function shownRole({ id, name, description, permissions, isDefault, createdAt, updatedAt }: RoleRow): Role {
  return {
    ...{ id, name, description, permissions: [...permissions], is_default: isDefault },
    ...{ created_at: createdAt, updated_at: updatedAt },
  };
}

export async function shownAccount(instance: Instance, account: AccountRow): Promise<ServiceAccount> {
  const { id, name, description, roleIds, createdBy, createdAt, updatedAt } = account;
  const generatedAt = (await instance.secrets.get(id))?.generatedAt;
  return {
    ...{ id, name, description, roles: await heldRoles(instance, roleIds) },
    ...{ has_key: generatedAt !== undefined, last_generated_at: generatedAt ?? null },
    ...{ created_by: createdBy, created_at: createdAt, updated_at: updatedAt },
  };
}

export async function shownUser(instance: Instance, user: UserRow): Promise<User> {
  const { id, firstName, lastName, email, isActive, roleIds, createdAt, updatedAt } = user;
  return {
    ...{ id, first_name: firstName, last_name: lastName, email, is_active: isActive },
    ...{ roles: await heldRoles(instance, roleIds), created_at: createdAt, updated_at: updatedAt },
  };
}
