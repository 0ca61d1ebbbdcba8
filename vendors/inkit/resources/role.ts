import type { role as definition } from "#access/model/nouns/resources/role.ts";
import type { Adapter } from "#access/model/vendors/adapter.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { readRows, toStates } from "../../shared/lists/read-rows.ts";
import { createManagedRoleError } from "../../shared/roles/managed-role.ts";
import type { InkitConnection } from "../connection.ts";
import { roleKind } from "../named-kinds.ts";
import { fromPermissionName, toPermissionName } from "../role-permissions.ts";
import { removeRole } from "../role-removal.ts";
import { isSameSet } from "../../shared/same-set.ts";
import type { Role, RoleUpdate } from "../wire/role.ts";
import { traceTimes } from "../traces.ts";

function toState(row: Role, known: { readonly description: string | null }) {
  return {
    id: row.id,
    name: row.name,
    description: readAbsentText(row.description, known.description),
    permissions: row.permissions.map(fromPermissionName),
    managed: row.is_default,
  };
}

// Whether a standard role can be changed is open: the vendor decides, when the change is applied.
export const role: Adapter<typeof definition, InkitConnection> = {
  async create(context, plan) {
    const { client: inkit, signal } = context;
    const client = inkit.during(signal);
    const { name } = plan;
    const permissions = plan.permissions.map(toPermissionName);
    const description = plan.description ?? "";
    const row = await createNamed(context, {
      kind: roleKind,
      name,
      creations: inkit.creationsOf("role"),
      list: () => client.listRoles(),
      create: () => client.createRole({ name, description, permissions }),
      adopt: (found: Role) => found,
      matches: (found) =>
        !found.is_default && found.description === description && isSameSet(found.permissions, permissions),
    });
    inkit.made.add(row.id);
    return toState(row, plan);
  },
  async read({ client: inkit, signal }, prior) {
    const row = await inkit.reads.readRole(inkit.during(signal), prior.id);
    return row && toState(row, prior);
  },
  list({ client: inkit, signal }) {
    const pages = inkit.during(signal).listRolePages();
    return toStates(readRows({ what: "Roles", pages }), (row) => toState(row, { description: null }), traceTimes);
  },
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
    if (prior.managed) throw createManagedRoleError(context, prior, "deleted");
    await removeRole(context, prior);
  },
};
