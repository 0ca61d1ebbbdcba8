import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { withOwn } from "#access/model/nouns/own-attributes.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import { role as common } from "#access/model/nouns/resources/role.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { means } from "#access/schema/equality.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { RoleContent } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { ownOfRole } from "../facts/own-attributes.ts";
import { permissions as facts } from "../facts/permissions.ts";
import { managedRoles } from "../facts/data/managed-roles.ts";
import { roleKind, settled, tellFound } from "../holders.ts";
import { fromRolePermissions, ownPart, toRolePermissions } from "../role-permissions.ts";
import { removeRole } from "../role-removal.ts";
import type { Role } from "../wire/role.ts";

const definition = withOwn(common, ownOfRole);
const { permissions: permissionSet } = definition.attributes;

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;

interface Known {
  readonly base: string | null;
  readonly description: string | null;
  readonly permissions: readonly Permission[] | null;
}

/** What Bigeye's own role of that type holds: as the vendor tells it, else as far as the pages do. */
async function baseHeld({ client: bigeye, signal }: Context<BigeyeConnection>, base: string | null) {
  if (base === null) return [];
  const row = await bigeye.reads.managedRole(bigeye.during(signal), base);
  if (row !== undefined) return fromRolePermissions(row.rolePermissions);
  const name = managedRoles.find(({ type }) => type === base)?.name ?? "";
  return facts.managedRoles[name] ?? [];
}

async function toState(context: Context<BigeyeConnection>, row: Role, known: Known) {
  const base = await baseHeld(context, known.base);
  const { permissions, hasBase } = ownPart(fromRolePermissions(row.rolePermissions), base, known.permissions);
  return {
    id: row.id,
    name: row.name,
    // Nothing and an empty text are the same to Bigeye.
    description: row.description === "" ? (known.description === "" ? "" : null) : row.description,
    base: hasBase ? known.base : null,
    permissions,
    managed: row.roleType !== "ROLE_TYPE_CUSTOM",
  };
}

function contentOf(role: Known & { readonly name: string; readonly permissions: readonly Permission[] }): RoleContent {
  return {
    name: role.name,
    description: role.description ?? "",
    baseRole: role.base === null ? "ROLE_TYPE_UNSPECIFIED" : `ROLE_TYPE_${role.base}`,
    rolePermissions: toRolePermissions(role.permissions),
  };
}

/** Answers the role's id. One that was found after its answer was lost is written once more: its content is ours then. */
async function make({ client: bigeye, signal, warn }: Context<BigeyeConnection>, content: RoleContent) {
  const client = bigeye.during(signal);
  const { name } = content;
  const made = await bigeye.roles.make({
    name,
    list: () => client.listRoles(),
    create: () => client.createRole(content),
  });
  const { row, isFound } = settled(roleKind, name, made);
  if (!isFound) return row.id;
  try {
    await client.updateRole(row.id, content);
  } catch (error) {
    throw new PartlyCreated({ id: row.id, name, managed: false }, error);
  }
  tellFound(warn, roleKind, row);
  return row.id;
}

/** Whether Bigeye is to be told anything: `force_detach` is ours alone. */
function isSent({ prior, planned }: Planned): boolean {
  if (prior === null) return true;
  const isDescribed = (prior.description ?? "") === (planned.description ?? "");
  const isBuilt =
    prior.base === planned.base && means(permissionSet.facts.type, prior.permissions, planned.permissions);
  return !isDescribed || !isBuilt || prior.name !== planned.name;
}

function planErrors({ prior, planned }: Planned): readonly AccessError[] {
  const { permissions, base } = planned;
  if (prior?.managed === true && isSent({ prior, planned })) {
    const advice = "Take it out of state (terraform state rm ADDRESS), and refer to it by the data source access_role.";
    const message = `Role "${prior.name}" (${prior.id}) is Bigeye's own: it stays as it is.`;
    return [new AccessError("unsupported", message, { advice })];
  }
  if (base !== null || !Array.isArray(permissions) || permissions.length > 0) return [];
  const advice = "Name at least one permission, or a `base`.";
  const message = "Bigeye role: `permissions` is empty, and a role without a `base` needs at least one.";
  return [new AccessError("invalid_value", message, { path: ["permissions"], advice })];
}

export const roles: Adapter<typeof definition, BigeyeConnection> = {
  plan: (_context, change) => ({ errors: planErrors(change) }),
  gains: (context, { prior, planned }) => {
    const { name, base, permissions } = planned;
    const subject = isKnown(name) ? `Role "${name}"` : "The role";
    return async () => {
      const before = prior === null ? [] : [...(await baseHeld(context, prior.base)), ...prior.permissions];
      const brought = isKnown(base) ? await baseHeld(context, base) : [];
      return { subject, before, after: isKnown(permissions) ? [...brought, ...permissions] : permissions };
    };
  },
  async create(context, { name, description, base, permissions }) {
    const id = await make(context, contentOf({ name, description, base, permissions }));
    return { id, name, description, base, permissions, managed: false };
  },
  async read(context, prior) {
    const row = await context.client.reads.role(context.client.during(context.signal), prior.id);
    return row === undefined ? undefined : toState(context, row, prior);
  },
  async update({ client: bigeye, signal }, { prior, plan }) {
    if (!isSent({ prior, planned: plan })) return prior;
    await bigeye.during(signal).updateRole(prior.id, contentOf(plan));
    const { name, description, base, permissions } = plan;
    return { ...prior, name, description, base, permissions };
  },
  remove: removeRole,
};
