import { AccessError } from "#access/model/errors.ts";
import type { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { readIfPermitted } from "../../shared/calls/permitted.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import type { SignozConnection } from "../connection.ts";
import { findBindingGain } from "../gains.ts";
import { findMissingAccount, findMissingMember, findMissingRoles } from "../references.ts";
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

function createBesideListError(subject: Subject): AccessError {
  const message = `${titleOf(subject)} has \`role_ids\`, which lists all its roles, but a binding gives it another role: each would undo the other.`;
  const advice = "Add the role to `role_ids`, or remove `role_ids` and use a binding for each role.";
  return new AccessError("invalid_value", message, { path: [attributeOf[subject.kind]], advice });
}

function createTwinError({ subject, role }: Binding, row?: string): AccessError {
  const which = row === undefined ? "" : ` (assignment ${row})`;
  const message = `Two resources of this configuration give role ${role}${which} to ${subject.kind} ${subject.id}. SigNoz keeps only one assignment for both, so destroying either resource would remove it for both.`;
  const argument = toSnakeCase(attributeOf[subject.kind]);
  const listed = row === undefined ? "" : `, or in \`terraform state list -id=${row}\``;
  const advice = `Keep only one of them: look for \`role_id\` and \`${argument}\` with these values${listed}.`;
  return new AccessError("already_exists", message, { path: ["roleId"], advice });
}

/** Reports a second resource for the same binding. */
function planPair(context: Context<SignozConnection>, binding: Binding): readonly AccessError[] {
  const owners = context.client.ownersOf(assignments);
  const { subject, role } = binding;
  const { pair } = pairOf(binding);
  const row = owners.managedRow(pair);
  if (row !== undefined) {
    // Only a warning: when Terraform replaces a resource, it plans the existing binding first and then the new one.
    context.warn(
      "The binding is already managed",
      `${titleOf(subject)} holds role ${role} as assignment ${row}, which a resource of this configuration manages: see \`terraform state list -id=${row}\`. Unless you are replacing that resource, remove this one: destroying either would remove the role for both.`,
    );
  }
  return owners.plan(pair) ? [] : [createTwinError(binding)];
}

async function planCreation(context: Context<SignozConnection>, { planned }: Planned): Promise<readonly AccessError[]> {
  const role = typeof planned.roleId === "string" ? planned.roleId : undefined;
  const subject = subjectOf(planned);
  const owners = context.client.ownersOf(assignments);
  const errors: AccessError[] = [];
  if (subject !== undefined && !owners.addSingle(subject.id)) errors.push(createBesideListError(subject));
  if (role !== undefined && subject !== undefined) errors.push(...planPair(context, { subject, role }));
  if (errors.length > 0) return errors;
  const roles = role === undefined ? [] : await findMissingRoles(context, [role], "roleId");
  return [...(await findMissingSubject(context, subject)), ...roles];
}

async function findMissingSubject(context: Context<SignozConnection>, subject: Subject | undefined) {
  if (subject === undefined) return [];
  const { kind, id } = subject;
  return kind === "account" ? findMissingAccount(context, id) : findMissingMember(context, id, attributeOf.member);
}

function planPresent(context: Context<SignozConnection>, binding: Binding, row: string): readonly AccessError[] {
  const owners = context.client.ownersOf(assignments);
  const { subject, role } = binding;
  const { pair } = pairOf(binding);
  // Terraform plans an existing binding before its replacement, so a binding that is already planned is another resource.
  if (owners.isPlanned(pair)) return [createTwinError(binding, row)];
  if (!owners.manage(pair, row)) {
    context.warn(
      "Two resources manage one binding",
      `${titleOf(subject)} holds role ${role} as assignment ${row}, which two resources of this configuration manage: see \`terraform state list -id=${row}\`. Remove one of them from state (terraform state rm ADDRESS) and from code: destroying either would remove the role for both.`,
    );
  }
  return owners.addSingle(subject.id) ? [] : [createBesideListError(subject)];
}

/** The existing binding that stays; undefined if it is replaced. */
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
    refuseTwin: (row) => createTwinError(binding, row.id),
    warnAdopted: (row) =>
      context.warn(
        "The binding existed already and is managed from now on",
        `${titleOf(subject)} held role ${role} before this run (assignment ${row.id}). Destroying this resource removes the role.`,
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
  gains: findBindingGain,
  async create(context, plan) {
    const subject = subjectOf(plan);
    if (subject === undefined) {
      throw new AccessError("invalid_value", "A SigNoz role binding needs `service_account_id` or `member_id`.");
    }
    if (!context.client.ownersOf(assignments).addSingle(subject.id)) throw createBesideListError(subject);
    const binding = { subject, role: plan.roleId };
    return toState(await bind(context, binding), binding);
  },
  /** Reads the assignment through its subject: its own route still returns it for a deleted account. */
  async read({ client: signoz, signal }, sought) {
    const client = signoz.during(signal);
    const subject = subjectOf(sought) ?? (await findSubject(client, sought.id));
    const held = subject === undefined ? undefined : await readHeldRoles(signoz.reads.createReader(client), subject);
    const row = held?.find(({ id }) => id === sought.id);
    return subject === undefined || row === undefined ? undefined : toState(row.id, { subject, role: row.roleId });
  },
  // Attributes that change in place (reason, until) exist only in state.
  update: (_context, { prior }) => Promise.resolve(prior),
  async remove(context, { id: row, roleId: role, ...prior }) {
    const subject = subjectOf(prior);
    if (subject === undefined) return;
    const take = () => takeRole(context.client.during(context.signal), subject, row);
    await dissolve(context, { ...pairOf({ subject, role }), row }, take);
  },
};
