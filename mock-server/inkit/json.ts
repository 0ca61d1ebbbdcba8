import type { User } from "#vendors/inkit/wire/member.ts";
import type { Role } from "#vendors/inkit/wire/role.ts";
import type { ServiceAccount } from "#vendors/inkit/wire/service-account.ts";
import type { Instance, Row } from "./instance.ts";

async function listHeldRoles(instance: Instance, roleIds: readonly string[]): Promise<ServiceAccount["roles"]> {
  const held: ServiceAccount["roles"] = [];
  for (const id of roleIds) {
    const role = await instance.roles.get(id);
    if (role !== undefined) held.push({ id, name: role.name });
  }
  return held;
}

export function roleJson(role: Row<"roles">): Role {
  const { id, name, description, permissions, isDefault, createdAt, updatedAt } = role;
  return {
    id,
    name,
    description,
    permissions: [...permissions],
    is_default: isDefault,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

export async function accountJson(instance: Instance, account: Row<"accounts">): Promise<ServiceAccount> {
  const { id, name, description, roleIds, createdBy, createdAt, updatedAt } = account;
  const generatedAt = (await instance.secrets.get(id))?.generatedAt;
  return {
    id,
    name,
    description,
    roles: await listHeldRoles(instance, roleIds),
    has_key: generatedAt !== undefined,
    last_generated_at: generatedAt ?? null,
    created_by: createdBy,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

export async function userJson(instance: Instance, user: Row<"users">): Promise<User> {
  const { id, firstName, lastName, email, isActive, roleIds, createdAt, updatedAt } = user;
  return {
    id,
    first_name: firstName,
    last_name: lastName,
    email,
    is_active: isActive,
    roles: await listHeldRoles(instance, roleIds),
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
