import { AccessError } from "#access/model/errors.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../shared/calls/permitted.ts";
import { listTexts } from "../shared/list-texts.ts";
import { roleInUseError } from "../shared/roles/role-in-use.ts";
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

/** Who holds the role, as far as the token may see. */
async function findHolders({ client: inkit, signal }: Context<InkitConnection>, id: string): Promise<Holders> {
  const client = inkit.during(signal);
  const holds = ({ roles }: { readonly roles: readonly { readonly id: string }[] }) =>
    roles.some((held) => held.id === id);
  const accounts = await readIfPermitted(inkit.reads.accounts(client));
  const people = await readIfPermitted(inkit.reads.users(client));
  return { accounts: accounts?.value.filter(holds) ?? [], people: people?.value.filter(holds) ?? [] };
}

function isHeld({ accounts, people }: Holders): boolean {
  return accounts.length + people.length > 0;
}

function describeHolders({ accounts, people }: Holders): readonly string[] {
  const texts = accounts.map(({ id, name }) => `account "${name}" (${id})`);
  return [...texts, ...people.map(({ email }) => `member ${email}`)];
}

function inUseError(
  context: Context<InkitConnection>,
  role: Removed,
  { cause, ...holders }: Holders & { readonly cause?: unknown },
): AccessError {
  const limits = "`force_detach` takes it from accounts only: people lose it in Inkit's web app.";
  return roleInUseError(context, role, { holders: describeHolders(holders), limits, cause });
}

/** An account keeps at least one role, and only the vendor's web app changes what people hold. */
async function detach(context: Context<InkitConnection>, role: Removed, holders: Holders): Promise<void> {
  const stuck = { accounts: holders.accounts.filter(({ roles }) => roles.length === 1), people: holders.people };
  if (isHeld(stuck)) {
    const message = `Role "${role.name}" (${role.id}) cannot be taken from ${listTexts(describeHolders(stuck))}: an Inkit API key keeps at least one role, and people lose theirs in the web app only. Nothing was changed.`;
    const advice = "Give these accounts another role, or delete them; take the role from these people in Inkit.";
    throw new AccessError("role_in_use", message, { advice });
  }
  const client = context.client.during(context.signal);
  for (const { id } of holders.accounts) {
    await client.changeRoles(id, (roles) => roles.filter((held) => held !== role.id));
  }
}

/**
 * Deletes a role. What Inkit does with one that is held is not documented, so who holds it is looked for first: it is
 * never taken from anybody unasked.
 */
export async function removeRole(context: Context<InkitConnection>, role: Removed): Promise<void> {
  const holders = await findHolders(context, role.id);
  if (isHeld(holders)) {
    if (role.forceDetach !== true) throw inUseError(context, role, holders);
    await detach(context, role, holders);
  }
  try {
    await context.client.during(context.signal).deleteRole(role.id);
  } catch (error) {
    if (!(error instanceof AccessError) || error.code !== "role_in_use") throw error;
    const now = await findHolders(context, role.id);
    throw isHeld(now) ? inUseError(context, role, { ...now, cause: error }) : error;
  }
}
