import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import type { GainReader } from "#access/model/permissions/escalation.ts";
import { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { means } from "#access/schema/equality.ts";
import { isKnown, isUnknown, type Unknown, unknown } from "#access/schema/unknown.ts";
import { type SignozClient, type SignozConnection, isDeleted } from "../client.ts";
import { besideBinding, holdExactly, rowsOf } from "../exclusive-roles.ts";
import { missingRoles, namedRoles } from "../existence.ts";
import { accountKind, nameTaken, unsettled } from "../holders.ts";
import { roleHeld } from "../rights.ts";
import type { ServiceAccount } from "../wire/service-account.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;
type RoleIds = readonly string[] | null;

const absent = { description: null, groupIds: null };

/** Roles are read where code says which they are, and passed over otherwise. */
function toState(row: ServiceAccount, roleIds: RoleIds) {
  return { id: row.id, name: row.name, ...absent, roleIds, email: row.email, status: row.status };
}

function isSame(left: RoleIds, right: RoleIds): boolean {
  return means(definition.attributes.roleIds.facts.type, left, right);
}

/** Says who has the name, and how to take that account under code. */
async function explained(client: SignozClient, name: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const accounts = await client.listLiveAccounts().catch(() => undefined);
  const holder = accounts?.find((row) => row.name === name);
  if (holder !== undefined) return nameTaken(accountKind, holder, error);
  const advice =
    accounts === undefined
      ? "Import what exists, choose another name, or delete the other one first."
      : "No account has that name now, but one had it when it was made and keeps the address: rename it back or delete it.";
  return new AccessError("already_exists", error.message, { path: ["name"], advice, cause: error });
}

/** Answers the account's id. */
async function make({ client: signoz, signal, warn }: Context<SignozConnection>, name: string): Promise<string> {
  const client = signoz.during(signal);
  const made = await signoz.accounts
    .make({ name, list: () => client.listLiveAccounts(), create: () => client.createAccount(name) })
    .catch(async (error: unknown) => {
      throw await explained(client, name, error);
    });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "found":
      warn(
        "The answer was lost, and the account was found",
        `Account "${name}" was not there right before the request and is there after it: ${made.row.id}. It is managed from now on.`,
      );
      return made.row.id;
    case "lost":
      throw unsettled(accountKind, name, made);
  }
}

async function read(
  { client: signoz, signal }: Context<SignozConnection>,
  { id, roleIds }: { readonly id: string; readonly roleIds: RoleIds },
) {
  const client = signoz.during(signal);
  if (roleIds === null) {
    const row = await signoz.view.accountRow(client, id);
    return row === undefined || isDeleted(row) ? undefined : toState(row, null);
  }
  const row = await signoz.view.account(client, id);
  if (row === undefined || isDeleted(row)) return undefined;
  return toState(
    row,
    rowsOf(row).map(({ roleId }) => roleId),
  );
}

/** As it is right after a write. */
async function readBack(
  { client: signoz, signal }: Context<SignozConnection>,
  { id, roleIds }: { readonly id: string; readonly roleIds: RoleIds },
) {
  const row = await signoz.during(signal).findAccount(id);
  if (row === undefined || isDeleted(row)) return undefined;
  return toState(row, roleIds === null ? null : rowsOf(row).map(({ roleId }) => roleId));
}

async function warnWhatStays(
  context: Context<SignozConnection>,
  { id, name }: { readonly id: string; readonly name: string },
  roles: readonly string[],
) {
  const named = await namedRoles(context, roles);
  context.warn(
    "The account keeps its roles",
    `\`role_ids\` was taken out of account "${name}" (${id}), so that its roles are not managed here any more. It keeps: ${named.join(", ")}. To take them away, set \`role_ids = []\`.`,
  );
}

async function planRoles(context: Context<SignozConnection>, { prior, planned: { roleIds } }: Planned) {
  const before = prior?.roleIds ?? null;
  if (isUnknown(roleIds)) return [];
  if (roleIds === null) {
    if (prior !== null && before !== null && before.length > 0) await warnWhatStays(context, prior, before);
    return [];
  }
  if (prior !== null && !context.client.assignments.own(prior.id)) return [besideBinding(prior.id)];
  const added = roleIds.filter((id): id is string => isKnown(id) && before?.includes(id) !== true);
  return missingRoles(context, added, "roleIds");
}

function gains(context: Context<SignozConnection>, { prior, planned }: Planned): GainReader | undefined {
  const { name, roleIds } = planned;
  const before = prior?.roleIds ?? [];
  if (roleIds === null || (isKnown(roleIds) && roleIds.every((id) => isKnown(id) && before.includes(id)))) {
    return undefined;
  }
  const subject = `\`role_ids\` of account ${isKnown(name) ? `"${name}"` : "(known after apply)"}`;
  const held = async (id: string) => (await roleHeld(context, id))?.permissions ?? [];
  const gets = async (id: string | Unknown) => (isUnknown(id) ? [unknown] : held(id));
  return async () => {
    const had = await Promise.all(before.map(held));
    if (isUnknown(roleIds)) return { subject, before: had.flat(), after: unknown };
    return { subject, before: had.flat(), after: (await Promise.all(roleIds.map(gets))).flat() };
  };
}

function withoutRoles(error: AccessError, { id, name }: { readonly id: string; readonly name: string }): AccessError {
  const message = `${error.message} Account "${name}" (${id}) was made and is in state; what \`role_ids\` lists could not be given to it in full.`;
  const advice = `Run again: the account is replaced. To keep it instead, run "terraform untaint ADDRESS" first: its roles are given then.`;
  return new AccessError(error.code, message, { path: ["roleIds"], advice, cause: error });
}

/** A new account holds nothing. @throws PartlyCreated */
async function giveRoles(
  context: Context<SignozConnection>,
  made: Omit<ReturnType<typeof toState>, "email">,
): Promise<void> {
  if (made.roleIds === null) return;
  context.client.assignments.own(made.id);
  try {
    await holdExactly(context, made.id, { roles: made.roleIds, before: [], rows: [] });
  } catch (error) {
    throw new PartlyCreated({ ...made, roleIds: [] }, error instanceof AccessError ? withoutRoles(error, made) : error);
  }
}

export const serviceAccounts: Adapter<typeof definition, SignozConnection> = {
  async plan(context, change) {
    return { errors: await planRoles(context, change) };
  },
  gains,
  async create(context, { name, roleIds }) {
    const id = await make(context, name);
    const made = { id, name, ...absent, roleIds, email: null, status: "active" };
    await giveRoles(context, made);
    try {
      return (await readBack(context, made)) ?? made;
    } catch (error) {
      if (!(error instanceof AccessError)) throw new PartlyCreated(made, error);
      const detail = `${error.message} The next plan reads it again.`;
      context.warn("The account was made and could not be read back", detail);
      return made;
    }
  },
  read,
  async update(context, { prior, plan: { name, roleIds } }) {
    const { id } = prior;
    const client = context.client.during(context.signal);
    if (name !== prior.name) {
      await client.renameAccount(id, name).catch(async (error: unknown) => {
        throw await explained(client, name, error);
      });
    }
    if (roleIds !== null && !isSame(prior.roleIds, roleIds)) {
      if (!context.client.assignments.own(id)) throw besideBinding(id);
      const row = await client.findAccount(id);
      const rows = row === undefined ? [] : rowsOf(row);
      await holdExactly(context, id, { roles: roleIds, before: prior.roleIds ?? [], rows });
    }
    return { ...prior, name, roleIds };
  },
  // A role that a deleted account still holds can never be deleted: what it holds goes first, managed here or not.
  async remove({ client: signoz, signal }, { id }) {
    const client = signoz.during(signal);
    const row = await client.findAccount(id);
    if (row === undefined || isDeleted(row)) return;
    for (const assignment of rowsOf(row)) await client.deleteAssignment({ id: assignment.id, account: id });
    await client.deleteAccount(id);
  },
};
