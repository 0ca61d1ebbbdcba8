import { AccessError, PartlyCreated } from "#access/model/errors.ts";
import { serviceAccount as definition } from "#access/model/nouns/resources/service-account.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { hasSameMeaning } from "#access/schema/equality.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { createNamed, explainTakenName, type NameHolders } from "../../shared/creation/named-creation.ts";
import { listAddedIds } from "../../shared/existence.ts";
import { readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { isDeleted } from "../client.ts";
import type { SignozConnection } from "../connection.ts";
import { createBesideBindingError, holdExactly, rowsOf } from "../exclusive-roles.ts";
import { accountKind } from "../named-kinds.ts";
import { describeRoles, findMissingRoles } from "../references.ts";
import { assignments } from "../subjects.ts";
import type { ServiceAccount, ServiceAccountWithRoles } from "../wire/service-account.ts";
import { listTexts } from "../../shared/list-texts.ts";
import { traceTimes } from "../traces.ts";

type RoleIds = readonly string[] | null;

interface Sought {
  readonly id: string;
  readonly roleIds: RoleIds;
}

const absent = { description: null, groupIds: null };

/** `roleIds` stays null if code does not set it. */
function toState(row: ServiceAccount, roleIds: RoleIds) {
  return { id: row.id, name: row.name, ...absent, roleIds, email: row.email, status: row.status };
}

function toLiveState(row: ServiceAccountWithRoles | undefined, roleIds: RoleIds) {
  if (row === undefined || isDeleted(row)) return undefined;
  const held = rowsOf(row).map(({ roleId }) => roleId);
  return toState(row, roleIds === null ? null : held);
}

function toNamedCreation({ client: signoz, signal }: Context<SignozConnection>, name: string) {
  const client = signoz.during(signal);
  return {
    kind: accountKind,
    name,
    list: () => client.listLiveAccounts(),
    takenAdvice:
      "No account has that name now, but one was created with it and still has its email address: rename that account back, or delete it.",
  } satisfies NameHolders<ServiceAccount>;
}

async function read({ client: signoz, signal }: Context<SignozConnection>, { id, roleIds }: Sought) {
  const client = signoz.during(signal);
  if (roleIds !== null) return toLiveState(await signoz.reads.readAccount(client, id), roleIds);
  const row = await signoz.reads.readAccountRow(client, id);
  return row === undefined || isDeleted(row) ? undefined : toState(row, null);
}

async function planRoles(
  context: Context<SignozConnection>,
  change: Pick<Change<typeof definition>, "prior" | "planned">,
) {
  const { prior, planned } = change;
  const { roleIds } = planned;
  const before = prior?.roleIds ?? null;
  if (isUnknown(roleIds)) return [];
  if (roleIds === null) {
    if (prior !== null && before !== null && before.length > 0) await warnOfKeptRoles(context, prior, before);
    return [];
  }
  const isAlone = prior === null || context.client.ownersOf(assignments).ownAll(prior.id);
  return isAlone
    ? findMissingRoles(context, listAddedIds(roleIds, before), "roleIds")
    : [createBesideBindingError(prior.id)];
}

async function warnOfKeptRoles(
  context: Context<SignozConnection>,
  { id, name }: { readonly id: string; readonly name: string },
  roles: readonly string[],
) {
  const kept = await describeRoles(context, roles);
  context.warn(
    "The account keeps its roles",
    `\`role_ids\` was removed from account "${name}" (${id}), so Terraform no longer manages its roles. It keeps: ${listTexts(kept)}. To remove them, set \`role_ids = []\`.`,
  );
}

function explainMissingRoles(error: unknown, { id, name }: { readonly id: string; readonly name: string }): unknown {
  if (!(error instanceof AccessError)) return error;
  const message = `${error.message} Account "${name}" (${id}) was created and is in state; not all roles in \`role_ids\` could be assigned to it.`;
  const advice = `Run again to replace the account. To keep it, run "terraform untaint ADDRESS" first: the next apply then assigns its roles.`;
  return new AccessError(error.code, message, { path: ["roleIds"], advice, cause: error });
}

/** Assigns the roles of a new account, which has none. @throws PartlyCreated */
async function giveRoles(context: Context<SignozConnection>, made: Omit<ReturnType<typeof toState>, "email">) {
  if (made.roleIds === null) return;
  context.client.ownersOf(assignments).ownAll(made.id);
  await holdExactly(context, made.id, { roles: made.roleIds, before: [], rows: [] }).catch((error: unknown) => {
    throw new PartlyCreated({ ...made, roleIds: [] }, explainMissingRoles(error, made));
  });
}

export const serviceAccount: Adapter<typeof definition, SignozConnection> = {
  plan: async (context, change) => ({ errors: await planRoles(context, change) }),
  async create(context, { name, roleIds }) {
    const client = context.client.during(context.signal);
    const id = await createNamed(context, {
      ...toNamedCreation(context, name),
      creations: context.client.creationsOf("account"),
      create: () => client.createAccount(name),
      // The request sends only the name. An account that has a role already is somebody else's.
      matches: async ({ id: found }) => {
        const row = await client.findAccount(found);
        return row !== undefined && rowsOf(row).length === 0;
      },
      adopt: (row) => row.id,
    });
    const made = { id, name, ...absent, roleIds, email: null, status: "active" };
    await giveRoles(context, made);
    try {
      return toLiveState(await client.findAccount(id), roleIds) ?? made;
    } catch (error) {
      if (!(error instanceof AccessError)) throw new PartlyCreated(made, error);
      const detail = `${error.message} The next plan reads it again.`;
      context.warn("The account was created and could not be read back", detail);
      return made;
    }
  },
  read,
  list({ client: signoz, signal }) {
    const pages = readWhole(() => signoz.reads.listAccounts(signoz.during(signal)));
    return toStates(readRows({ what: "Service accounts", pages }), (row) => toState(row, null), traceTimes);
  },
  async update(context, { prior, plan: { name, roleIds } }) {
    const { id } = prior;
    const client = context.client.during(context.signal);
    if (name !== prior.name) {
      await client.renameAccount(id, name).catch(async (error: unknown) => {
        throw await explainTakenName(error, toNamedCreation(context, name));
      });
    }
    if (roleIds !== null && !hasSameMeaning(definition.attributes.roleIds.facts.type, prior.roleIds, roleIds)) {
      if (!context.client.ownersOf(assignments).ownAll(id)) throw createBesideBindingError(id);
      const row = await client.findAccount(id);
      const rows = row === undefined ? [] : rowsOf(row);
      await holdExactly(context, id, { roles: roleIds, before: prior.roleIds ?? [], rows });
    }
    return { ...prior, name, roleIds };
  },
  // SigNoz never deletes a role that a deleted account holds, so remove all its roles first, managed or not.
  async remove({ client: signoz, signal }, { id }) {
    const client = signoz.during(signal);
    const row = await client.findAccount(id);
    if (row === undefined || isDeleted(row)) return;
    for (const assignment of rowsOf(row)) await client.deleteAssignment({ id: assignment.id, account: id });
    await client.deleteAccount(id);
  },
};
