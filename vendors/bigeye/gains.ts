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
import { fromRolePermissions, limitToWorkspace } from "./role-permissions.ts";

type Reading = Context<BigeyeConnection>;
/** The part of a change that determines the granted rights. */
type PlannedChange<D extends ResourceDefinition> = Pick<Change<D>, "prior" | "planned">;

/** Members of the Admin group may do at least everything in every workspace. */
const everything: readonly Permission[] = [{ action: "ALL", resource: "ALL", selectors: null }];

/** Reads the permissions of a group's grants, each limited to its workspace. */
export async function readGroupPermissions(
  { client: bigeye, signal }: Reading,
  id: string,
): Promise<readonly Permission[]> {
  const group = await bigeye.reads.readGroup(bigeye.during(signal), id);
  if (group === undefined) return [];
  if (group.name === adminGroup) return everything;
  return group.grants.flatMap(({ role, workspace }) =>
    limitToWorkspace(fromRolePermissions(role.rolePermissions), workspace.id),
  );
}

export async function readAllGroupPermissions(
  context: Reading,
  ids: readonly string[],
): Promise<readonly Permission[]> {
  return (await Promise.all(ids.map((id) => readGroupPermissions(context, id)))).flat();
}

export function findGrantGain(
  context: Reading,
  { prior, planned }: PlannedChange<typeof roleBinding>,
): GainReader | undefined {
  // No attribute that can change in place changes the granted rights.
  if (prior !== null) return undefined;
  const { roleId, groupId, scope } = planned;
  const subject = `The grant to ${isKnown(groupId) ? `group ${groupId}` : "a group"}`;
  return async (): Promise<Gain> => {
    if (!isKnown(roleId)) return { subject, before: [], after: unknown };
    const role = await context.client.reads.readRole(context.client.during(context.signal), roleId);
    const named = `${subject} of role "${role?.name ?? roleId}" (${roleId})`;
    const workspace = isKnown(scope) && scope !== null && isKnown(scope.id) ? scope.id : undefined;
    return {
      subject: named,
      before: [],
      after: limitToWorkspace(fromRolePermissions(role?.rolePermissions ?? []), workspace),
    };
  };
}

export function findMembershipGain(
  context: Reading,
  change: PlannedChange<typeof groupMembership>,
): GainReader | undefined {
  if (change.prior !== null) return undefined;
  const { groupId } = change.planned;
  const subject = `The membership in ${isKnown(groupId) ? `group ${groupId}` : "a group"}`;
  return async () => ({
    subject,
    before: [],
    after: isKnown(groupId) ? await readGroupPermissions(context, groupId) : unknown,
  });
}

export function findGroupIdsGain(
  context: Reading,
  { prior, planned: { name, groupIds } }: PlannedChange<typeof serviceAccount>,
): GainReader | undefined {
  const before = prior?.groupIds ?? [];
  if (groupIds === null || (isKnown(groupIds) && groupIds.every((id) => isKnown(id) && before.includes(id)))) {
    return undefined;
  }
  const subject = `\`group_ids\` of service account ${isKnown(name) ? `"${name}"` : "(known after apply)"}`;
  return async () => {
    const had = await readAllGroupPermissions(context, before);
    if (isUnknown(groupIds)) return { subject, before: had, after: unknown };
    const known = groupIds.filter((id): id is string => isKnown(id));
    const gets = await readAllGroupPermissions(context, known);
    return { subject, before: had, after: known.length === groupIds.length ? gets : [...gets, unknown] };
  };
}

/** A new key grants everything that its account may do. A change of an existing key grants nothing more. */
export function findKeyGain(context: Reading, { prior, planned }: PlannedChange<typeof key>): GainReader | undefined {
  const { name, serviceAccountId: account } = planned;
  if (prior !== null || account === null) return undefined;
  const subject = isKnown(name) ? `Key "${name}"` : "The key";
  return async () => {
    if (!isKnown(account)) return { subject, before: [], after: unknown };
    const row = await context.client.reads.readUser(context.client.during(context.signal), account);
    const named = `${subject} of service account "${row?.name ?? account}" (${account})`;
    return {
      subject: named,
      before: [],
      after: await readAllGroupPermissions(context, row?.groups.map(({ id }) => id) ?? []),
    };
  };
}
