import { AccessError } from "#access/model/errors.ts";
import type { roleBinding } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { snakeCase } from "#access/schema/names.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import type { SignozClient, SignozConnection } from "../client.ts";
import { missingAccount, missingMember, missingRoles } from "../existence.ts";
import { roleHeld } from "../rights.ts";
import {
  attributeOf,
  giveRole,
  type Held,
  rolesHeldBy,
  type Subject,
  subjectOf,
  subjectOfAssignment,
  takeRole,
  titleOf,
} from "../subjects.ts";

type Planned = Pick<Change<typeof roleBinding>, "prior" | "planned">;

interface Binding {
  readonly subject: Subject;
  readonly role: string;
}

function pairOf({ subject, role }: Binding) {
  return { holder: subject.id, role };
}

function toState(id: string, { subject: { kind, id: holder }, role: roleId }: Binding) {
  const none = { serviceAccountId: null, memberId: null, groupId: null, scope: null };
  return { id, roleId, ...none, [attributeOf[kind]]: holder };
}

interface Sought {
  readonly id: string;
  readonly serviceAccountId: string | null;
  readonly memberId: string | null;
}

/** The row as its subject shows it. An assignment's own route still answers for an account that was deleted. */
async function read({ client: signoz, signal }: Context<SignozConnection>, sought: Sought) {
  const client = signoz.during(signal);
  const subject = subjectOf(sought) ?? (await subjectOfAssignment(client, sought.id));
  const held = subject === undefined ? undefined : await rolesHeldBy(signoz.view.over(client), subject);
  const row = held?.find(({ id }) => id === sought.id);
  return subject === undefined || row === undefined ? undefined : toState(row.id, { subject, role: row.roleId });
}

function beside(subject: Subject): AccessError {
  const message = `${titleOf(subject)} has \`role_ids\`, which is all that it may hold, and is given a role by a binding too: the one would take away what the other gives.`;
  const advice = "Put the role into `role_ids`, or take `role_ids` out and give each role by a binding.";
  return new AccessError("invalid_value", message, { path: [attributeOf[subject.kind]], advice });
}

function twice({ subject, role }: Binding, row?: string): AccessError {
  const which = row === undefined ? "" : ` (assignment ${row})`;
  const message = `${titleOf(subject)} is given role ${role}${which} by two resources of this configuration. SigNoz keeps one assignment of them, and destroying either resource would take it from both.`;
  const argument = snakeCase(attributeOf[subject.kind]);
  const advice = `Keep one of them: look for \`role_id\` and \`${argument}\` with these values${row === undefined ? "" : `, or in \`terraform state list -id=${row}\``}.`;
  return new AccessError("already_exists", message, { path: ["roleId"], advice });
}

async function missingSubject(context: Context<SignozConnection>, { kind, id }: Subject) {
  return kind === "account" ? missingAccount(context, id) : missingMember(context, id, attributeOf.member);
}

/** What two resources for one binding, or a list beside it, make impossible. */
function planPair(context: Context<SignozConnection>, binding: Binding): readonly AccessError[] {
  const { assignments } = context.client;
  const { subject, role } = binding;
  const row = assignments.managed(pairOf(binding));
  if (row !== undefined) {
    // No refusal: of a resource whose replacement was asked for, Terraform plans first what is there, then what comes.
    context.warn(
      "The binding is managed already",
      `${titleOf(subject)} holds role ${role} as assignment ${row}, which a resource of this configuration manages: see \`terraform state list -id=${row}\`. Unless that is what you are replacing, leave this one out: destroying either would take the role away from both.`,
    );
  }
  return assignments.plan(pairOf(binding)) ? [] : [twice(binding)];
}

async function planCreation(context: Context<SignozConnection>, { planned }: Planned): Promise<readonly AccessError[]> {
  const role = typeof planned.roleId === "string" ? planned.roleId : undefined;
  const subject = subjectOf(planned);
  const errors: AccessError[] = [];
  if (subject !== undefined && !context.client.assignments.bind(subject.id)) errors.push(beside(subject));
  if (role !== undefined && subject !== undefined) errors.push(...planPair(context, { subject, role }));
  if (errors.length > 0) return errors;
  const missing = subject === undefined ? undefined : await missingSubject(context, subject);
  const roles = role === undefined ? [] : await missingRoles(context, [role], "roleId");
  return missing === undefined ? roles : [missing, ...roles];
}

/** What the subject holds already; undefined where the token may not look. */
async function present(client: SignozClient, { subject, role }: Binding): Promise<Held | undefined> {
  try {
    return (await rolesHeldBy(client, subject))?.find(({ roleId }) => roleId === role);
  } catch (error) {
    if (error instanceof AccessError && error.code === "forbidden") return undefined;
    throw error;
  }
}

async function assign({ client: signoz, signal, warn }: Context<SignozConnection>, binding: Binding): Promise<string> {
  const { subject, role } = binding;
  const client = signoz.during(signal);
  const before = await present(client, binding);
  if (before !== undefined && signoz.assignments.isKept(before.id)) throw twice(binding, before.id);
  // Assigning is idempotent: it answers the row that is there.
  const id = await giveRole(client, subject, role);
  if (signoz.assignments.isKept(id)) throw twice(binding, id);
  signoz.assignments.keep(id);
  if (before?.id === id) {
    warn(
      "The binding was there already and is managed from now on",
      `${titleOf(subject)} held role ${role} before this run (assignment ${id}). Destroying this resource takes the role away.`,
    );
  }
  return id;
}

function planPresent(context: Context<SignozConnection>, binding: Binding, row: string): readonly AccessError[] {
  const { assignments } = context.client;
  const { subject, role } = binding;
  const pair = pairOf(binding);
  // What is there is planned before what comes in its place, so that one which was planned before is another resource.
  if (assignments.isPlanned(pair)) return [twice(binding, row)];
  if (!assignments.manage(pair, row)) {
    context.warn(
      "Two resources manage one binding",
      `${titleOf(subject)} holds role ${role} as assignment ${row}, which two resources of this configuration manage: see \`terraform state list -id=${row}\`. Take one out of state (terraform state rm ADDRESS) and out of code: destroying either takes the role away from both.`,
    );
  }
  return assignments.bind(subject.id) ? [] : [beside(subject)];
}

/** What is there and stays; undefined where it is replaced. */
function lasting({ prior, planned }: Planned): Binding | undefined {
  const subject = subjectOf(planned);
  const { roleId: role } = planned;
  if (prior === null || subject === undefined || role !== prior.roleId) return undefined;
  return subject.id === subjectOf(prior)?.id ? { subject, role: prior.roleId } : undefined;
}

function toWhom({ serviceAccountId, memberId }: Planned["planned"]): string {
  const [noun, id] = memberId === null ? ["account", serviceAccountId] : ["member", memberId];
  return typeof id === "string" ? `${noun} ${id}` : noun === "account" ? "an account" : "a member";
}

export const roleBindings: Adapter<typeof roleBinding, SignozConnection> = {
  async plan(context, { prior, planned }) {
    if (prior === null) return { errors: await planCreation(context, { prior, planned }) };
    const binding = lasting({ prior, planned });
    return binding === undefined ? {} : { errors: planPresent(context, binding, prior.id) };
  },
  gains(context, { prior, planned }) {
    // What can change in place says nothing about what is given.
    if (prior !== null) return undefined;
    const { roleId: role } = planned;
    const subject = `The binding to ${toWhom(planned)}`;
    return async () => {
      if (!isKnown(role)) return { subject, before: [], after: unknown };
      const held = await roleHeld(context, role);
      const named = `${subject} of role "${held?.name ?? role}" (${role})`;
      return { subject: named, before: [], after: held?.permissions ?? [] };
    };
  },
  async create(context, plan) {
    const subject = subjectOf(plan);
    if (subject === undefined)
      throw new AccessError("invalid_value", "A SigNoz role binding needs somebody to hold it.");
    const { assignments } = context.client;
    if (!assignments.bind(subject.id)) throw beside(subject);
    const binding = { subject, role: plan.roleId };
    const id = await assignments.inTurn(pairOf(binding), () => assign(context, binding));
    return toState(id, binding);
  },
  read,
  // What can change in place (reason, until) is state only.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove({ client: signoz, signal }, prior) {
    const subject = subjectOf(prior);
    if (subject === undefined) return;
    const { assignments } = signoz;
    await assignments.inTurn(pairOf({ subject, role: prior.roleId }), async () => {
      // What this run returned as another resource's, such as its successor's, stays.
      if (!assignments.isKept(prior.id)) await takeRole(signoz.during(signal), subject, prior.id);
    });
  },
};
