import type { member } from "#access/model/nouns/resources/member.ts";
import type { GainReader } from "#access/model/permissions/escalation.ts";
import type { Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown, isUnknown, type Unknown, unknown } from "#access/schema/unknown.ts";
import type { SignozConnection } from "./client.ts";
import { missingRoles, namedRoles } from "./existence.ts";
import { roleHeld } from "./rights.ts";

type Planned = Pick<Change<typeof member>, "prior" | "planned">;

interface Changed {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * What an invitation brings is not read again, as single sign-on may replace it. A change in code is carried out: what is
 * newly listed is given, what is listed no more is taken away.
 */
export async function changeRoles(
  { client: signoz, signal }: Context<SignozConnection>,
  user: string,
  { before, after }: Changed,
): Promise<void> {
  const { users } = signoz.during(signal);
  const { assignments } = signoz;
  const added = after.filter((id) => !before.includes(id));
  const gone = before.filter((id) => !after.includes(id));
  if (added.length === 0 && gone.length === 0) return;
  const held = (await users.find(user))?.userRoles ?? [];
  // After an import nothing is known of what the invitation brought: what is held already is not given again.
  for (const role of added.filter((id) => held.every(({ roleId }) => roleId !== id))) {
    await assignments.inTurn({ holder: user, role }, async () => assignments.keep(await users.assignRole(user, role)));
  }
  for (const { id, roleId: role } of held.filter(({ roleId }) => gone.includes(roleId))) {
    await assignments.inTurn({ holder: user, role }, async () => {
      if (!assignments.isKept(id)) await users.deleteAssignment({ id, user });
    });
  }
}

export async function planMemberRoles(context: Context<SignozConnection>, { prior, planned: { roleIds } }: Planned) {
  const before = prior?.roleIds ?? [];
  if (isUnknown(roleIds)) return [];
  if (roleIds === null) {
    if (prior === null || before.length === 0) return [];
    const named = await namedRoles(context, before);
    context.warn(
      "The member keeps their roles",
      `\`role_ids\` was taken out of member ${prior.email} (${prior.id}), which takes no role away: ${named.join(", ")}. To take them away, set \`role_ids = []\`.`,
    );
    return [];
  }
  const added = roleIds.filter((id): id is string => isKnown(id) && !before.includes(id));
  return missingRoles(context, added, "roleIds");
}

export function memberGains(context: Context<SignozConnection>, { prior, planned }: Planned): GainReader | undefined {
  const { email, roleIds } = planned;
  const before = prior?.roleIds ?? [];
  if (roleIds === null || (isKnown(roleIds) && roleIds.every((id) => isKnown(id) && before.includes(id)))) {
    return undefined;
  }
  const subject = `\`role_ids\` of member ${isKnown(email) ? email : "(known after apply)"}`;
  const held = async (id: string) => (await roleHeld(context, id))?.permissions ?? [];
  const gets = async (id: string | Unknown) => (isUnknown(id) ? [unknown] : held(id));
  return async () => {
    const had = (await Promise.all(before.map(held))).flat();
    if (isUnknown(roleIds)) return { subject, before: had, after: unknown };
    return { subject, before: had, after: (await Promise.all(roleIds.map(gets))).flat() };
  };
}
