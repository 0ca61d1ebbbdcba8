import { AccessError } from "#access/model/errors.ts";
import type { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import type { Adapter } from "#access/model/vendors/adapter.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { readAbsentText } from "../../shared/absent-text.ts";
import { createNamed } from "../../shared/creation/named-creation.ts";
import { listAddedIds } from "../../shared/existence.ts";
import { readRows, toStates } from "../../shared/lists/read-rows.ts";
import type { InkitConnection } from "../connection.ts";
import { accountKind } from "../named-kinds.ts";
import { findMissingRoles } from "../references.ts";
import { isSameSet } from "../../shared/same-set.ts";
import type { ServiceAccount, ServiceAccountUpdate } from "../wire/service-account.ts";
import { traceAccount } from "../traces.ts";

const absent = { groupIds: null, email: null, status: null };

function rolesOf({ roles }: ServiceAccount): readonly string[] {
  return roles.map(({ id }) => id);
}

function toState(row: ServiceAccount, known: { readonly description: string | null }) {
  const description = readAbsentText(row.description, known.description);
  return { id: row.id, name: row.name, description, roleIds: rolesOf(row), ...absent };
}

/** Inkit's facts require at least one, so this never fails for a validated plan. */
function readRequired({ roleIds }: { readonly roleIds: readonly string[] | null }): readonly string[] {
  if (roleIds !== null && roleIds.length > 0) return roleIds;
  const options = { path: ["roleIds"], advice: "Add a role to `role_ids`." };
  throw new AccessError("invalid_value", "An Inkit API key needs at least one role.", options);
}

export const serviceAccount: Adapter<typeof definition, InkitConnection> = {
  async plan(context, { prior, planned: { roleIds } }) {
    if (isUnknown(roleIds)) return {};
    return { errors: await findMissingRoles(context, listAddedIds(roleIds, prior?.roleIds ?? null)) };
  },
  async create(context, plan) {
    const { client: inkit, signal } = context;
    const client = inkit.during(signal);
    const { name } = plan;
    const roles = [...readRequired(plan)];
    const description = plan.description ?? "";
    const row = await createNamed(context, {
      kind: accountKind,
      name,
      creations: inkit.creationsOf("account"),
      list: () => client.listAccounts(),
      create: () => client.createAccount({ name, description, roles }),
      adopt: (found: ServiceAccount) => found,
      matches: (found) => found.description === description && isSameSet(rolesOf(found), roles) && !found.has_key,
    });
    return toState(row, plan);
  },
  async read({ client: inkit, signal }, prior) {
    const row = await inkit.reads.readAccount(inkit.during(signal), prior.id);
    return row && toState(row, prior);
  },
  list({ client: inkit, signal }) {
    const pages = inkit.reads.readAccountPages(inkit.during(signal));
    return toStates(
      readRows({ what: "Service accounts", pages }),
      (row) => toState(row, { description: null }),
      traceAccount,
    );
  },
  async update({ client: inkit, signal }, { prior, plan }) {
    const roles = readRequired(plan);
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
