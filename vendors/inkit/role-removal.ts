import { AccessError } from "#access/model/errors.ts";
import type { role } from "#access/model/nouns/resources/role.ts";
import type { Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { State } from "#access/schema/records.ts";
import type { InkitConnection } from "./connection.ts";
import type { ServiceAccount } from "./wire/service-account.ts";
import type { User } from "./wire/member.ts";

type RoleState = State<AttributesOf<typeof role>>;

interface Holders {
  readonly accounts: readonly ServiceAccount[];
  readonly people: readonly User[];
}

/** Undefined where the token may not list. */
async function permitted<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}

/** Who holds the role, as far as the token may see. */
async function holdersOf({ client: inkit, signal }: Context<InkitConnection>, id: string): Promise<Holders> {
  const holds = ({ roles }: { readonly roles: readonly { readonly id: string }[] }) =>
    roles.some((held) => held.id === id);
  const [accounts = [], people = []] = [
    await permitted(inkit.accounts(signal)),
    await permitted(inkit.users(signal)),
  ] as const;
  return { accounts: accounts.filter(holds), people: people.filter(holds) };
}

function named({ accounts, people }: Holders): string {
  return [
    ...accounts.map(({ id, name }) => `account "${name}" (${id})`),
    ...people.map(({ email }) => `member ${email}`),
  ].join(", ");
}

function held({ name, id }: RoleState, holders: Holders, cause?: unknown): AccessError {
  const message = `Role "${name}" (${id}) is held by ${named(holders)}.`;
  const advice =
    "Take it from them first, or set `force_detach = true` and apply before destroying: it is then taken from the accounts. People lose it in Inkit's web app alone.";
  return new AccessError("role_in_use", message, { advice, cause });
}

/** An account keeps at least one role, and nobody but the vendor's web app changes what people hold. */
async function detach(context: Context<InkitConnection>, prior: RoleState, holders: Holders): Promise<void> {
  const stuck = { accounts: holders.accounts.filter(({ roles }) => roles.length === 1), people: holders.people };
  if (stuck.accounts.length + stuck.people.length > 0) {
    const message = `Role "${prior.name}" (${prior.id}) cannot be taken from ${named(stuck)}: an Inkit API key keeps at least one role, and people lose theirs in the web app alone. Nothing was changed.`;
    const advice = "Give these accounts another role, or delete them; take the role from these people in Inkit.";
    throw new AccessError("role_in_use", message, { advice });
  }
  const client = context.client.during(context.signal);
  for (const { id } of holders.accounts) {
    await client.changeRoles(id, (roles) => roles.filter((role) => role !== prior.id));
  }
}

/**
 * Deletes a role. What Inkit does with one that is held is not documented, so who holds it is looked for first: it is
 * never taken from anybody unasked.
 */
export async function removeRole(context: Context<InkitConnection>, prior: RoleState): Promise<void> {
  const holders = await holdersOf(context, prior.id);
  if (holders.accounts.length + holders.people.length > 0) {
    if (prior.forceDetach !== true) throw held(prior, holders);
    await detach(context, prior, holders);
  }
  try {
    await context.client.during(context.signal).deleteRole(prior.id);
  } catch (error) {
    if (!(error instanceof AccessError) || error.code !== "role_in_use") throw error;
    const now = await holdersOf(context, prior.id);
    throw now.accounts.length + now.people.length === 0 ? error : held(prior, now, error);
  }
}
