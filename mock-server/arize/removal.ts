import type { Instance } from "./instance.ts";

async function removeMembers(table: Instance["spaceMembers"], index: "user" | "place", value: string): Promise<void> {
  for (const { id } of await table.find(index, value)) await table.remove(id);
}

async function removeBindings(instance: Instance, index: "user" | "resource", value: string): Promise<void> {
  for (const { id } of await instance.bindings.find(index, value)) await instance.bindings.remove(id);
}

export async function removeProject(instance: Instance, id: string): Promise<void> {
  await removeBindings(instance, "resource", id);
  await instance.restrictions.remove(id);
  await instance.projects.remove(id);
}

export async function removeSpace(instance: Instance, id: string): Promise<void> {
  for (const project of await instance.projects.find("space", id)) await removeProject(instance, project.id);
  await removeMembers(instance.spaceMembers, "place", id);
  await removeBindings(instance, "resource", id);
  await instance.spaces.remove(id);
}

/** Deletes the keys of a bot that is in no organization any more. */
async function removeHomelessKeys(instance: Instance, userId: string): Promise<void> {
  if ((await instance.organizationMembers.find("user", userId)).length > 0) return;
  for (const { id, type } of await instance.keys.find("user", userId)) {
    if (type === "SERVICE") await instance.keys.remove(id);
  }
}

export async function removeOrganization(instance: Instance, id: string): Promise<void> {
  for (const space of await instance.spaces.find("organization", id)) await removeSpace(instance, space.id);
  const members = await instance.organizationMembers.find("place", id);
  await removeMembers(instance.organizationMembers, "place", id);
  for (const { userId } of members) await removeHomelessKeys(instance, userId);
  await instance.organizations.remove(id);
}

/** Membership and the role bindings on the space go together; false where there was no membership. */
export async function leaveSpace(instance: Instance, userId: string, spaceId: string): Promise<boolean> {
  const members = await instance.spaceMembers.find("user", userId);
  const member = members.find(({ placeId }) => placeId === spaceId);
  if (member === undefined) return false;
  await instance.spaceMembers.remove(member.id);
  for (const { id, resourceId } of await instance.bindings.find("user", userId)) {
    if (resourceId === spaceId) await instance.bindings.remove(id);
  }
  return true;
}

/** As `leaveSpace`, with every space of the organization. */
export async function leaveOrganization(instance: Instance, userId: string, organizationId: string): Promise<boolean> {
  const members = await instance.organizationMembers.find("user", userId);
  const member = members.find(({ placeId }) => placeId === organizationId);
  if (member === undefined) return false;
  for (const { id } of await instance.spaces.find("organization", organizationId)) {
    await leaveSpace(instance, userId, id);
  }
  return instance.organizationMembers.remove(member.id);
}

/** Blocks a person for good. Their own keys go, the service keys that they made stay. */
export async function removeUser(instance: Instance, userId: string): Promise<void> {
  await removeMembers(instance.organizationMembers, "user", userId);
  await removeMembers(instance.spaceMembers, "user", userId);
  await removeBindings(instance, "user", userId);
  for (const { id } of await instance.keys.find("user", userId)) await instance.keys.patch(id, { status: "REVOKED" });
  await instance.users.patch(userId, { status: "INACTIVE" });
}
