import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "./connection.ts";
import { isFormer } from "./member-calls.ts";

interface Removed {
  readonly id: string;
  readonly email: string;
  readonly deletionPolicy: string | null;
}

const bySession =
  "Either set `deletion_policy` to `abandon`, apply, and destroy then (a destroy goes by what state holds): the member is only forgotten, and an administrator deletes them in SigNoz. Or give the provider an administrator's session token as `token`, which is sent as Bearer, and destroy again.";

function keptError({ id, email }: Removed, { isSession }: SignozConnection): AccessError {
  const member = `Member ${email} (${id}) is still there`;
  if (isSession) return new AccessError("vendor_failed", `${member}, though SigNoz took the request to delete it.`);
  // SigNoz/signoz issue 11513: the caller is looked up as a user.
  const message = `${member}: the token is a service account's key, and to such a caller SigNoz answers that there is no such user, and deletes nobody.`;
  return new AccessError("unsupported", message, { path: ["deletionPolicy"], advice: bySession });
}

/** Deletes a member, and believes it only of one who is gone. @throws AccessError where they are still there */
export async function removeMember(context: Context<SignozConnection>, member: Removed): Promise<void> {
  const { id, email, deletionPolicy } = member;
  if (deletionPolicy === "abandon") {
    context.warn(
      "The member was left as they are",
      `\`deletion_policy\` of member ${email} (${id}) is \`abandon\`: they are not managed any more, and can sign in as before.`,
    );
    return;
  }
  const { users } = context.client.during(context.signal);
  const isThere = async (): Promise<boolean> => {
    const row = await users.find(id);
    return row !== undefined && !isFormer(row);
  };
  if (!(await isThere())) return;
  await users.delete(id);
  if (await isThere()) throw keptError(member, context.client);
}
