import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { extendDefinition } from "#access/model/nouns/own-attributes.ts";
import { role as common } from "#access/model/nouns/resources/role.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { checkManagedRole } from "../../shared/roles/managed-role.ts";
import { sentChanges } from "../../shared/sent-changes.ts";
import type { RoleContent } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { type BaseRole, managedRoles } from "../facts/data/managed-roles.ts";
import { ownAttributes } from "../facts/nouns/role.ts";
import { permissions as facts } from "../facts/permissions.ts";
import { roleKind } from "../named-kinds.ts";
import { fromRolePermissions, ownPart, toRolePermissions } from "../role-permissions.ts";
import { removeRole } from "../role-removal.ts";
import type { Role } from "../wire/role.ts";

const definition = extendDefinition(common, ownAttributes);

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;

interface Known {
  readonly base: BaseRole | null;
  readonly description: string | null;
  readonly permissions: readonly Permission[] | null;
}

/** What Bigeye's own role of that type holds: as the vendor tells it, else as far as the pages do. */
async function baseHeld({ client: bigeye, signal }: Context<BigeyeConnection>, base: BaseRole | null) {
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
    description: readAbsentText(row.description, known.description),
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

/** Answers the role's id. */
async function make(context: Context<BigeyeConnection>, content: RoleContent): Promise<string> {
  const client = context.client.during(context.signal);
  const { name } = content;
  return createNamed(context, {
    kind: roleKind,
    name,
    creations: context.client.creations("role"),
    list: () => client.listRoles(),
    create: async () => (await client.createRole(content)).id,
    // It is ours by its name alone: it is written once more.
    async adopt({ id }) {
      await client.updateRole(id, content).catch((error: unknown) => {
        throw new PartlyCreated({ id, name, managed: false }, error);
      });
      return id;
    },
  });
}

/** Whether Bigeye has to be told anything. The base is sent, and never shown again. */
function isSent({ prior, planned }: Planned): boolean {
  if (prior === null || prior.base !== planned.base) return true;
  return sentChanges(definition, { prior, planned }).length > 0;
}

function planErrors(context: Context<BigeyeConnection>, { prior, planned }: Planned): readonly AccessError[] {
  const { permissions, base } = planned;
  const managed = checkManagedRole(context, prior, isSent({ prior, planned }));
  if (managed.length > 0) return managed;
  if (base !== null || !Array.isArray(permissions) || permissions.length > 0) return [];
  const advice = "Add at least one permission, or set `base`.";
  const message = "Bigeye role: `permissions` is empty, and a role without a `base` needs at least one.";
  return [new AccessError("invalid_value", message, { path: ["permissions"], advice })];
}

export const role: Adapter<typeof definition, BigeyeConnection> = {
  plan: (context, change) => ({ errors: planErrors(context, change) }),
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
    return row && toState(context, row, prior);
  },
  async update({ client: bigeye, signal }, { prior, plan }) {
    if (isSent({ prior, planned: plan })) await bigeye.during(signal).updateRole(prior.id, contentOf(plan));
    const { name, description, base, permissions } = plan;
    return { ...prior, name, description, base, permissions };
  },
  remove: removeRole,
};
