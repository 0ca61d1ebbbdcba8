import { AccessError } from "../../../model/errors.ts";
import type { roleBinding } from "../../../model/resources/role-binding.ts";
import type { Adapter, Change, Context } from "../../../model/vendor.ts";
import { isKnown, unknown } from "../../../schema/unknown.ts";
import type { Pair } from "../assignments.ts";
import { type SignozClient, type SignozConnection, isDeleted } from "../client.ts";
import { missingAccount, missingRoles } from "../existence.ts";
import { roleHeld } from "../rights.ts";
import type { ServiceAccountRole } from "../wire.ts";

type Planned = Pick<Change<typeof roleBinding>, "prior" | "planned">;

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

function knownText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function beside(account: string): AccessError {
  const message = `Account ${account} has \`role_ids\`, which is all that it may hold, and is given a role by a binding too: the one would take away what the other gives.`;
  const advice = "Put the role into `role_ids`, or take `role_ids` out and give each role by a binding.";
  return new AccessError("invalid_value", message, { path: ["serviceAccountId"], advice });
}

function twice({ account, role }: Pair, row?: string): AccessError {
  const which = row === undefined ? "" : ` (assignment ${row})`;
  const message = `Account ${account} is given role ${role}${which} by two resources of this configuration. SigNoz keeps one assignment of them, and destroying either resource would take it from both.`;
  const advice = `Keep one of them: look for \`role_id\` and \`service_account_id\` with these values${row === undefined ? "" : `, or in \`terraform state list -id=${row}\``}.`;
  return new AccessError("already_exists", message, { path: ["roleId"], advice });
}

async function planCreation(context: Context<SignozConnection>, { planned }: Planned): Promise<readonly AccessError[]> {
  const { assignments } = context.client;
  const [role, account] = [knownText(planned.roleId), knownText(planned.serviceAccountId)];
  const errors: AccessError[] = [];
  if (account !== undefined && !assignments.bind(account)) errors.push(beside(account));
  if (role !== undefined && account !== undefined) {
    const pair = { account, role };
    if (!assignments.plan(pair)) errors.push(twice(pair));
    const row = assignments.managed(pair);
    if (row !== undefined) {
      // No refusal: of a resource whose replacement was asked for, Terraform plans first what is there, then what comes.
      context.warn(
        "The binding is managed already",
        `Account ${account} holds role ${role} as assignment ${row}, which a resource of this configuration manages: see \`terraform state list -id=${row}\`. Unless that is what you are replacing, leave this one out: destroying either would take the role away from both.`,
      );
    }
  }
  if (errors.length > 0) return errors;
  const missing = account === undefined ? undefined : await missingAccount(context, account);
  const roles = role === undefined ? [] : await missingRoles(context, [role], "roleId");
  return missing === undefined ? roles : [missing, ...roles];
}

/** What the account holds already; undefined where the token may not look. */
async function present(client: SignozClient, { account, role }: Pair): Promise<ServiceAccountRole | undefined> {
  try {
    return (await client.findAccount(account))?.serviceAccountRoles?.find((row) => row.roleId === role);
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}

async function assign({ client: signoz, signal, warn }: Context<SignozConnection>, pair: Pair): Promise<string> {
  const { account, role } = pair;
  const client = signoz.during(signal);
  const before = await present(client, pair);
  if (before !== undefined && signoz.assignments.isKept(before.id)) throw twice(pair, before.id);
  // Assigning is idempotent: it answers the row that is there.
  const id = await client.assignRole(account, role);
  if (signoz.assignments.isKept(id)) throw twice(pair, id);
  signoz.assignments.keep(id);
  if (before?.id === id) {
    warn(
      "The binding was there already and is managed from now on",
      `Account ${account} held role ${role} before this run (assignment ${id}). Destroying this resource takes the role away.`,
    );
  }
  return id;
}

function planPresent(context: Context<SignozConnection>, pair: Pair, row: string): readonly AccessError[] {
  const { assignments } = context.client;
  // What is there is planned before what comes in its place, so that one which was planned before is another resource.
  if (assignments.isPlanned(pair)) return [twice(pair, row)];
  if (!assignments.manage(pair, row)) {
    context.warn(
      "Two resources manage one binding",
      `Account ${pair.account} holds role ${pair.role} as assignment ${row}, which two resources of this configuration manage: see \`terraform state list -id=${row}\`. Take one out of state (terraform state rm ADDRESS) and out of code: destroying either takes the role away from both.`,
    );
  }
  return assignments.bind(pair.account) ? [] : [beside(pair.account)];
}

export const roleBindings: Adapter<typeof roleBinding, SignozConnection> = {
  async plan(context, { prior, planned }) {
    if (prior === null) return { errors: await planCreation(context, { prior, planned }) };
    const { roleId: role, serviceAccountId: account } = planned;
    const isReplaced = role !== prior.roleId || account !== prior.serviceAccountId || account === null;
    return isReplaced ? {} : { errors: planPresent(context, { account, role }, prior.id) };
  },
  gains(context, { prior, planned }) {
    // What can change in place says nothing about what is given.
    if (prior !== null) return undefined;
    const { roleId: role, serviceAccountId: account } = planned;
    const subject = `The binding to ${isKnown(account) ? `account ${account}` : "an account"}`;
    return async () => {
      if (!isKnown(role)) return { subject, before: [], after: unknown };
      const held = await roleHeld(context, role);
      const named = `${subject} of role "${held?.name ?? role}" (${role})`;
      return { subject: named, before: [], after: held?.permissions ?? [] };
    };
  },
  async create(context, { roleId: role, serviceAccountId: account }) {
    if (account === null) throw new AccessError("invalid_value", "A SigNoz role binding needs an account.");
    const { assignments } = context.client;
    if (!assignments.bind(account)) throw beside(account);
    const pair = { account, role };
    const id = await assignments.inTurn(pair, () => assign(context, pair));
    return toState(id, { roleId: role, serviceAccountId: account });
  },
  read,
  // What can change in place (reason, until) is state only.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove({ client: signoz, signal }, { id, roleId: role, serviceAccountId: account }) {
    const { assignments } = signoz;
    await assignments.inTurn({ account: account ?? "", role }, async () => {
      // What this run returned as another resource's, such as its successor's, stays.
      if (!assignments.isKept(id)) await signoz.during(signal).deleteAssignment({ id, account });
    });
  },
};
