import { AccessError } from "../../../model/errors.ts";
import type { Permission } from "../../../model/permission.ts";
import type { role } from "../../../model/resources/role.ts";
import type { Adapter, Context } from "../../../model/vendor.ts";
import type { SignozClient } from "../client.ts";
import { keepGrouping, toTransactionGroups } from "../permission-groups.ts";
import type { Role } from "../wire.ts";

interface Known {
  readonly description: string | null;
  readonly permissions: readonly Permission[] | null;
}

function toState(row: Role, known: Known) {
  // SigNoz has no absent description: what is empty there is null here, unless the code says "".
  const description = row.description === "" ? (known.description === "" ? "" : null) : row.description;
  return {
    id: row.id,
    name: row.name,
    description,
    permissions: keepGrouping(known.permissions, row.transactionGroups),
    managed: row.type === "managed",
  };
}

async function explained(client: SignozClient, name: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const holder = (await client.listRoles().catch(() => [])).find((row) => row.name === name);
  if (holder === undefined) return error;
  const advice = `It belongs to role ${holder.id}. To manage that one: terraform import ADDRESS ${holder.id}`;
  return new AccessError("already_exists", error.message, { path: ["name"], advice, cause: error });
}

async function read({ client }: Context<SignozClient>, prior: Known & { readonly id: string }) {
  const row = await client.findRole(prior.id);
  return row === undefined ? undefined : toState(row, prior);
}

export const roles: Adapter<typeof role, SignozClient> = {
  async create({ client }, { name, description, permissions }) {
    const transactionGroups = toTransactionGroups(permissions);
    try {
      const id = await client.createRole({ name, description: description ?? "", transactionGroups });
      return { id, name, description, permissions, managed: false };
    } catch (error) {
      throw await explained(client, name, error);
    }
  },
  read,
  async update({ client }, { prior, plan }) {
    const transactionGroups = toTransactionGroups(plan.permissions);
    await client.updateRole(prior.id, { description: plan.description ?? "", transactionGroups });
    return { ...prior, description: plan.description, permissions: plan.permissions };
  },
  async remove({ client }, { id, name, managed }) {
    if (managed) {
      const advice = `Take it out of state instead: terraform state rm ADDRESS. To refer to it, use the data source access_role.`;
      throw new AccessError("unsupported", `Role "${name}" is SigNoz's own and cannot be deleted.`, { advice });
    }
    await client.deleteRole(id);
  },
};
