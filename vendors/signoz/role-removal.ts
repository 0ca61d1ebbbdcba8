import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { listTexts } from "../shared/list-texts.ts";
import { createRoleInUseError } from "../shared/roles/role-in-use.ts";
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
  /** Accounts that were deleted while they held the role. It can no longer be taken from them (NOTES.md, roles). */
  readonly deleted: readonly string[];
  /** Undefined if the token may not list them. */
  readonly users: readonly Holder[] | undefined;
}

// SigNoz has no call for the accounts that hold a role, and its list of accounts has no roles.
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
  const listed = await readIfPermitted(client.users.listByRole(role), ["forbidden", "not_found"]);
  return listed?.value.map((user) => ({
    text: `user ${user.email} (${user.id})`,
    take: async () => {
      const row = (await client.users.find(user.id))?.userRoles.find(({ roleId }) => roleId === role);
      if (row !== undefined) await client.users.deleteAssignment({ id: row.id, user: user.id });
    },
  }));
}

async function findHolders(client: SignozClient, role: string, { by }: RoleKept): Promise<Holders> {
  // The server checks users first: if it reports accounts, no user holds the role.
  const users = by === "users" ? await findUsers(client, role) : [];
  return { ...(await findAccounts(client, role)), users };
}

function isHeld({ accounts, users }: Holders): boolean {
  return accounts.length > 0 || users === undefined || users.length > 0;
}

function createInUseError(
  context: Context<SignozConnection>,
  role: Removed,
  { error, accounts, deleted, users }: RoleKept & Holders,
) {
  const hidden = users === undefined ? " Users hold it, but this token may not list them." : "";
  const former = deleted.length === 0 ? "" : ` These accounts held it when they were deleted: ${listTexts(deleted)}.`;
  return createRoleInUseError(context, role, {
    holders: [...accounts, ...(users ?? [])].map(({ text }) => text),
    remarks: ` ${error.message}${hidden}${former}`,
    cause: error,
  });
}

async function emptyRole(
  { client: signoz, signal, warn }: Context<SignozConnection>,
  { id, name, description }: Removed,
  deleted: readonly string[],
): Promise<void> {
  await signoz.during(signal).updateRole(id, { description: description ?? "", transactionGroups: [] });
  warn(
    "The role cannot be deleted and was emptied instead",
    `Role "${name}" (${id}) is held by deleted accounts, and SigNoz never deletes such a role: ${listTexts(deleted)}. Its permissions were removed, and Terraform no longer manages it. Its name stays taken.`,
  );
}

/** Deletes a role; with `force_detach`, takes it from its holders first. @throws AccessError that names its holders */
export async function removeRole(context: Context<SignozConnection>, role: Removed): Promise<void> {
  const client = context.client.during(context.signal);
  let kept = await client.deleteRole(role.id);
  if (kept === undefined) return;
  if (kept.by === "mappings") throw kept.error;
  let holders = await findHolders(client, role.id, kept);
  if (isHeld(holders)) {
    if (role.forceDetach !== true || holders.users === undefined)
      throw createInUseError(context, role, { ...kept, ...holders });
    for (const holder of [...holders.accounts, ...holders.users]) await holder.take();
    kept = await client.deleteRole(role.id);
    if (kept === undefined) return;
    holders = await findHolders(client, role.id, kept);
  }
  const isStuck = kept.by === "accounts" && !isHeld(holders) && holders.deleted.length > 0;
  if (!isStuck) throw createInUseError(context, role, { ...kept, ...holders });
  await emptyRole(context, role, holders.deleted);
}
