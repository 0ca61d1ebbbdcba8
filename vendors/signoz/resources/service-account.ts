import { AccessError, PartlyCreated } from "../../../model/errors.ts";
import type { serviceAccount } from "../../../model/resources/service-account.ts";
import type { Adapter, Context } from "../../../model/vendor.ts";
import { type SignozClient, type SignozConnection, isDeleted } from "../client.ts";
import { accountKind, nameTaken, unsettled } from "../holders.ts";
import type { ServiceAccount } from "../wire.ts";

const absent = { description: null, roleIds: null, groupIds: null };

function toState(row: ServiceAccount) {
  return { id: row.id, name: row.name, ...absent, email: row.email, status: row.status };
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

async function read({ client: signoz, signal }: Context<SignozConnection>, { id }: { readonly id: string }) {
  const row = await signoz.during(signal).findAccount(id);
  return row === undefined || isDeleted(row) ? undefined : toState(row);
}

export const serviceAccounts: Adapter<typeof serviceAccount, SignozConnection> = {
  async create(context, { name }) {
    const id = await make(context, name);
    const made = { id, name, ...absent, email: null, status: "active" };
    try {
      return (await read(context, { id })) ?? made;
    } catch (error) {
      if (!(error instanceof AccessError)) throw new PartlyCreated(made, error);
      const detail = `${error.message} The next plan reads it again.`;
      context.warn("The account was made and could not be read back", detail);
      return made;
    }
  },
  read,
  async update({ client: signoz, signal }, { prior, plan }) {
    const client = signoz.during(signal);
    try {
      await client.renameAccount(prior.id, plan.name);
    } catch (error) {
      throw await explained(client, plan.name, error);
    }
    return { ...prior, name: plan.name };
  },
  // A role that a deleted account still holds can never be deleted: what it holds goes first, managed here or not.
  async remove({ client: signoz, signal }, { id }) {
    const client = signoz.during(signal);
    const row = await client.findAccount(id);
    if (row === undefined || isDeleted(row)) return;
    for (const assignment of row.serviceAccountRoles ?? []) await client.deleteAssignment(assignment.id);
    await client.deleteAccount(id);
  },
};
