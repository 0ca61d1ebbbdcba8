import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { extendDefinition } from "#access/model/nouns/own-attributes.ts";
import { role as common } from "#access/model/nouns/resources/role.ts";
import type { Permission } from "#access/model/permissions/permission.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { checkManagedRole } from "../../shared/roles/managed-role.ts";
import { listSentChanges } from "../../shared/sent-changes.ts";
import type { RoleContent } from "../client.ts";
import type { BigeyeConnection } from "../connection.ts";
import { type BaseRole, managedRoles } from "../facts/data/managed-roles.ts";
import { ownAttributes } from "../facts/nouns/role.ts";
import { separateOwnPart } from "../facts/own-part.ts";
import { permissions as facts } from "../facts/permissions.ts";
import { roleKind } from "../named-kinds.ts";
import { fromRolePermissions, toRolePermissions } from "../role-permissions.ts";
import { removeRole } from "../role-removal.ts";
import type { Role } from "../wire/role.ts";
import { isNeverEmpty } from "../lists.ts";

const definition = extendDefinition(common, ownAttributes);

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;

interface Known {
  readonly base: BaseRole | null;
  readonly description: string | null;
  readonly permissions: readonly Permission[] | null;
}

/** Reads the permissions of the base, or takes them from our facts if Bigeye does not list the role. */
async function readBasePermissions({ client: bigeye, signal }: Context<BigeyeConnection>, base: BaseRole | null) {
  if (base === null) return [];
  const row = await bigeye.reads.readManagedRole(bigeye.during(signal), base);
  if (row !== undefined) return fromRolePermissions(row.rolePermissions);
  const name = managedRoles.find(({ type }) => type === base)?.name ?? "";
  return facts.managedRoles[name] ?? [];
}

function describeRole(row: Role, known: Known, base: readonly Permission[]) {
  const { permissions, hasBase } = separateOwnPart(fromRolePermissions(row.rolePermissions), base, known.permissions);
  return {
    id: row.id,
    name: row.name,
    description: readAbsentText(row.description, known.description),
    base: hasBase ? known.base : null,
    permissions,
    managed: row.roleType !== "ROLE_TYPE_CUSTOM",
  };
}

async function toState(context: Context<BigeyeConnection>, row: Role, known: Known) {
  return describeRole(row, known, await readBasePermissions(context, known.base));
}

/** Bigeye does not return the base of a role: its permissions are then the role's own. */
const unset: Known = { base: null, description: null, permissions: null };

function toContent(role: Known & { readonly name: string; readonly permissions: readonly Permission[] }): RoleContent {
  return {
    name: role.name,
    description: role.description ?? "",
    baseRole: role.base === null ? "ROLE_TYPE_UNSPECIFIED" : `ROLE_TYPE_${role.base}`,
    rolePermissions: toRolePermissions(role.permissions),
  };
}

/** Whether a role has the requested content; a base adds permissions to it. */
function hasContent(row: Role, { description, rolePermissions }: RoleContent): boolean {
  const held = fromRolePermissions(row.rolePermissions);
  const { hasBase: hasAll } = separateOwnPart(held, fromRolePermissions(rolePermissions), null);
  return row.roleType === "ROLE_TYPE_CUSTOM" && row.description === description && hasAll;
}

/** Returns the role's id. */
async function make(context: Context<BigeyeConnection>, content: RoleContent): Promise<string> {
  const client = context.client.during(context.signal);
  const { name } = content;
  return createNamed(context, {
    kind: roleKind,
    name,
    creations: context.client.creationsOf("role"),
    list: () => client.listRoles(),
    create: async () => (await client.createRole(content)).id,
    matches: (row) => hasContent(row, content),
    // Bigeye does not return the base of a role, so the whole content is written again.
    async adopt({ id }) {
      await client.updateRole(id, content).catch((error: unknown) => {
        throw new PartlyCreated({ id, name, managed: false }, error);
      });
      return id;
    },
  });
}

/** Whether a change must be sent to Bigeye. `listSentChanges` omits the base, because Bigeye never returns it. */
function isWriteNeeded({ prior, planned }: Planned): boolean {
  if (prior === null || prior.base !== planned.base) return true;
  return listSentChanges(definition, { prior, planned }).length > 0;
}

function findPlanErrors(context: Context<BigeyeConnection>, { prior, planned }: Planned): readonly AccessError[] {
  const { permissions, base } = planned;
  const managed = checkManagedRole(context, prior, isWriteNeeded({ prior, planned }));
  if (managed.length > 0) return managed;
  if (base !== null || !Array.isArray(permissions) || permissions.length > 0) return [];
  const advice = "Add at least one permission, or set `base`.";
  const message = "Bigeye role: `permissions` is empty, but a role without a `base` needs at least one.";
  return [new AccessError("invalid_value", message, { path: ["permissions"], advice })];
}

export const role: Adapter<typeof definition, BigeyeConnection> = {
  plan: (context, change) => ({ errors: findPlanErrors(context, change) }),
  async create(context, { name, description, base, permissions }) {
    const id = await make(context, toContent({ name, description, base, permissions }));
    return { id, name, description, base, permissions, managed: false };
  },
  async read(context, prior) {
    const row = await context.client.reads.readRole(context.client.during(context.signal), prior.id);
    return row && toState(context, row, prior);
  },
  list(context) {
    const { client: bigeye, signal } = context;
    const pages = readWhole(() => bigeye.reads.readRoles(bigeye.during(signal)));
    return toStates(readRows({ what: "Roles", pages, isNeverEmpty }), (row) => describeRole(row, unset, []));
  },
  async update({ client: bigeye, signal }, { prior, plan }) {
    if (isWriteNeeded({ prior, planned: plan })) await bigeye.during(signal).updateRole(prior.id, toContent(plan));
    const { name, description, base, permissions } = plan;
    return { ...prior, name, description, base, permissions };
  },
  remove: removeRole,
};
