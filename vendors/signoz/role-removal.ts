import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { type RoleKept, type SignozClient, type SignozConnection, isDeleted } from "./client.ts";

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
  /** Accounts that were deleted while they held the role: nothing takes it from them any more (signoz.md §1.4). */
  readonly deleted: readonly string[];
  /** Undefined where the token may not see them. */
  readonly users: readonly Holder[] | undefined;
}

const mostShown = 20;

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, mostShown).join(", ");
  return texts.length > mostShown ? `${shown}, and ${texts.length - mostShown} more` : shown;
}

// No call tells which accounts hold a role, and a list has no roles in it.
async function accountsOf(client: SignozClient, role: string): Promise<Pick<Holders, "accounts" | "deleted">> {
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

async function usersOf(client: SignozClient, role: string): Promise<readonly Holder[] | undefined> {
  try {
    const users = await client.users.listOfRole(role);
    return users.map((user) => ({
      text: `user ${user.email} (${user.id})`,
      take: async () => {
        const row = (await client.users.find(user.id))?.userRoles.find(({ roleId }) => roleId === role);
        if (row !== undefined) await client.users.deleteAssignment({ id: row.id, user: user.id });
      },
    }));
  } catch (error) {
    if (error instanceof AccessError && (error.code === "forbidden" || error.code === "not_found")) return undefined;
    throw error;
  }
}

async function holdersOf(client: SignozClient, role: string, { by }: RoleKept): Promise<Holders> {
  // Users are looked at first by the server: where it names accounts, no user holds the role.
  const users = by === "users" ? await usersOf(client, role) : [];
  return { ...(await accountsOf(client, role)), users };
}

function isHeld({ accounts, users }: Holders): boolean {
  return accounts.length > 0 || users === undefined || users.length > 0;
}

function inUse({ id, name }: Removed, { error }: RoleKept, { accounts, deleted, users }: Holders): AccessError {
  const texts = [...accounts, ...(users ?? [])].map(({ text }) => text);
  const told = [
    ...(texts.length === 0 ? [] : [` It is held by ${listed(texts)}.`]),
    ...(users === undefined ? [" Users hold it, whom this token may not list."] : []),
    ...(deleted.length === 0 ? [] : [` These hold it too and were deleted: ${listed(deleted)}.`]),
  ];
  const message = `Role "${name}" (${id}) cannot be deleted. ${error.message}${told.join("")}`;
  const advice =
    "Take it from them first: their bindings in this configuration, or in SigNoz. Or put the role back with `force_detach = true`, apply, and destroy it then: a destroy goes by what state holds.";
  return new AccessError("role_in_use", message, { advice, cause: error });
}

async function empty(
  { client: signoz, signal, warn }: Context<SignozConnection>,
  { id, name, description }: Removed,
  deleted: readonly string[],
): Promise<void> {
  await signoz.during(signal).updateRole(id, { description: description ?? "", transactionGroups: [] });
  warn(
    "The role cannot be deleted and was emptied instead",
    `Role "${name}" (${id}) is held by accounts that were deleted, and SigNoz never lets go of such a role: ${listed(deleted)}. Its permissions were taken away and it is not managed any more. Its name stays taken.`,
  );
}

/** Deletes a role; takes it from its holders first where that was asked for. @throws AccessError who holds it */
export async function removeRole(context: Context<SignozConnection>, role: Removed): Promise<void> {
  const client = context.client.during(context.signal);
  let kept = await client.deleteRole(role.id);
  if (kept === undefined) return;
  if (kept.by === "mappings") throw kept.error;
  let holders = await holdersOf(client, role.id, kept);
  if (isHeld(holders)) {
    if (role.forceDetach !== true || holders.users === undefined) throw inUse(role, kept, holders);
    for (const holder of [...holders.accounts, ...holders.users]) await holder.take();
    kept = await client.deleteRole(role.id);
    if (kept === undefined) return;
    holders = await holdersOf(client, role.id, kept);
  }
  if (kept.by !== "accounts" || isHeld(holders) || holders.deleted.length === 0) throw inUse(role, kept, holders);
  await empty(context, role, holders.deleted);
}
