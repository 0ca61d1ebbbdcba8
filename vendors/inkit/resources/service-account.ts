import { AccessError } from "#access/model/errors.ts";
import type { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown, isUnknown, unknown } from "#access/schema/unknown.ts";
import type { InkitConnection } from "../connection.ts";
import { descriptionOf, isSameSet, makeOnce } from "../making.ts";
import type { ServiceAccount, ServiceAccountUpdate } from "../wire/service-account.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;

const absent = { groupIds: null, email: null, status: null };

function toState(row: ServiceAccount, known: { readonly description: string | null }) {
  const roleIds = row.roles.map(({ id }) => id);
  return { id: row.id, name: row.name, description: descriptionOf(row, known.description), roleIds, ...absent };
}

/** Both are there: Inkit's facts require them. */
function rolesOf({ roleIds }: { readonly roleIds: readonly string[] | null }): readonly string[] {
  if (roleIds !== null && roleIds.length > 0) return roleIds;
  const message = "An Inkit API key needs at least one role.";
  throw new AccessError("invalid_value", message, { path: ["roleIds"], advice: "Put one into `role_ids`." });
}

/** Roles that are given and do not exist. One that the token may not read is not called missing. */
async function missingRoles({ client: inkit, signal }: Context<InkitConnection>, { prior, planned }: Planned) {
  if (isUnknown(planned.roleIds) || planned.roleIds === null) return [];
  const added = planned.roleIds.filter((id): id is string => isKnown(id) && prior?.roleIds?.includes(id) !== true);
  const errors: AccessError[] = [];
  for (const id of added.filter((one) => !inkit.madeRoles.has(one))) {
    try {
      if ((await inkit.role(id, signal)) !== undefined) continue;
    } catch (error) {
      if (error instanceof AccessError && error.code === "forbidden") return [];
      throw error;
    }
    const advice =
      "Take the id from a resource or a data source of this configuration, so that it is that of what exists.";
    const message = `There is no role ${id} in this Inkit organization.`;
    errors.push(new AccessError("not_found", message, { path: ["roleIds"], advice }));
  }
  return errors;
}

export const serviceAccounts: Adapter<typeof definition, InkitConnection> = {
  async plan(context, change) {
    return { errors: await missingRoles(context, change) };
  },
  // Inkit tells nobody what a token may do, so that the guard compares nothing and says so.
  gains: (_context, { prior, planned: { name, roleIds } }) => {
    const before = prior?.roleIds ?? [];
    if (isKnown(roleIds) && roleIds?.every((id) => isKnown(id) && before.includes(id)) === true) return undefined;
    const subject = `\`role_ids\` of account ${isKnown(name) ? `"${name}"` : "(known after apply)"}`;
    return () => ({ subject, before: [], after: unknown });
  },
  async create(context, plan) {
    const { client: inkit, signal } = context;
    const client = inkit.during(signal);
    const roles = rolesOf(plan);
    const asked = { name: plan.name, description: plan.description ?? "", roles: [...roles] };
    const row = await makeOnce(context, {
      noun: "account",
      name: plan.name,
      creations: inkit.createdAccounts,
      list: () => client.listAccounts(),
      create: () => client.createAccount(asked),
      isAsked: (one) => {
        const held = one.roles.map(({ id }) => id);
        return one.description === asked.description && isSameSet(held, roles) && !one.has_key;
      },
    });
    return toState(row, plan);
  },
  async read({ client: inkit, signal }, prior) {
    const row = await inkit.account(prior.id, signal);
    return row === undefined ? undefined : toState(row, prior);
  },
  async update({ client: inkit, signal }, { prior, plan }) {
    const roles = rolesOf(plan);
    const description = plan.description ?? "";
    const changed: ServiceAccountUpdate = {
      ...(plan.name === prior.name ? {} : { name: plan.name }),
      ...(description === (prior.description ?? "") ? {} : { description }),
      ...(isSameSet(prior.roleIds ?? [], roles) ? {} : { roles: [...roles] }),
    };
    if (Object.keys(changed).length === 0) return { ...prior, description: plan.description };
    return toState(await inkit.during(signal).updateAccount(prior.id, changed), plan);
  },
  async remove({ client: inkit, signal }, { id }) {
    await inkit.during(signal).deleteAccount(id);
  },
};
