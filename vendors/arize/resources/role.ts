import { role as definition } from "#access/model/nouns/resources/role.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { createNamed, explainTakenName } from "../../shared/creation/named-creation.ts";
import { readRows, toStates } from "../../shared/lists/read-rows.ts";
import { keepGrouping } from "../../shared/roles/kept-grouping.ts";
import { checkManagedRole } from "../../shared/roles/managed-role.ts";
import { isSameSet } from "../../shared/same-set.ts";
import { listSentChanges } from "../../shared/sent-changes.ts";
import type { ArizeConnection } from "../connection.ts";
import { permissions as facts } from "../facts/permissions.ts";
import { roleKind } from "../named-kinds.ts";
import { fromPermissionNames, toPermissionNames } from "../role-permissions.ts";
import { removeRole } from "../role-removal.ts";
import type { Role, RoleCreation } from "../wire/role.ts";
import { traceTimes } from "../traces.ts";

interface Known {
  readonly description: string | null;
  readonly permissions: readonly Permission[] | null;
}

function toState({ id, name, description, permissions, is_predefined: managed }: Role, known: Known) {
  return {
    id,
    name,
    description: readAbsentText(description, known.description),
    permissions: keepGrouping(known.permissions, fromPermissionNames(permissions), facts.canonical),
    managed,
  };
}

async function make(context: Context<ArizeConnection>, wanted: RoleCreation): Promise<Role> {
  const client = context.client.during(context.signal);
  return createNamed(context, {
    kind: roleKind,
    name: wanted.name,
    creations: context.client.creationsOf("role"),
    list: () => client.listRoles(),
    create: () => client.createRole(wanted),
    matches: (row) =>
      (row.description ?? "") === (wanted.description ?? "") && isSameSet(row.permissions, wanted.permissions),
    adopt: (row: Role) => row,
  });
}

export const role: Adapter<typeof definition, ArizeConnection> = {
  plan(context, change) {
    return { errors: checkManagedRole(context, change.prior, listSentChanges(definition, change).length > 0) };
  },
  async create(context, { name, description, permissions }) {
    const content = { name, permissions: toPermissionNames(permissions) };
    const row = await make(context, description === null ? content : { ...content, description });
    return toState(row, { description, permissions });
  },
  async read({ client: arize, signal }, prior) {
    const row = await arize.reads.readRole(arize.during(signal), prior.id);
    return row && toState(row, prior);
  },
  list({ client: arize, signal }) {
    const pages = arize.during(signal).listRolePages();
    const unset = { description: null, permissions: null };
    return toStates(readRows({ what: "Roles", pages }), (row) => toState(row, unset), traceTimes);
  },
  async update({ client: arize, signal }, { prior, plan }) {
    const { name, description } = plan;
    if (listSentChanges(definition, { prior, planned: plan }).length === 0) return { ...prior, description };
    const client = arize.during(signal);
    const row = await client
      .updateRole(prior.id, { name, description, permissions: toPermissionNames(plan.permissions) })
      .catch(async (error: unknown) => {
        throw await explainTakenName(error, { kind: roleKind, name, list: () => client.listRoles() });
      });
    return toState(row, plan);
  },
  remove: removeRole,
};
