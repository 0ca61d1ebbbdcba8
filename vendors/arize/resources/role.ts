import { AccessError } from "#access/model/errors.ts";
import { holdSameRights, type Permission } from "#access/model/permissions/permission.ts";
import { role as definition } from "#access/model/nouns/resources/role.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { means } from "#access/schema/equality.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { ArizeClient } from "../client.ts";
import type { ArizeConnection } from "../connection.ts";
import { namesOf, permissions as facts, permissionsNamed } from "../facts/permissions.ts";
import { nameTaken, roleKind, tellFound, unsettled } from "../holders.ts";
import type { Role, RoleCreation } from "../wire/role.ts";

const { permissions: permissionSet } = definition.attributes;

interface Known {
  readonly description: string | null;
  readonly permissions: readonly Permission[] | null;
}

function toState({ id, name, description = "", permissions, is_predefined: managed }: Role, known: Known) {
  const found = permissionsNamed(permissions);
  const isSame = known.permissions !== null && holdSameRights(known.permissions, found, facts.canonical);
  return {
    ...{ id, name, managed },
    // Where there is none, Arize leaves it out: what is empty in code stays so.
    description: description === "" ? (known.description === "" ? "" : null) : description,
    permissions: isSame && known.permissions !== null ? known.permissions : found,
  };
}

/** The enum of the bodies is closed; what it lacks was refused at plan. */
function sent(permissions: readonly Permission[]): RoleCreation["permissions"] {
  return namesOf(permissions) as RoleCreation["permissions"];
}

async function explained(client: ArizeClient, name: string, error: unknown): Promise<unknown> {
  if (!(error instanceof AccessError) || error.code !== "already_exists") return error;
  const holder = (await client.listRoles().catch(() => [])).find((row) => row.name === name);
  return holder === undefined ? error : nameTaken(roleKind, holder, error);
}

async function make(context: Context<ArizeConnection>, role: RoleCreation): Promise<Role> {
  const { name } = role;
  const client = context.client.during(context.signal);
  const made = await context.client.roles
    .make({ name, list: () => client.listRoles(), create: () => client.createRole(role) })
    .catch(async (error: unknown) => {
      throw await explained(client, name, error);
    });
  switch (made.kind) {
    case "answered":
      return made.result;
    case "found":
      tellFound(context, roleKind, made.row);
      return made.row;
    case "lost":
      throw unsettled(roleKind, name, made);
  }
}

type Compared = Pick<Change<typeof definition>, "prior" | "planned">;

/** Whether Arize is to be told anything: `force_detach` is ours alone. */
function isSent({ prior, planned }: Compared): boolean {
  if (prior === null) return true;
  const isDescribed = (prior.description ?? "") === (planned.description ?? "");
  const isHeld = means(permissionSet.facts.type, prior.permissions, planned.permissions);
  return !isDescribed || !isHeld || prior.name !== planned.name;
}

function predefined(name: string, verb: string): AccessError {
  const advice = "Take it out of state: terraform state rm ADDRESS. To refer to it, use the data source access_role.";
  return new AccessError("unsupported", `Role "${name}" is Arize's own and cannot be ${verb}.`, { advice });
}

/** Arize deletes a role that is bound: its bindings stay, and hold nothing (inferred). */
async function detach(client: ArizeClient, id: string, isForced: boolean): Promise<void> {
  const rows = [...(await client.listRoleBindings("SPACE")), ...(await client.listRoleBindings("PROJECT"))];
  const held = rows.filter(({ role_id: role }) => role === id);
  if (held.length > 0 && !isForced) {
    const holders = held.map((row) => `user ${row.user_id} on ${row.resource_type.toLowerCase()} ${row.resource_id}`);
    const advice = "Take it from them first, or set `force_detach` and apply, then destroy.";
    throw new AccessError("role_in_use", `Role ${id} is held by ${holders.join(", ")}.`, { advice });
  }
  for (const row of held) await client.deleteRoleBinding(row.id);
}

export const roles: Adapter<typeof definition, ArizeConnection> = {
  plan(_context, change) {
    const { prior } = change;
    return prior?.managed === true && isSent(change) ? { errors: [predefined(prior.name, "changed")] } : {};
  },
  gains: (_context, { prior, planned }) => {
    const subject = isKnown(planned.name) ? `Role "${planned.name}"` : "The role";
    return () => ({ subject, before: prior?.permissions ?? [], after: planned.permissions });
  },
  async create(context, { name, description, permissions }) {
    const role = { name, permissions: sent(permissions), ...(description === null ? {} : { description }) };
    return toState(await make(context, role), { description, permissions });
  },
  async read({ client: arize, signal }, prior) {
    const row = await arize.reads.role(arize.during(signal), prior.id);
    return row && toState(row, prior);
  },
  async update({ client: arize, signal }, { prior, plan }) {
    if (!isSent({ prior, planned: plan })) return { ...prior, description: plan.description };
    const { name, description } = plan;
    const client = arize.during(signal);
    const row = await client
      .updateRole(prior.id, { name, description, permissions: sent(plan.permissions) })
      .catch(async (error: unknown) => {
        throw await explained(client, name, error);
      });
    return toState(row, plan);
  },
  async remove({ client: arize, signal }, { id, name, managed, forceDetach }) {
    if (managed) throw predefined(name, "deleted");
    const client = arize.during(signal);
    await detach(client, id, forceDetach === true);
    await client.deleteRole(id);
  },
};
