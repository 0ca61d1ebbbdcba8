import { AccessError } from "#access/model/errors.ts";
import type { roleBinding as definition } from "#access/model/nouns/resources/role-binding.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { readIfPermitted } from "../../shared/calls/permitted.ts";
import { readDetails, readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { dissolve, establish } from "../../shared/relations/establish.ts";
import { createTwinError, planRelation, type RelationWords } from "../../shared/relations/plan-relation.ts";
import { isDeleted } from "../client.ts";
import type { SignozConnection } from "../connection.ts";
import { rowsOf } from "../exclusive-roles.ts";
import { isDeletedUser } from "../member-calls.ts";
import { findMissingAccount, findMissingMember, findMissingRoles } from "../references.ts";
import {
  assignments,
  attributeOf,
  type Binding,
  findSubject,
  giveRole,
  type HeldRole,
  pairOf,
  readHeldRoles,
  type Subject,
  subjectOf,
  takeRole,
  titleOf,
} from "../subjects.ts";
import { traceTimes } from "../traces.ts";

type Planned = Pick<Change<typeof definition>, "prior" | "planned" | "replaces">;

function toState(id: string, { subject: { kind, id: holder }, role: roleId }: Binding) {
  const none = { serviceAccountId: null, memberId: null, groupId: null, scope: null };
  return { id, roleId, ...none, [attributeOf[kind]]: holder };
}

function listBound(kind: Subject["kind"], id: string, held: readonly HeldRole[]) {
  return held.map((row) => toState(row.id, { subject: { kind, id }, role: row.roleId }));
}

function createBesideListError(subject: Subject): AccessError {
  const message = `${titleOf(subject)} has \`role_ids\`, which lists all its roles, but a binding gives it another role: each would undo the other.`;
  const advice = "Add the role to `role_ids`, or remove `role_ids` and use a binding for each role.";
  return new AccessError("invalid_value", message, { path: [attributeOf[subject.kind]], advice });
}

function toWords({ subject, role }: Binding): RelationWords {
  const search = `\`role_id\` and \`${toSnakeCase(attributeOf[subject.kind])}\``;
  return { does: `give role ${role} to ${subject.kind} ${subject.id}`, row: "assignment", attribute: "roleId", search };
}

/** Undefined while a side of it is unknown. */
function toBinding(sides: { readonly roleId: unknown } & Parameters<typeof subjectOf>[0]): Binding | undefined {
  const subject = subjectOf(sides);
  return subject === undefined || typeof sides.roleId !== "string" ? undefined : { subject, role: sides.roleId };
}

/** Reports a second resource for the same binding, and one beside `role_ids`. */
function planPair(context: Context<SignozConnection>, { prior, planned, replaces }: Planned): readonly AccessError[] {
  const subject = subjectOf(planned);
  if (subject === undefined) return [];
  if (!context.client.ownersOf(assignments).addSingle(subject.id)) return [createBesideListError(subject)];
  const binding = toBinding(planned);
  const before = prior === null ? undefined : toBinding(prior);
  if (binding === undefined) return [];
  return planRelation(context, {
    prior: prior === null || before === undefined ? null : { ...pairOf(before), id: prior.id },
    planned: pairOf(binding),
    replaces,
    words: toWords(binding),
  });
}

async function planCreation(context: Context<SignozConnection>, { planned }: Planned): Promise<readonly AccessError[]> {
  const roles = typeof planned.roleId === "string" ? await findMissingRoles(context, [planned.roleId], "roleId") : [];
  return [...(await findMissingSubject(context, subjectOf(planned))), ...roles];
}

async function findMissingSubject(context: Context<SignozConnection>, subject: Subject | undefined) {
  if (subject === undefined) return [];
  const { kind, id } = subject;
  return kind === "account" ? findMissingAccount(context, id) : findMissingMember(context, id, attributeOf.member);
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
    refuseTwin: (row) => createTwinError(context, toWords(binding), row.id),
    warnAdopted: (row) =>
      context.warn(
        "The binding existed already and is managed from now on",
        `${titleOf(subject)} held role ${role} before this run (assignment ${row.id}). Destroying this resource removes the role.`,
      ),
  });
  return id;
}

export const roleBinding: Adapter<typeof definition, SignozConnection> = {
  async plan(context, change) {
    const errors = planPair(context, change);
    if (errors.length > 0 || change.prior !== null) return { errors };
    return { errors: await planCreation(context, change) };
  },
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
  /** The roles of each account, then those of each user: SigNoz lists neither across all of them. */
  async *list({ client: signoz, signal }) {
    const client = signoz.during(signal);
    const accounts = readRows({
      what: "Roles of service accounts",
      pages: readWhole(() => signoz.reads.listAccounts(client)),
    });
    const ofAccounts = readDetails(accounts, {
      what: "Roles of service accounts",
      nameOf: ({ name }) => name,
      read: ({ id }) => signoz.reads.readListedAccount(client, id),
    });
    yield* toStates(
      ofAccounts,
      ({ detail }) => (isDeleted(detail) ? [] : listBound("account", detail.id, rowsOf(detail))),
      ({ detail }, at) => traceTimes(rowsOf(detail)[at] ?? {}),
    );
    const users = readRows({ what: "Roles of members", pages: readWhole(() => signoz.reads.listUsers(client)) });
    const ofUsers = readDetails(users, {
      what: "Roles of members",
      nameOf: ({ email }) => email,
      read: ({ id }) => signoz.reads.readUser(client, id),
    });
    yield* toStates(
      ofUsers,
      ({ detail }) => (isDeletedUser(detail) ? [] : listBound("member", detail.id, detail.userRoles)),
      ({ detail }, at) => traceTimes(detail.userRoles[at] ?? {}),
    );
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
