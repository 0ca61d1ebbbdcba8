import type { key } from "#access/model/nouns/resources/key.ts";
import type { member } from "#access/model/nouns/resources/member.ts";
import type { roleBinding } from "#access/model/nouns/resources/role-binding.ts";
import type { roleMapping } from "#access/model/nouns/resources/role-mapping.ts";
import type { serviceAccount } from "#access/model/nouns/resources/service-account.ts";
import type { GainReader } from "#access/model/permissions/escalation.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { Change, Context } from "#access/model/vendors/adapter.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { isKnown, isUnknown, isWhollyKnown, type Unknown, unknown } from "#access/schema/unknown.ts";
import type { SignozConnection } from "./connection.ts";
import { adminRoleName } from "./facts/data/managed-roles.ts";
import { findAccountPermissions, findRolePermissions, listPermissionsOfRoles } from "./rights.ts";
import { listPossibleRoles, toWire, type WantedMapping } from "./role-mapping.ts";
import type { RoleMapping } from "./wire/role-mapping.ts";

type Reading = Context<SignozConnection>;
/** The parts of a change that say which rights it grants. */
type Given<D extends ResourceDefinition> = Pick<Change<D>, "prior" | "planned">;
type PlannedIds = readonly (string | Unknown)[] | Unknown | null;

/** A new key grants all permissions of its account. Changing an existing key grants nothing. */
export function findKeyGain(context: Reading, { prior, planned }: Given<typeof key>): GainReader | undefined {
  const { name, serviceAccountId: account } = planned;
  if (prior !== null || account === null) return undefined;
  const subject = isKnown(name) ? `Key "${name}"` : "The key";
  return async () => {
    if (!isKnown(account)) return { subject, before: [], after: unknown };
    const held = await findAccountPermissions(context, account);
    const full = `${subject} of account "${held?.name ?? account}" (${account})`;
    return { subject: full, before: [], after: held?.permissions ?? [] };
  };
}

/** What a list of roles grants; undefined if it adds nothing to the previous list. */
function findRoleIdsGain(
  context: Reading,
  subject: string,
  { before, after }: { readonly before: readonly string[]; readonly after: PlannedIds },
): GainReader | undefined {
  const addsNothing = isKnown(after) && after?.every((id) => isKnown(id) && before.includes(id)) === true;
  if (after === null || addsNothing) return undefined;
  const readHeld = async (id: string): Promise<readonly Permission[]> =>
    (await findRolePermissions(context, id))?.permissions ?? [];
  return async () => {
    const had = (await Promise.all(before.map(readHeld))).flat();
    if (isUnknown(after)) return { subject, before: had, after: unknown };
    const gets = await Promise.all(after.map(async (id) => (isUnknown(id) ? [unknown] : readHeld(id))));
    return { subject, before: had, after: gets.flat() };
  };
}

export function findAccountGain(context: Reading, { prior, planned }: Given<typeof serviceAccount>) {
  const { name, roleIds } = planned;
  const subject = `\`role_ids\` of account ${isKnown(name) ? `"${name}"` : "(known after apply)"}`;
  return findRoleIdsGain(context, subject, { before: prior?.roleIds ?? [], after: roleIds });
}

export function findMemberGain(context: Reading, { prior, planned }: Given<typeof member>) {
  const { email, roleIds } = planned;
  const subject = `\`role_ids\` of member ${isKnown(email) ? email : "(known after apply)"}`;
  return findRoleIdsGain(context, subject, { before: prior?.roleIds ?? [], after: roleIds });
}

function describeSubject({ serviceAccountId, memberId }: Given<typeof roleBinding>["planned"]): string {
  if (memberId !== null) return isKnown(memberId) ? `member ${memberId}` : "a member";
  return isKnown(serviceAccountId) ? `account ${serviceAccountId ?? ""}` : "an account";
}

export function findBindingGain(
  context: Reading,
  { prior, planned }: Given<typeof roleBinding>,
): GainReader | undefined {
  // An in-place update never changes the role or its holder.
  if (prior !== null) return undefined;
  const { roleId: role } = planned;
  const subject = `The binding to ${describeSubject(planned)}`;
  return async () => {
    if (!isKnown(role)) return { subject, before: [], after: unknown };
    const held = await findRolePermissions(context, role);
    const full = `${subject} of role "${held?.name ?? role}" (${role})`;
    return { subject: full, before: [], after: held?.permissions ?? [] };
  };
}

type PlannedMapping = Given<typeof roleMapping>["planned"];

export function isMappingKnown(planned: PlannedMapping): planned is PlannedMapping & WantedMapping {
  return [planned.defaultRole, planned.groupMappings, planned.useRoleAttribute].every(isWhollyKnown);
}

async function listMappedPermissions(context: Reading, mapping: RoleMapping | null): Promise<readonly Permission[]> {
  const roles = listPossibleRoles(mapping);
  return listPermissionsOfRoles(context, roles === "every" ? [adminRoleName] : roles);
}

/** The rights of users who sign in. Without a mapping, they get the vendor's default role. */
export function findMappingGain(
  context: Reading,
  { prior, planned }: Given<typeof roleMapping>,
): GainReader | undefined {
  if (!isMappingKnown(planned)) return undefined;
  const before = prior === null ? null : toWire(prior);
  const after = toWire(planned);
  const domain = planned.authDomainId;
  const subject = `The role mapping of ${isKnown(domain) ? `auth domain ${domain}` : "an auth domain"}`;
  return async () => ({
    subject,
    before: await listMappedPermissions(context, before),
    after: await listMappedPermissions(context, after),
  });
}
