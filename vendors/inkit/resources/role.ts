import { AccessError } from "#access/model/errors.ts";
import type { role as definition } from "#access/model/nouns/resources/role.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { InkitConnection } from "../connection.ts";
import { descriptionOf, isSameSet, makeOnce } from "../making.ts";
import { fromPermissionName, toPermissionName } from "../permission-names.ts";
import { removeRole } from "../role-removal.ts";
import type { Role, RoleUpdate } from "../wire/role.ts";

function toState(row: Role, known: { readonly description: string | null }) {
  return {
    id: row.id,
    name: row.name,
    description: descriptionOf(row, known.description),
    permissions: row.permissions.map(fromPermissionName),
    managed: row.is_default,
  };
}

async function read(
  { client: inkit, signal }: Context<InkitConnection>,
  prior: { readonly id: string; readonly description: string | null },
) {
  const row = await inkit.role(prior.id, signal);
  return row === undefined ? undefined : toState(row, prior);
}

export const roles: Adapter<typeof definition, InkitConnection> = {
  gains: (_context, { prior, planned }) => {
    const subject = isKnown(planned.name) ? `Role "${planned.name}"` : "The role";
    return () => ({ subject, before: prior?.permissions ?? [], after: planned.permissions });
  },
  async create(context, plan) {
    const { client: inkit, signal } = context;
    const client = inkit.during(signal);
    const permissions = plan.permissions.map(toPermissionName);
    const asked = { name: plan.name, description: plan.description ?? "", permissions };
    const row = await makeOnce(context, {
      noun: "role",
      name: plan.name,
      creations: inkit.createdRoles,
      list: () => client.listRoles(),
      create: () => client.createRole(asked),
      isAsked: (one) => one.description === asked.description && isSameSet(one.permissions, permissions),
    });
    inkit.madeRoles.add(row.id);
    return toState(row, plan);
  },
  read,
  async update({ client: inkit, signal }, { prior, plan }) {
    const permissions = plan.permissions.map(toPermissionName);
    const description = plan.description ?? "";
    const isHeld = isSameSet(prior.permissions.map(toPermissionName), permissions);
    const changed: RoleUpdate = {
      ...(plan.name === prior.name ? {} : { name: plan.name }),
      ...(description === (prior.description ?? "") ? {} : { description }),
      ...(isHeld ? {} : { permissions }),
    };
    if (Object.keys(changed).length === 0) return { ...prior, description: plan.description };
    return toState(await inkit.during(signal).updateRole(prior.id, changed), plan);
  },
  async remove(context, prior) {
    if (prior.managed) {
      const advice = `Take it out of state instead: terraform state rm ADDRESS. To refer to it, use the data source access_role.`;
      throw new AccessError("unsupported", `Role "${prior.name}" is Inkit's own and cannot be deleted.`, { advice });
    }
    await removeRole(context, prior);
  },
};
