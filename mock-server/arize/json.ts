import type { Assignment } from "#vendors/arize/wire/common.ts";
import type { Instance } from "./instance.ts";
import type {
  BindingRow,
  KeyRow,
  MemberRow,
  OrganizationRow,
  ProjectRow,
  RestrictionRow,
  RoleRow,
  SpaceRow,
  UserRow,
} from "./tables.ts";

function given<Value>(member: string, value: Value | null): Readonly<Record<string, Value>> {
  return value === null ? {} : { [member]: value };
}

function redacted(secret: string): string {
  return `${secret.slice(0, 6)}...${secret.slice(-3)}`;
}

export function predefined(name: string): Assignment {
  return { type: "PREDEFINED", name };
}

export function keyJson(key: KeyRow) {
  return {
    ...{ id: key.id, name: key.name, key_type: key.type, status: key.status, redacted_key: redacted(key.secret) },
    ...given("description", key.description),
    created_at: key.createdAt,
    ...given("expires_at", key.expiresAt === null ? null : new Date(key.expiresAt).toISOString()),
    created_by_user_id: key.createdBy,
    ...given("last_used_at", key.lastUsedAt),
  };
}

export function roleJson({ id, name, description, permissions, isPredefined, createdAt, updatedAt }: RoleRow) {
  return {
    ...{ id, name, ...given("description", description), permissions, is_predefined: isPredefined },
    ...{ created_at: createdAt, updated_at: updatedAt },
  };
}

export function bindingJson({ id, roleId, userId, resourceType, resourceId, createdAt, updatedAt }: BindingRow) {
  return {
    ...{ id, role_id: roleId, user_id: userId, resource_type: resourceType, resource_id: resourceId },
    ...{ created_at: createdAt, updated_at: updatedAt },
  };
}

export function restrictionJson({ id, createdAt }: RestrictionRow) {
  return { resource_type: "PROJECT", resource_id: id, created_at: createdAt };
}

export function organizationJson({ id, name, description, createdAt }: OrganizationRow) {
  return { id, name, description, created_at: createdAt };
}

// Without its organization, as the vendor leaves it out (arize.md §6).
export function spaceJson({ id, name, description, isPrivate, createdAt }: SpaceRow) {
  return { id, name, description, created_at: createdAt, is_private: isPrivate };
}

export function projectJson({ id, name, spaceId, createdAt }: ProjectRow) {
  return { id, name, space_id: spaceId, created_at: createdAt };
}

export function userJson({ id, name, email, status, level, isDeveloper, createdAt }: UserRow) {
  return { id, name, email, created_at: createdAt, status, role: predefined(level), is_developer: isDeveloper };
}

export async function assignmentJson(
  instance: Instance,
  { level, roleId }: Pick<MemberRow, "level" | "roleId">,
): Promise<Assignment> {
  if (roleId === null) return predefined(level ?? "");
  const role = await instance.roles.get(roleId);
  return { type: "CUSTOM", id: roleId, ...given("name", role?.name ?? null) };
}
