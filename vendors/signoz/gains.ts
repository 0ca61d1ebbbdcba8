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
import { accountHeld, roleHeld, rolesHeld } from "./rights.ts";
import { effectiveRoles, toWire, type WantedMapping } from "./role-mapping.ts";
import type { RoleMapping } from "./wire/role-mapping.ts";

type Reading = Context<SignozConnection>;
/** A change, as far as it says what is given. */
type Given<D extends ResourceDefinition> = Pick<Change<D>, "prior" | "planned">;
type PlannedIds = readonly (string | Unknown)[] | Unknown | null;

/** A key is all that its account may do. One that exists gives nothing more, whatever becomes of it. */
export function keyGain(context: Reading, { prior, planned }: Given<typeof key>): GainReader | undefined {
  const { name, serviceAccountId: account } = planned;
  if (prior !== null || account === null) return undefined;
  const subject = isKnown(name) ? `Key "${name}"` : "The key";
  return async () => {
    if (!isKnown(account)) return { subject, before: [], after: unknown };
    const held = await accountHeld(context, account);
    const full = `${subject} of account "${held?.name ?? account}" (${account})`;
    return { subject: full, before: [], after: held?.permissions ?? [] };
  };
}

/** What a list of roles gives to whoever has it; undefined where it adds nothing to what was listed before. */
function roleIdsGain(
  context: Reading,
  subject: string,
  { before, after }: { readonly before: readonly string[]; readonly after: PlannedIds },
): GainReader | undefined {
  const addsNothing = isKnown(after) && after?.every((id) => isKnown(id) && before.includes(id)) === true;
  if (after === null || addsNothing) return undefined;
  const held = async (id: string): Promise<readonly Permission[]> => (await roleHeld(context, id))?.permissions ?? [];
  return async () => {
    const had = (await Promise.all(before.map(held))).flat();
    if (isUnknown(after)) return { subject, before: had, after: unknown };
    const gets = await Promise.all(after.map(async (id) => (isUnknown(id) ? [unknown] : held(id))));
    return { subject, before: had, after: gets.flat() };
  };
}

export function accountGain(context: Reading, { prior, planned }: Given<typeof serviceAccount>) {
  const { name, roleIds } = planned;
  const subject = `\`role_ids\` of account ${isKnown(name) ? `"${name}"` : "(known after apply)"}`;
  return roleIdsGain(context, subject, { before: prior?.roleIds ?? [], after: roleIds });
}

export function memberGain(context: Reading, { prior, planned }: Given<typeof member>) {
  const { email, roleIds } = planned;
  const subject = `\`role_ids\` of member ${isKnown(email) ? email : "(known after apply)"}`;
  return roleIdsGain(context, subject, { before: prior?.roleIds ?? [], after: roleIds });
}

function describeSubject({ serviceAccountId, memberId }: Given<typeof roleBinding>["planned"]): string {
  if (memberId !== null) return isKnown(memberId) ? `member ${memberId}` : "a member";
  return isKnown(serviceAccountId) ? `account ${serviceAccountId ?? ""}` : "an account";
}

export function bindingGain(context: Reading, { prior, planned }: Given<typeof roleBinding>): GainReader | undefined {
  // What can change in place says nothing about what is given.
  if (prior !== null) return undefined;
  const { roleId: role } = planned;
  const subject = `The binding to ${describeSubject(planned)}`;
  return async () => {
    if (!isKnown(role)) return { subject, before: [], after: unknown };
    const held = await roleHeld(context, role);
    const full = `${subject} of role "${held?.name ?? role}" (${role})`;
    return { subject: full, before: [], after: held?.permissions ?? [] };
  };
}

type PlannedMapping = Given<typeof roleMapping>["planned"];

export function isMappingKnown(planned: PlannedMapping): planned is PlannedMapping & WantedMapping {
  return [planned.defaultRole, planned.groupMappings, planned.useRoleAttribute].every(isWhollyKnown);
}

async function heldByMapping(context: Reading, mapping: RoleMapping | null): Promise<readonly Permission[]> {
  const roles = effectiveRoles(mapping);
  return rolesHeld(context, roles === "every" ? [adminRoleName] : roles);
}

/** Whoever signs in gets these rights. Without a mapping that is the vendor's default, which is there anyhow. */
export function mappingGain(context: Reading, { prior, planned }: Given<typeof roleMapping>): GainReader | undefined {
  if (!isMappingKnown(planned)) return undefined;
  const before = prior === null ? null : toWire(prior);
  const after = toWire(planned);
  const domain = planned.authDomainId;
  const subject = `The role mapping of ${isKnown(domain) ? `auth domain ${domain}` : "an auth domain"}`;
  return async () => ({
    subject,
    before: await heldByMapping(context, before),
    after: await heldByMapping(context, after),
  });
}
