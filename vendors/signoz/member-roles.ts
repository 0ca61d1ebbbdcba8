import type { member } from "#access/model/nouns/resources/member.ts";
import type { Change, Context } from "#access/model/vendors/adapter.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { addedIds } from "../shared/existence.ts";
import { claim, dissolve } from "../shared/relations/establish.ts";
import type { SignozConnection } from "./connection.ts";
import { describeRoles, missingRoles } from "./references.ts";
import { pairOf } from "./subjects.ts";

interface ListedRoles {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * What an invitation brings is not read again, as single sign-on may replace it. A change in code is carried out: what is
 * newly listed is given, what is listed no more is taken away.
 */
export async function changeRoles(
  context: Context<SignozConnection>,
  user: string,
  { before, after }: ListedRoles,
): Promise<void> {
  const { client: signoz, signal } = context;
  const { users } = signoz.during(signal);
  const added = after.filter((id) => !before.includes(id));
  const gone = before.filter((id) => !after.includes(id));
  if (added.length === 0 && gone.length === 0) return;
  const held = (await users.find(user))?.userRoles ?? [];
  const subject = { kind: "member", id: user } as const;
  // After an import nothing is known of what the invitation brought: what is held already is not given again.
  for (const role of added.filter((id) => held.every(({ roleId }) => roleId !== id))) {
    await claim(context, pairOf({ subject, role }), () => users.assignRole(user, role));
  }
  for (const { id: row, roleId: role } of held.filter(({ roleId }) => gone.includes(roleId))) {
    await dissolve(context, { ...pairOf({ subject, role }), row }, () => users.deleteAssignment({ id: row, user }));
  }
}

type Planned = Pick<Change<typeof member>, "prior" | "planned">;

export async function planMemberRoles(context: Context<SignozConnection>, { prior, planned: { roleIds } }: Planned) {
  const before = prior?.roleIds ?? [];
  if (isUnknown(roleIds)) return [];
  if (roleIds !== null) return missingRoles(context, addedIds(roleIds, before), "roleIds");
  if (prior === null || before.length === 0) return [];
  const roles = await describeRoles(context, before);
  context.warn(
    "The member keeps their roles",
    `\`role_ids\` was removed from member ${prior.email} (${prior.id}), which takes no role away: ${roles.join(", ")}. To take them away, set \`role_ids = []\`.`,
  );
  return [];
}
