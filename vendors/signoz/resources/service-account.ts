import { AccessError, PartlyCreated } from "../../../model/errors.ts";
import type { serviceAccount } from "../../../model/resources/service-account.ts";
import type { Adapter, Context } from "../../../model/vendor.ts";
import type { SignozClient } from "../client.ts";
import type { ServiceAccount } from "../wire.ts";

function toState(row: ServiceAccount) {
  return { id: row.id, name: row.name, description: null, email: row.email, status: row.status };
}

/** A deleted account stays in reads for ever, marked so. */
function isDeleted({ status }: ServiceAccount): boolean {
  return status === "deleted";
}

async function holderOf(client: SignozClient, name: string): Promise<ServiceAccount | undefined> {
  return (await client.listAccounts()).find((row) => !isDeleted(row) && row.name === name);
}

/** Says who has the name, and how to take that account under code. */
async function explained(client: SignozClient, name: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const holder = await holderOf(client, name).catch(() => undefined);
  const advice =
    holder === undefined
      ? "No account has that name now, but one had it when it was made and keeps the address: rename it back or delete it."
      : `It belongs to account ${holder.id}. To manage that one: terraform import ADDRESS ${holder.id}`;
  return new AccessError("already_exists", error.message, { path: ["name"], advice, cause: error });
}

async function read({ client }: Context<SignozClient>, { id }: { readonly id: string }) {
  const row = await client.findAccount(id);
  return row === undefined || isDeleted(row) ? undefined : toState(row);
}

export const serviceAccounts: Adapter<typeof serviceAccount, SignozClient> = {
  async create({ client, warn }, { name }) {
    let id: string;
    try {
      id = await client.createAccount(name);
    } catch (error) {
      throw await explained(client, name, error);
    }
    const made = { id, name, description: null, email: null, status: "active" };
    try {
      const row = await client.findAccount(id);
      return row === undefined ? made : toState(row);
    } catch (error) {
      if (!(error instanceof AccessError)) throw new PartlyCreated(made, error);
      warn("The account was made and could not be read back", `${error.message} The next plan reads it again.`);
      return made;
    }
  },
  read,
  async update(context, { prior, plan }) {
    try {
      await context.client.renameAccount(prior.id, plan.name);
    } catch (error) {
      throw await explained(context.client, plan.name, error);
    }
    return { ...prior, name: plan.name };
  },
  // A role that a deleted account still holds can never be deleted: what it holds goes first, managed here or not.
  async remove({ client }, { id }) {
    const row = await client.findAccount(id);
    if (row === undefined || isDeleted(row)) return;
    for (const assignment of row.serviceAccountRoles ?? []) await client.deleteAssignment(assignment.id);
    await client.deleteAccount(id);
  },
};
