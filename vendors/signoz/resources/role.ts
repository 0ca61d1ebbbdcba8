import { AccessError, PartlyCreated } from "../../../model/errors.ts";
import type { Permission } from "../../../model/permission.ts";
import type { role } from "../../../model/resources/role.ts";
import type { Adapter, Context } from "../../../model/vendor.ts";
import type { SignozClient, SignozConnection } from "../client.ts";
import { nameTaken, roleKind, unsettled } from "../holders.ts";
import { keepGrouping, toTransactionGroups } from "../permission-groups.ts";
import type { Role, RoleCreation } from "../wire.ts";

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
  return holder === undefined ? error : nameTaken(roleKind, holder, error);
}

/**
 * Answers the role's id. One that was found after its answer was lost is written once more: the vendor may have failed
 * between the role and its permissions.
 */
async function make({ client: signoz, signal, warn }: Context<SignozConnection>, role: RoleCreation): Promise<string> {
  const { name, ...content } = role;
  const client = signoz.during(signal);
  const made = await signoz.roles
    .make({ name, list: () => client.listRoles(), create: () => client.createRole(role) })
    .catch(async (error: unknown) => {
      throw await explained(client, name, error);
    });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "found": {
      const { id } = made.row;
      try {
        await client.updateRole(id, content);
      } catch (error) {
        throw new PartlyCreated({ id, name, managed: false }, error);
      }
      warn(
        "The answer was lost, and the role was found",
        `Role "${name}" was not there right before the request and is there after it: ${id}. It was written once more and is managed from now on.`,
      );
      return id;
    }
    case "lost":
      throw unsettled(roleKind, name, made);
  }
}

async function read({ client: signoz, signal }: Context<SignozConnection>, prior: Known & { readonly id: string }) {
  const row = await signoz.during(signal).findRole(prior.id);
  return row === undefined ? undefined : toState(row, prior);
}

export const roles: Adapter<typeof role, SignozConnection> = {
  async create(context, { name, description, permissions }) {
    const transactionGroups = toTransactionGroups(permissions);
    const id = await make(context, { name, description: description ?? "", transactionGroups });
    return { id, name, description, permissions, managed: false };
  },
  read,
  async update({ client: signoz, signal }, { prior, plan }) {
    const transactionGroups = toTransactionGroups(plan.permissions);
    await signoz.during(signal).updateRole(prior.id, { description: plan.description ?? "", transactionGroups });
    return { ...prior, description: plan.description, permissions: plan.permissions };
  },
  async remove({ client: signoz, signal }, { id, name, managed }) {
    if (managed) {
      const advice = `Take it out of state instead: terraform state rm ADDRESS. To refer to it, use the data source access_role.`;
      throw new AccessError("unsupported", `Role "${name}" is SigNoz's own and cannot be deleted.`, { advice });
    }
    await signoz.during(signal).deleteRole(id);
  },
};
