import { AccessError } from "../../../model/errors.ts";
import type { roleBinding } from "../../../model/resources/role-binding.ts";
import type { Adapter, Context } from "../../../model/vendor.ts";
import { type SignozConnection, isDeleted } from "../client.ts";

interface Sought {
  readonly id: string;
  readonly serviceAccountId: string | null;
}

function toState(id: string, { roleId, serviceAccountId }: { roleId: string; serviceAccountId: string }) {
  return { id, roleId, serviceAccountId, memberId: null, groupId: null, scope: null };
}

/** The row as the account shows it. The assignment's own route still answers for an account that was deleted. */
async function read({ client: signoz, signal }: Context<SignozConnection>, { id, serviceAccountId }: Sought) {
  const client = signoz.during(signal);
  const accountId = serviceAccountId ?? (await client.findAssignment(id))?.serviceAccountId;
  const account = accountId === undefined ? undefined : await client.findAccount(accountId);
  if (account === undefined || isDeleted(account)) return undefined;
  const row = account.serviceAccountRoles?.find((assignment) => assignment.id === id);
  return row === undefined ? undefined : toState(id, row);
}

export const roleBindings: Adapter<typeof roleBinding, SignozConnection> = {
  async create({ client: signoz, signal, warn }, { roleId, serviceAccountId }) {
    if (serviceAccountId === null) throw new AccessError("invalid_value", "A SigNoz role binding needs an account.");
    const client = signoz.during(signal);
    const account = await client.findAccount(serviceAccountId);
    const present = account?.serviceAccountRoles?.find((row) => row.roleId === roleId);
    // Assigning is idempotent: it answers the row that is there.
    const id = await client.assignRole(serviceAccountId, roleId);
    if (present?.id === id) {
      warn(
        "The binding was there already and is managed from now on",
        `Account ${serviceAccountId} held role ${roleId} before this run (assignment ${id}). Destroying this resource takes the role away.`,
      );
    }
    return toState(id, { roleId, serviceAccountId });
  },
  read,
  // What can change in place (reason, until) is state only.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove({ client: signoz, signal }, { id }) {
    await signoz.during(signal).deleteAssignment(id);
  },
};
