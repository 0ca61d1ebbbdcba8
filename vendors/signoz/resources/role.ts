import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import { role as definition } from "#access/model/nouns/resources/role.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { means } from "#access/schema/equality.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { SignozClient, SignozConnection } from "../client.ts";
import { licenceErrors } from "../licence.ts";
import { nameTaken, roleKind, unsettled } from "../holders.ts";
import { keepGrouping, toTransactionGroups } from "../permission-groups.ts";
import { removeRole } from "../role-removal.ts";
import type { Role, RoleCreation } from "../wire/role.ts";

const permissions = definition.attributes.permissions.facts.type;

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
  const row = await signoz.view.role(signoz.during(signal), prior.id);
  return row === undefined ? undefined : toState(row, prior);
}

/** Whether SigNoz is to be told anything: `force_detach` is ours alone. */
function isSent({ prior, planned }: Pick<Change<typeof definition>, "prior" | "planned">): boolean {
  if (prior === null) return true;
  const isDescribed = (prior.description ?? "") === (planned.description ?? "");
  return !isDescribed || prior.name !== planned.name || !means(permissions, prior.permissions, planned.permissions);
}

export const roles: Adapter<typeof definition, SignozConnection> = {
  async plan(context, change) {
    return isSent(change) ? { errors: await licenceErrors(context) } : {};
  },
  gains: (_context, { prior, planned }) => {
    const subject = isKnown(planned.name) ? `Role "${planned.name}"` : "The role";
    return () => ({ subject, before: prior?.permissions ?? [], after: planned.permissions });
  },
  async create(context, { name, description, permissions }) {
    const transactionGroups = toTransactionGroups(permissions);
    const id = await make(context, { name, description: description ?? "", transactionGroups });
    return { id, name, description, permissions, managed: false };
  },
  read,
  async update({ client: signoz, signal }, { prior, plan }) {
    if (!isSent({ prior, planned: plan })) return prior;
    const transactionGroups = toTransactionGroups(plan.permissions);
    await signoz.during(signal).updateRole(prior.id, { description: plan.description ?? "", transactionGroups });
    return { ...prior, description: plan.description, permissions: plan.permissions };
  },
  async remove(context, prior) {
    const { name, managed } = prior;
    if (managed) {
      const advice = `Take it out of state instead: terraform state rm ADDRESS. To refer to it, use the data source access_role.`;
      throw new AccessError("unsupported", `Role "${name}" is SigNoz's own and cannot be deleted.`, { advice });
    }
    await removeRole(context, prior);
  },
};
