import { PartlyCreated } from "#access/model/errors.ts";
import { role as definition } from "#access/model/nouns/resources/role.ts";
import { holdSameRights, type Permission } from "#access/model/permissions/permission.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { readDetails, readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { keepGrouping } from "../../shared/roles/kept-grouping.ts";
import { checkManagedRole, createManagedRoleError } from "../../shared/roles/managed-role.ts";
import { listSentChanges } from "../../shared/sent-changes.ts";
import type { SignozConnection } from "../connection.ts";
import { permissions as facts } from "../facts/permissions.ts";
import { findLicenseErrors } from "../license.ts";
import { roleKind } from "../named-kinds.ts";
import { fromTransactionGroups, toTransactionGroups } from "../role-permissions.ts";
import { removeRole } from "../role-removal.ts";
import type { Role, RoleCreation } from "../wire/role.ts";
import { traceTimes } from "../traces.ts";

interface Known {
  readonly description: string | null;
  readonly permissions: readonly Permission[] | null;
}

function toState({ id, name, type, description, transactionGroups }: Role, known: Known) {
  return {
    id,
    name,
    description: readAbsentText(description, known.description),
    permissions: keepGrouping(known.permissions, fromTransactionGroups(transactionGroups), facts.canonical),
    managed: type === "managed",
  };
}

/** Whether a role has the requested content. It has no permissions yet if the vendor failed before it set them. */
function hasContent(
  row: Role | undefined,
  { description, transactionGroups: groups }: Omit<RoleCreation, "name">,
): boolean {
  if (row === undefined || row.type === "managed" || row.description !== description) return false;
  const held = fromTransactionGroups(row.transactionGroups);
  return held.length === 0 || holdSameRights(held, fromTransactionGroups(groups), facts.canonical);
}

/** Returns the role's id. */
async function make(context: Context<SignozConnection>, wanted: RoleCreation): Promise<string> {
  const { name, ...content } = wanted;
  const client = context.client.during(context.signal);
  return createNamed(context, {
    kind: roleKind,
    name,
    creations: context.client.creationsOf("role"),
    list: () => client.listRoles(),
    create: () => client.createRole(wanted),
    matches: async ({ id }) => hasContent(await client.findRole(id), content),
    // Write it again: the vendor may have failed after the role and before its permissions.
    async adopt({ id }) {
      await client.updateRole(id, content).catch((error: unknown) => {
        throw new PartlyCreated({ id, name, managed: false }, error);
      });
      return id;
    },
  });
}

export const role: Adapter<typeof definition, SignozConnection> = {
  async plan(context, change) {
    const isSent = change.prior === null || listSentChanges(definition, change).length > 0;
    const errors = checkManagedRole(context, change.prior, isSent);
    return { errors: isSent && errors.length === 0 ? await findLicenseErrors(context) : errors };
  },
  async create(context, { name, description, permissions }) {
    const transactionGroups = toTransactionGroups(permissions);
    const id = await make(context, { name, description: description ?? "", transactionGroups });
    return { id, name, description, permissions, managed: false };
  },
  async read({ client: signoz, signal }, prior) {
    const row = await signoz.reads.readRole(signoz.during(signal), prior.id);
    return row && toState(row, prior);
  },
  /** The list of roles has no permissions. */
  list({ client: signoz, signal }) {
    const client = signoz.during(signal);
    const pages = readRows({ what: "Roles", pages: readWhole(() => client.listRoles()) });
    const details = readDetails(pages, {
      what: "Roles",
      nameOf: ({ name }) => name,
      read: ({ id }) => signoz.reads.readRole(client, id),
    });
    return toStates(
      details,
      ({ detail }) => toState(detail, { description: null, permissions: null }),
      ({ detail }) => traceTimes(detail),
    );
  },
  async update({ client: signoz, signal }, { prior, plan }) {
    if (listSentChanges(definition, { prior, planned: plan }).length > 0) {
      const transactionGroups = toTransactionGroups(plan.permissions);
      await signoz.during(signal).updateRole(prior.id, { description: plan.description ?? "", transactionGroups });
    }
    return { ...prior, description: plan.description, permissions: plan.permissions };
  },
  async remove(context, prior) {
    if (prior.managed) throw createManagedRoleError(context, prior, "deleted");
    await removeRole(context, prior);
  },
};
