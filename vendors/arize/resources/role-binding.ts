import { AccessError } from "#access/model/errors.ts";
import type { roleBinding } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import type { Plan } from "#access/schema/records.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import { isOutcomeUnknown } from "../../shared/http/outcome.ts";
import type { ArizeClient } from "../client.ts";
import type { ArizeConnection } from "../connection.ts";
import { permissionsNamed } from "../facts/permissions.ts";
import type { RoleBinding, RoleBindingCreation } from "../wire/role-binding.ts";

interface Known {
  readonly serviceAccountId: string | null;
  readonly memberId: string | null;
}

/** People and bots are both users to Arize; which of the two it is, the configuration says. After an import it is a person. */
function toState({ id, role_id: roleId, user_id: user, resource_type: type, resource_id }: RoleBinding, known: Known) {
  const isAccount = known.serviceAccountId !== null;
  return {
    ...{ id, roleId, groupId: null },
    serviceAccountId: isAccount ? user : null,
    memberId: isAccount ? null : user,
    scope: { type: type.toLowerCase(), id: resource_id },
  };
}

function settled(plan: Plan<AttributesOf<typeof roleBinding>>): RoleBindingCreation {
  const { roleId: role_id, scope } = plan;
  const user = plan.serviceAccountId ?? plan.memberId;
  if (user === null || scope === null) {
    throw new AccessError("invalid_value", "An Arize role binding needs `scope`, and a member or an account.");
  }
  const resource_type = scope.type === "project" ? "PROJECT" : "SPACE";
  return { role_id, user_id: user, resource_type, resource_id: scope.id };
}

function placeOf({ user_id, resource_type, resource_id }: Omit<RoleBindingCreation, "role_id">): string {
  return `user ${user_id} on ${resource_type.toLowerCase()} ${resource_id}`;
}

/** The one binding that a user has on a place. */
async function present(client: ArizeClient, wanted: RoleBindingCreation): Promise<RoleBinding | undefined> {
  const rows = await client.listRoleBindings(wanted.resource_type, wanted.user_id);
  return rows.find((row) => row.resource_id === wanted.resource_id && row.user_id === wanted.user_id);
}

function taken(wanted: RoleBindingCreation, row: RoleBinding, cause: unknown): AccessError {
  const message = `There is a binding of ${placeOf(wanted)} already: ${row.id}, of role ${row.role_id}. Arize keeps one.`;
  const advice = `If a resource of yours has it (terraform state list -id=${row.id}), keep one of the two. To manage it here: terraform import ADDRESS ${row.id}`;
  return new AccessError("already_exists", message, { path: ["scope"], advice, cause });
}

/** What is there already in place of what was to be made: the same role, and no other resource's. */
async function adopt(
  { client: arize, signal, warn }: Context<ArizeConnection>,
  wanted: RoleBindingCreation,
  error: AccessError,
): Promise<RoleBinding> {
  const row = await present(arize.during(signal), wanted);
  if (row === undefined) throw error;
  if (row.role_id !== wanted.role_id || !arize.bindings.take(row.id)) throw taken(wanted, row, error);
  const isLost = isOutcomeUnknown(error);
  warn(
    isLost
      ? "The answer was lost, and the binding is there"
      : "The binding was there already and is managed from now on",
    `${row.id} binds ${placeOf(wanted)} to role ${row.role_id}. Destroying this resource takes the role away.`,
  );
  return row;
}

async function make(context: Context<ArizeConnection>, wanted: RoleBindingCreation): Promise<RoleBinding> {
  const { client: arize, signal } = context;
  try {
    const row = await arize.during(signal).createRoleBinding(wanted);
    arize.bindings.keep(row.id);
    return row;
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    if (error.code === "already_exists" || isOutcomeUnknown(error)) return adopt(context, wanted, error);
    throw error;
  }
}

/** A role that is not there can be bound by no run. */
async function missingRole({ client: arize, signal }: Context<ArizeConnection>, role: unknown) {
  if (typeof role !== "string") return [];
  if ((await arize.reads.role(arize.during(signal), role)) !== undefined) return [];
  const advice = "Take the id from a resource or a data source of this configuration.";
  const message = `There is no role ${role} in this Arize account, or the token cannot read it.`;
  return [new AccessError("not_found", message, { path: ["roleId"], advice })];
}

export const roleBindings: Adapter<typeof roleBinding, ArizeConnection> = {
  async plan(context, { prior, planned }) {
    if (prior !== null && prior.roleId === planned.roleId) return {};
    return { errors: await missingRole(context, planned.roleId) };
  },
  gains({ client: arize, signal }, { prior, planned: { roleId } }) {
    if (prior !== null && prior.roleId === roleId) return undefined;
    return async () => {
      const subject = `The binding of role ${isKnown(roleId) ? roleId : "known after apply"}`;
      if (!isKnown(roleId)) return { subject, before: [], after: unknown };
      const role = await arize.reads.role(arize.during(signal), roleId);
      return { subject, before: [], after: permissionsNamed(role?.permissions ?? []) };
    };
  },
  async create(context, plan) {
    return toState(await make(context, settled(plan)), plan);
  },
  async read({ client: arize, signal }, prior) {
    const row = await arize.reads.binding(arize.during(signal), prior.id);
    if (row === undefined) return undefined;
    arize.bindings.keep(row.id);
    return toState(row, prior);
  },
  async update({ client: arize, signal }, { prior, plan }) {
    if (prior.roleId === plan.roleId) return prior;
    return toState(await arize.during(signal).updateRoleBinding(prior.id, plan.roleId), plan);
  },
  async remove({ client: arize, signal }, { id }) {
    await arize.during(signal).deleteRoleBinding(id);
    arize.bindings.release(id);
  },
};
