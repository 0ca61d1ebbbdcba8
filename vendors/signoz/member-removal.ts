import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "./connection.ts";
import { isDeletedUser } from "./member-calls.ts";

interface Removed {
  readonly id: string;
  readonly email: string;
  readonly deletionPolicy: string | null;
}

const sessionAdvice =
  "Either set `deletion_policy` to `abandon`, apply, then destroy (a destroy uses the value in state): Terraform only forgets the member, and an administrator deletes them in SigNoz. Or set `token` to an administrator's session token, which is sent as Bearer, and destroy again.";

function createKeptError({ id, email }: Removed, { isSession }: SignozConnection): AccessError {
  const member = `Member ${email} (${id}) still exists`;
  if (isSession)
    return new AccessError("vendor_failed", `${member}, although SigNoz accepted the request to delete them.`);
  // SigNoz/signoz issue 11513: the caller is looked up as a user.
  const message = `${member}: the token is a service account's key. SigNoz answers such a caller that the user does not exist, and does not delete them.`;
  return new AccessError("unsupported", message, { path: ["deletionPolicy"], advice: sessionAdvice });
}

/** Deletes a member, and reads them again to check that they are gone. @throws AccessError if they still exist */
export async function removeMember(context: Context<SignozConnection>, member: Removed): Promise<void> {
  const { id, email, deletionPolicy } = member;
  if (deletionPolicy === "abandon") {
    context.warn(
      "The member was not deleted",
      `\`deletion_policy\` of member ${email} (${id}) is \`abandon\`: Terraform no longer manages them, and they can still sign in.`,
    );
    return;
  }
  const { users } = context.client.during(context.signal);
  const isThere = async (): Promise<boolean> => {
    const row = await users.find(id);
    return row !== undefined && !isDeletedUser(row);
  };
  if (!(await isThere())) return;
  await users.delete(id);
  if (await isThere()) throw createKeptError(member, context.client);
}
