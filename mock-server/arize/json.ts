import type { Assignment } from "#vendors/arize/wire/common.ts";
import type { Instance, Row } from "./instance.ts";

function omitNull<Value>(member: string, value: Value | null): Readonly<Record<string, Value>> {
  return value === null ? {} : { [member]: value };
}

function redactSecret(secret: string): string {
  return `${secret.slice(0, 6)}...${secret.slice(-3)}`;
}

export function toPredefined(name: string): Assignment {
  return { type: "PREDEFINED", name };
}

export function keyJson(key: Row<"keys">) {
  return {
    id: key.id,
    name: key.name,
    key_type: key.type,
    status: key.status,
    redacted_key: redactSecret(key.secret),
    ...omitNull("description", key.description),
    created_at: key.createdAt,
    ...omitNull("expires_at", key.expiresAt === null ? null : new Date(key.expiresAt).toISOString()),
    created_by_user_id: key.createdBy,
    ...omitNull("last_used_at", key.lastUsedAt),
  };
}

export function roleJson({ id, name, description, permissions, isPredefined, createdAt, updatedAt }: Row<"roles">) {
  return {
    id,
    name,
    ...omitNull("description", description),
    permissions,
    is_predefined: isPredefined,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

export function bindingJson({ id, roleId, userId, resourceType, resourceId, createdAt, updatedAt }: Row<"bindings">) {
  return {
    id,
    role_id: roleId,
    user_id: userId,
    resource_type: resourceType,
    resource_id: resourceId,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}

export function restrictionJson({ id, createdAt }: Row<"restrictions">) {
  return { resource_type: "PROJECT", resource_id: id, created_at: createdAt };
}

export function organizationJson({ id, name, description, createdAt }: Row<"organizations">) {
  return { id, name, description, created_at: createdAt };
}

// Without its organization, as the vendor leaves it out.
export function spaceJson({ id, name, description, isPrivate, createdAt }: Row<"spaces">) {
  return { id, name, description, created_at: createdAt, is_private: isPrivate };
}

export function projectJson({ id, name, spaceId, createdAt }: Row<"projects">) {
  return { id, name, space_id: spaceId, created_at: createdAt };
}

export function userJson({ id, name, email, status, level, isDeveloper, createdAt }: Row<"users">) {
  return { id, name, email, created_at: createdAt, status, role: toPredefined(level), is_developer: isDeveloper };
}

export async function assignmentJson(
  instance: Instance,
  { level, roleId }: Pick<Row<"spaceMembers">, "level" | "roleId">,
): Promise<Assignment> {
  if (roleId === null) return toPredefined(level ?? "");
  const role = await instance.roles.get(roleId);
  return { type: "CUSTOM", id: roleId, ...omitNull("name", role?.name ?? null) };
}
