import { AccessError } from "#access/model/errors.ts";
import type { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { snakeCase } from "#access/schema/names.ts";
import { readIfPermitted } from "../../shared/calls/permitted.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import type { SignozConnection } from "../connection.ts";
import { bindingGain } from "../gains.ts";
import { missingAccount, missingMember, missingRoles } from "../references.ts";
import {
  assignments,
  attributeOf,
  type Binding,
  findSubject,
  giveRole,
  pairOf,
  readHeldRoles,
  type Subject,
  subjectOf,
  takeRole,
  titleOf,
} from "../subjects.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned">;

function toState(id: string, { subject: { kind, id: holder }, role: roleId }: Binding) {
  const none = { serviceAccountId: null, memberId: null, groupId: null, scope: null };
  return { id, roleId, ...none, [attributeOf[kind]]: holder };
}

function besideListError(subject: Subject): AccessError {
  const message = `${titleOf(subject)} has \`role_ids\`, which is all that it may hold, and a binding gives it a role too: one would take away what the other gives.`;
  const advice = "Put the role into `role_ids`, or remove `role_ids` and give each role by a binding.";
  return new AccessError("invalid_value", message, { path: [attributeOf[subject.kind]], advice });
}

function twinError({ subject, role }: Binding, row?: string): AccessError {
  const which = row === undefined ? "" : ` (assignment ${row})`;
  const message = `Two resources of this configuration give role ${role}${which} to ${subject.kind} ${subject.id}. SigNoz keeps one assignment of them, and destroying either resource would take the role from both.`;
  const argument = snakeCase(attributeOf[subject.kind]);
  const listed = row === undefined ? "" : `, or in \`terraform state list -id=${row}\``;
  const advice = `Keep one of them: look for \`role_id\` and \`${argument}\` with these values${listed}.`;
  return new AccessError("already_exists", message, { path: ["roleId"], advice });
}

/** What two resources for one binding, or a list beside it, make impossible. */
function planPair(context: Context<SignozConnection>, binding: Binding): readonly AccessError[] {
  const owners = context.client.owners(assignments);
  const { subject, role } = binding;
  const { pair } = pairOf(binding);
  const row = owners.managedRow(pair);
  if (row !== undefined) {
    // No refusal: of a resource whose replacement was asked for, Terraform plans first what is there, then what comes.
    context.warn(
      "The binding is managed already",
      `${titleOf(subject)} holds role ${role} as assignment ${row}, which a resource of this configuration manages: see \`terraform state list -id=${row}\`. Unless you are replacing that resource, remove this one: destroying either would take the role away from both.`,
    );
  }
  return owners.plan(pair) ? [] : [twinError(binding)];
}

async function planCreation(context: Context<SignozConnection>, { planned }: Planned): Promise<readonly AccessError[]> {
  const role = typeof planned.roleId === "string" ? planned.roleId : undefined;
  const subject = subjectOf(planned);
  const owners = context.client.owners(assignments);
  const errors: AccessError[] = [];
  if (subject !== undefined && !owners.addSingle(subject.id)) errors.push(besideListError(subject));
  if (role !== undefined && subject !== undefined) errors.push(...planPair(context, { subject, role }));
  if (errors.length > 0) return errors;
  const roles = role === undefined ? [] : await missingRoles(context, [role], "roleId");
  return [...(await missingSubject(context, subject)), ...roles];
}

async function missingSubject(context: Context<SignozConnection>, subject: Subject | undefined) {
  if (subject === undefined) return [];
  const { kind, id } = subject;
  return kind === "account" ? missingAccount(context, id) : missingMember(context, id, attributeOf.member);
}

function planPresent(context: Context<SignozConnection>, binding: Binding, row: string): readonly AccessError[] {
  const owners = context.client.owners(assignments);
  const { subject, role } = binding;
  const { pair } = pairOf(binding);
  // What is there is planned before what comes in its place, so that one which was planned before is another resource.
  if (owners.isPlanned(pair)) return [twinError(binding, row)];
  if (!owners.manage(pair, row)) {
    context.warn(
      "Two resources manage one binding",
      `${titleOf(subject)} holds role ${role} as assignment ${row}, which two resources of this configuration manage: see \`terraform state list -id=${row}\`. Remove one of them from state (terraform state rm ADDRESS) and from code: destroying either takes the role away from both.`,
    );
  }
  return owners.addSingle(subject.id) ? [] : [besideListError(subject)];
}

/** What is there and stays; undefined where it is replaced. */
function findLasting({ prior, planned }: Planned): Binding | undefined {
  const subject = subjectOf(planned);
  const { roleId: role } = planned;
  if (prior === null || subject === undefined || role !== prior.roleId) return undefined;
  return subject.id === subjectOf(prior)?.id ? { subject, role: prior.roleId } : undefined;
}

async function bind(context: Context<SignozConnection>, binding: Binding): Promise<string> {
  const { subject, role } = binding;
  const client = context.client.during(context.signal);
  const find = async () => (await readHeldRoles(client, subject))?.find(({ roleId }) => roleId === role);
  const { id } = await establish(context, {
    ...pairOf(binding),
    findBefore: async () => (await readIfPermitted(find()))?.value,
    give: async () => ({ id: await giveRole(client, binding) }),
    findAfter: find,
    refuseTwin: (row) => twinError(binding, row.id),
    warnAdopted: (row) =>
      context.warn(
        "The binding existed already and is managed from now on",
        `${titleOf(subject)} held role ${role} before this run (assignment ${row.id}). Destroying this resource takes the role away.`,
      ),
  });
  return id;
}

export const roleBinding: Adapter<typeof definition, SignozConnection> = {
  async plan(context, { prior, planned }) {
    if (prior === null) return { errors: await planCreation(context, { prior, planned }) };
    const binding = findLasting({ prior, planned });
    return binding === undefined ? {} : { errors: planPresent(context, binding, prior.id) };
  },
  gains: bindingGain,
  async create(context, plan) {
    const subject = subjectOf(plan);
    if (subject === undefined) {
      throw new AccessError("invalid_value", "A SigNoz role binding needs `service_account_id` or `member_id`.");
    }
    if (!context.client.owners(assignments).addSingle(subject.id)) throw besideListError(subject);
    const binding = { subject, role: plan.roleId };
    return toState(await bind(context, binding), binding);
  },
  /** The row as its subject shows it. An assignment's own route still answers for an account that was deleted. */
  async read({ client: signoz, signal }, sought) {
    const client = signoz.during(signal);
    const subject = subjectOf(sought) ?? (await findSubject(client, sought.id));
    const held = subject === undefined ? undefined : await readHeldRoles(signoz.reads.over(client), subject);
    const row = held?.find(({ id }) => id === sought.id);
    return subject === undefined || row === undefined ? undefined : toState(row.id, { subject, role: row.roleId });
  },
  // What can change in place (reason, until) is state only.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove(context, { id: row, roleId: role, ...prior }) {
    const subject = subjectOf(prior);
    if (subject === undefined) return;
    const take = () => takeRole(context.client.during(context.signal), subject, row);
    await dissolve(context, { ...pairOf({ subject, role }), row }, take);
  },
};
