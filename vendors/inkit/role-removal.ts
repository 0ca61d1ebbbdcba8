import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { listTexts } from "../shared/list-texts.ts";
import { createRoleInUseError } from "../shared/roles/role-in-use.ts";
import type { InkitConnection } from "./connection.ts";
import type { User } from "./wire/member.ts";
import type { ServiceAccount } from "./wire/service-account.ts";

interface Removed {
  readonly id: string;
  readonly name: string;
  readonly forceDetach: boolean | null;
}

interface Holders {
  readonly accounts: readonly ServiceAccount[];
  readonly people: readonly User[];
}

/** The holders of the role that the token may list. */
async function findHolders({ client: inkit, signal }: Context<InkitConnection>, id: string): Promise<Holders> {
  const client = inkit.during(signal);
  const holds = ({ roles }: { readonly roles: readonly { readonly id: string }[] }) =>
    roles.some((held) => held.id === id);
  const accounts = await readIfPermitted(inkit.reads.readAccounts(client));
  const people = await readIfPermitted(inkit.reads.readUsers(client));
  return { accounts: accounts?.value.filter(holds) ?? [], people: people?.value.filter(holds) ?? [] };
}

function isHeld({ accounts, people }: Holders): boolean {
  return accounts.length + people.length > 0;
}

function describeHolders({ accounts, people }: Holders): readonly string[] {
  const texts = accounts.map(({ id, name }) => `account "${name}" (${id})`);
  return [...texts, ...people.map(({ email }) => `member ${email}`)];
}

function createInUseError(
  context: Context<InkitConnection>,
  role: Removed,
  { cause, ...holders }: Holders & { readonly cause?: unknown },
): AccessError {
  const limits = "`force_detach` takes it from accounts only: remove it from people in Inkit's web app.";
  return createRoleInUseError(context, role, { holders: describeHolders(holders), limits, cause });
}

/** An account must keep at least one role, and only the web app can change the roles of people. */
async function detach(context: Context<InkitConnection>, role: Removed, holders: Holders): Promise<void> {
  const stuck = { accounts: holders.accounts.filter(({ roles }) => roles.length === 1), people: holders.people };
  if (isHeld(stuck)) {
    const message = `Role "${role.name}" (${role.id}) cannot be taken from ${listTexts(describeHolders(stuck))}: an Inkit API key keeps at least one role, and only the web app changes the roles of people. Nothing was changed.`;
    const advice =
      "Give these accounts another role, or delete them; remove the role from these people in Inkit's web app.";
    throw new AccessError("role_in_use", message, { advice });
  }
  const client = context.client.during(context.signal);
  for (const { id } of holders.accounts) {
    await client.changeRoles(id, (roles) => roles.filter((held) => held !== role.id));
  }
}

/**
 * Deletes a role. Inkit does not document whether it deletes a role that is held, so this looks for holders first and
 * takes the role from them only with `force_detach`.
 */
export async function removeRole(context: Context<InkitConnection>, role: Removed): Promise<void> {
  const holders = await findHolders(context, role.id);
  if (isHeld(holders)) {
    if (role.forceDetach !== true) throw createInUseError(context, role, holders);
    await detach(context, role, holders);
  }
  try {
    await context.client.during(context.signal).deleteRole(role.id);
  } catch (error) {
    if (!(error instanceof AccessError) || error.code !== "role_in_use") throw error;
    const now = await findHolders(context, role.id);
    throw isHeld(now) ? createInUseError(context, role, { ...now, cause: error }) : error;
  }
}
