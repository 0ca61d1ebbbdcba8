import { AccessError } from "#access/model/errors.ts";
import type { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import type { AttributesOf } from "#access/schema/definition.ts";
import { quoteValue } from "#access/schema/quoted-value.ts";
import type { Plan } from "#access/schema/records.ts";
import { isKnown, isWhollyKnown } from "#access/schema/unknown.ts";
import { readRows, toStates } from "../../shared/lists/read-rows.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import { createTwinError, planRelation, type RelationWords } from "../../shared/relations/plan-relation.ts";
import type { ArizeConnection } from "../connection.ts";
import { hiddenBy } from "../dialect.ts";
import { idTypes } from "../facts/data/limits.ts";
import { describeIds, isIdOf } from "../facts/object-ids.ts";
import { findMissingRole } from "../references.ts";
import { boundTypes, type RoleBinding, type RoleBindingCreation } from "../wire/role-binding.ts";
import { traceTimes } from "../traces.ts";

const bindings = "role binding";

interface Known {
  readonly serviceAccountId: string | null;
  readonly memberId: string | null;
}

/** Arize does not distinguish people and bots, so the configuration decides. After an import, the user is a member. */
function toState(row: RoleBinding, known: Known) {
  const isAccount = known.serviceAccountId !== null;
  return {
    id: row.id,
    roleId: row.role_id,
    groupId: null,
    serviceAccountId: isAccount ? row.user_id : null,
    memberId: isAccount ? null : row.user_id,
    scope: { type: row.resource_type.toLowerCase(), id: row.resource_id },
  };
}

type Planned = Pick<Change<typeof definition>, "prior" | "planned" | "replaces">;

type Bound = Pick<Plan<AttributesOf<typeof definition>>, "roleId" | "serviceAccountId" | "memberId" | "scope">;

function readRequired({ roleId, scope, serviceAccountId, memberId }: Bound): RoleBindingCreation {
  const user = serviceAccountId ?? memberId;
  if (user === null || scope === null) {
    throw new AccessError("invalid_value", "An Arize role binding needs `scope`, and a member or an account.");
  }
  const type = scope.type === "project" ? "PROJECT" : "SPACE";
  return { role_id: roleId, user_id: user, resource_type: type, resource_id: scope.id };
}

/** The vendor's ids contain their own type, so that a mismatch is known before any request. */
function findScopeErrors(scope: unknown): readonly AccessError[] {
  if (!isKnown(scope) || typeof scope !== "object" || scope === null) return [];
  const { type, id } = scope as { readonly type: unknown; readonly id: unknown };
  if (typeof type !== "string" || typeof id !== "string") return [];
  const wanted = type === "project" ? idTypes.project : idTypes.space;
  if (isIdOf(wanted, id)) return [];
  const message = `Arize role_binding: \`scope.id\` is ${quoteValue(id)}, and \`scope.type\` is ${quoteValue(type)}; it must be ${describeIds(wanted)}.`;
  return [new AccessError("invalid_value", message, { path: ["scope"] })];
}

function describePlace({ user_id, resource_type, resource_id }: Omit<RoleBindingCreation, "role_id">): string {
  return `user ${user_id} on ${resource_type.toLowerCase()} ${resource_id}`;
}

/** Arize allows one binding for a user and a place, whatever its role. */
function relationOf(wanted: Parameters<typeof describePlace>[0]) {
  return { kind: bindings, pair: describePlace(wanted) };
}

function toWords(wanted: RoleBindingCreation): RelationWords {
  const search = "`scope` and the user's id";
  return { does: `bind ${describePlace(wanted)} to a role`, row: "binding", attribute: "scope", search };
}

/** Reports a second resource for the same binding. */
function planPair(context: Context<ArizeConnection>, { prior, planned, replaces }: Planned): readonly AccessError[] {
  const { serviceAccountId, memberId, scope, roleId } = planned;
  if (!isKnown(serviceAccountId) || !isKnown(memberId) || !isWhollyKnown(scope)) return [];
  const role = isKnown(roleId) ? roleId : "";
  const wanted = readRequired({ roleId: role, serviceAccountId, memberId, scope: scope as Bound["scope"] });
  return planRelation(context, {
    prior: prior && { ...relationOf(readRequired(prior)), id: prior.id },
    planned: relationOf(wanted),
    replaces,
    words: toWords(wanted),
  });
}

function createTakenError(wanted: RoleBindingCreation, row: RoleBinding, cause?: unknown): AccessError {
  const message = `A binding of ${describePlace(wanted)} exists already: ${row.id}, with role ${row.role_id}. Arize allows only one.`;
  const advice = `If another resource manages it (terraform state list -id=${row.id}), keep one of the two. To manage it here: terraform import ADDRESS ${row.id}`;
  return new AccessError("already_exists", message, { path: ["scope"], advice, cause });
}

async function bind(context: Context<ArizeConnection>, wanted: RoleBindingCreation): Promise<RoleBinding> {
  const client = context.client.during(context.signal);
  return establish(context, {
    ...relationOf(wanted),
    give: () => client.createRoleBinding(wanted),
    async findAfter(error) {
      const rows = await client.listRoleBindings(wanted.resource_type, wanted.user_id);
      const row = rows.find((one) => one.resource_id === wanted.resource_id && one.user_id === wanted.user_id);
      if (row !== undefined && row.role_id !== wanted.role_id) throw createTakenError(wanted, row, error);
      return row;
    },
    refuseTwin: (row) => createTwinError(context, toWords(wanted), row.id),
    warnAdopted(row, isResponseLost) {
      const summary = isResponseLost
        ? "The response was lost, and the binding exists"
        : "The binding existed already and is managed from now on";
      const detail = `${row.id} binds ${describePlace(wanted)} to role ${row.role_id}. Destroying this resource removes the role.`;
      context.warn(summary, detail);
    },
  });
}

export const roleBinding: Adapter<typeof definition, ArizeConnection> = {
  async plan(context, change) {
    const { prior, planned } = change;
    const twins = planPair(context, change);
    if (twins.length > 0 || (prior !== null && prior.roleId === planned.roleId)) return { errors: twins };
    return { errors: [...findScopeErrors(planned.scope), ...(await findMissingRole(context, planned.roleId))] };
  },
  create: async (context, plan) => toState(await bind(context, readRequired(plan)), plan),
  async read({ client: arize, signal }, prior) {
    const row = await arize.reads.readBinding(arize.during(signal), prior.id);
    return row && toState(row, prior);
  },
  async *list({ client: arize, signal }) {
    const client = arize.during(signal);
    const unset = { serviceAccountId: null, memberId: null };
    for (const type of boundTypes) {
      const rows = readRows({
        what: `Role bindings on ${type.toLowerCase()}s`,
        pages: client.listRoleBindingPages(type),
        hiddenBy,
      });
      yield* toStates(rows, (row) => toState(row, unset), traceTimes);
    }
  },
  async update({ client: arize, signal }, { prior, plan }) {
    if (prior.roleId === plan.roleId) return prior;
    return toState(await arize.during(signal).updateRoleBinding(prior.id, plan.roleId), plan);
  },
  async remove(context, prior) {
    const take = () => context.client.during(context.signal).deleteRoleBinding(prior.id);
    await dissolve(context, { ...relationOf(readRequired(prior)), row: prior.id }, take);
  },
};
