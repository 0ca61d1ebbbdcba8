import type { member } from "#access/model/nouns/resources/member.ts";
import type { Change, Context } from "#access/model/vendors/adapter.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { listAddedIds } from "../shared/existence.ts";
import { claim, dissolve } from "../shared/relations/establish.ts";
import type { SignozConnection } from "./connection.ts";
import { describeRoles, findMissingRoles } from "./references.ts";
import { pairOf } from "./subjects.ts";
import { listTexts } from "../shared/list-texts.ts";

interface ListedRoles {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Assigns newly listed roles and removes roles that are no longer listed. Roles of an invitation are not read back,
 * because single sign-on may replace them.
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
  // After an import, state does not have the roles of the invitation: skip roles that the user already holds.
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
  if (roleIds !== null) return findMissingRoles(context, listAddedIds(roleIds, before), "roleIds");
  if (prior === null || before.length === 0) return [];
  const roles = await describeRoles(context, before);
  context.warn(
    "The member keeps their roles",
    `\`role_ids\` was removed from member ${prior.email} (${prior.id}), which does not remove any role. They keep: ${listTexts(roles)}. To remove them, set \`role_ids = []\`.`,
  );
  return [];
}
