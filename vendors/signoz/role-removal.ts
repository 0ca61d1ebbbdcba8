import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { listTexts } from "../shared/list-texts.ts";
import { roleInUseError } from "../shared/roles/role-in-use.ts";
import { isDeleted, type RoleKept, type SignozClient } from "./client.ts";
import type { SignozConnection } from "./connection.ts";

interface Removed {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly forceDetach: boolean | null;
}

interface Holder {
  /** As in `account "deployer" (ID)`. */
  readonly text: string;
  take(): Promise<void>;
}

interface Holders {
  readonly accounts: readonly Holder[];
  /** Accounts that were deleted while they held the role: nothing takes it from them any more (NOTES.md, roles). */
  readonly deleted: readonly string[];
  /** Undefined where the token may not see them. */
  readonly users: readonly Holder[] | undefined;
}

// No call tells which accounts hold a role, and a list has no roles in it.
async function findAccounts(client: SignozClient, role: string): Promise<Pick<Holders, "accounts" | "deleted">> {
  const rows = await Promise.all((await client.listAccounts()).map(({ id }) => client.findAccount(id)));
  const accounts: Holder[] = [];
  const deleted: string[] = [];
  for (const row of rows) {
    const assignment = row?.serviceAccountRoles?.find(({ roleId }) => roleId === role);
    if (row === undefined || assignment === undefined) continue;
    const text = `account "${row.name}" (${row.id})`;
    const { id } = assignment;
    if (isDeleted(row)) deleted.push(text);
    else accounts.push({ text, take: () => client.deleteAssignment({ id, account: row.id }) });
  }
  return { accounts, deleted };
}

async function findUsers(client: SignozClient, role: string): Promise<readonly Holder[] | undefined> {
  const listed = await readIfPermitted(client.users.listOfRole(role), ["forbidden", "not_found"]);
  return listed?.value.map((user) => ({
    text: `user ${user.email} (${user.id})`,
    take: async () => {
      const row = (await client.users.find(user.id))?.userRoles.find(({ roleId }) => roleId === role);
      if (row !== undefined) await client.users.deleteAssignment({ id: row.id, user: user.id });
    },
  }));
}

async function findHolders(client: SignozClient, role: string, { by }: RoleKept): Promise<Holders> {
  // Users are looked at first by the server: where it names accounts, no user holds the role.
  const users = by === "users" ? await findUsers(client, role) : [];
  return { ...(await findAccounts(client, role)), users };
}

function isHeld({ accounts, users }: Holders): boolean {
  return accounts.length > 0 || users === undefined || users.length > 0;
}

function inUseError(
  context: Context<SignozConnection>,
  role: Removed,
  { error, accounts, deleted, users }: RoleKept & Holders,
) {
  const hidden = users === undefined ? " Users hold it, whom this token may not list." : "";
  const former = deleted.length === 0 ? "" : ` These held it when they were deleted: ${listTexts(deleted)}.`;
  return roleInUseError(context, role, {
    holders: [...accounts, ...(users ?? [])].map(({ text }) => text),
    remarks: ` ${error.message}${hidden}${former}`,
    cause: error,
  });
}

async function empty(
  { client: signoz, signal, warn }: Context<SignozConnection>,
  { id, name, description }: Removed,
  deleted: readonly string[],
): Promise<void> {
  await signoz.during(signal).updateRole(id, { description: description ?? "", transactionGroups: [] });
  warn(
    "The role cannot be deleted and was emptied instead",
    `Role "${name}" (${id}) is held by accounts that were deleted, and SigNoz never lets go of such a role: ${listTexts(deleted)}. Its permissions were removed and it is not managed any more. Its name stays taken.`,
  );
}

/** Deletes a role; takes it from its holders first where that was asked for. @throws AccessError who holds it */
export async function removeRole(context: Context<SignozConnection>, role: Removed): Promise<void> {
  const client = context.client.during(context.signal);
  let kept = await client.deleteRole(role.id);
  if (kept === undefined) return;
  if (kept.by === "mappings") throw kept.error;
  let holders = await findHolders(client, role.id, kept);
  if (isHeld(holders)) {
    if (role.forceDetach !== true || holders.users === undefined)
      throw inUseError(context, role, { ...kept, ...holders });
    for (const holder of [...holders.accounts, ...holders.users]) await holder.take();
    kept = await client.deleteRole(role.id);
    if (kept === undefined) return;
    holders = await findHolders(client, role.id, kept);
  }
  const isStuck = kept.by === "accounts" && !isHeld(holders) && holders.deleted.length > 0;
  if (!isStuck) throw inUseError(context, role, { ...kept, ...holders });
  await empty(context, role, holders.deleted);
}
