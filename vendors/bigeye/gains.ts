import type { Gain, GainReader } from "#access/model/permissions/escalation.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { groupMembership } from "#access/model/nouns/resources/group-membership.ts";
import type { key } from "#access/model/nouns/resources/key.ts";
import type { roleBinding } from "#access/model/nouns/resources/role-binding.ts";
import type { serviceAccount } from "#access/model/nouns/resources/service-account.ts";
import type { Change, Context } from "#access/model/vendors/adapter.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { isKnown, isUnknown, unknown } from "#access/schema/unknown.ts";
import type { BigeyeConnection } from "./connection.ts";
import { adminGroup } from "./facts/data/limits.ts";
import { fromRolePermissions, onWorkspace } from "./role-permissions.ts";

type Reading = Context<BigeyeConnection>;
/** A change, as far as it says what is given. */
type Planned<D extends ResourceDefinition> = Pick<Change<D>, "prior" | "planned">;

/** Everything in every workspace, which is the least of what the group of administrators may do. */
const everything: readonly Permission[] = [{ action: "ALL", resource: "ALL", selectors: null }];

/** What a group holds by its grants, each on its workspace. */
export async function groupHeld({ client: bigeye, signal }: Reading, id: string): Promise<readonly Permission[]> {
  const group = await bigeye.reads.group(bigeye.during(signal), id);
  if (group === undefined) return [];
  if (group.name === adminGroup) return everything;
  return group.grants.flatMap(({ role, workspace }) =>
    onWorkspace(fromRolePermissions(role.rolePermissions), workspace.id),
  );
}

export async function groupsHeld(context: Reading, ids: readonly string[]): Promise<readonly Permission[]> {
  return (await Promise.all(ids.map((id) => groupHeld(context, id)))).flat();
}

export function grantGain(context: Reading, { prior, planned }: Planned<typeof roleBinding>): GainReader | undefined {
  // What can change in place says nothing about what is given.
  if (prior !== null) return undefined;
  const { roleId, groupId, scope } = planned;
  const subject = `The grant to ${isKnown(groupId) ? `group ${groupId}` : "a group"}`;
  return async (): Promise<Gain> => {
    if (!isKnown(roleId)) return { subject, before: [], after: unknown };
    const role = await context.client.reads.role(context.client.during(context.signal), roleId);
    const named = `${subject} of role "${role?.name ?? roleId}" (${roleId})`;
    const workspace = isKnown(scope) && scope !== null && isKnown(scope.id) ? scope.id : undefined;
    return {
      subject: named,
      before: [],
      after: onWorkspace(fromRolePermissions(role?.rolePermissions ?? []), workspace),
    };
  };
}

export function membershipGain(context: Reading, change: Planned<typeof groupMembership>): GainReader | undefined {
  if (change.prior !== null) return undefined;
  const { groupId } = change.planned;
  const subject = `The membership in ${isKnown(groupId) ? `group ${groupId}` : "a group"}`;
  return async () => ({ subject, before: [], after: isKnown(groupId) ? await groupHeld(context, groupId) : unknown });
}

export function groupIdsGain(
  context: Reading,
  { prior, planned: { name, groupIds } }: Planned<typeof serviceAccount>,
): GainReader | undefined {
  const before = prior?.groupIds ?? [];
  if (groupIds === null || (isKnown(groupIds) && groupIds.every((id) => isKnown(id) && before.includes(id)))) {
    return undefined;
  }
  const subject = `\`group_ids\` of service account ${isKnown(name) ? `"${name}"` : "(known after apply)"}`;
  return async () => {
    const had = await groupsHeld(context, before);
    if (isUnknown(groupIds)) return { subject, before: had, after: unknown };
    const known = groupIds.filter((id): id is string => isKnown(id));
    const gets = await groupsHeld(context, known);
    return { subject, before: had, after: known.length === groupIds.length ? gets : [...gets, unknown] };
  };
}

/** A key is all that its account may do. One that is there gives nothing more, whatever becomes of it. */
export function keyGain(context: Reading, { prior, planned }: Planned<typeof key>): GainReader | undefined {
  const { name, serviceAccountId: account } = planned;
  if (prior !== null || account === null) return undefined;
  const subject = isKnown(name) ? `Key "${name}"` : "The key";
  return async () => {
    if (!isKnown(account)) return { subject, before: [], after: unknown };
    const row = await context.client.reads.user(context.client.during(context.signal), account);
    const named = `${subject} of service account "${row?.name ?? account}" (${account})`;
    return { subject: named, before: [], after: await groupsHeld(context, row?.groups.map(({ id }) => id) ?? []) };
  };
}
