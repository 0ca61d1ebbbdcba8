import { isKnown } from "#access/schema/unknown.ts";
import { isDeleted, type SignozClient } from "./client.ts";
import { isDeletedUser } from "./member-calls.ts";
import type { SubjectReader } from "./reads.ts";

/** The holder of a role. SigNoz has one route for accounts and one for users. */
export interface Subject {
  readonly kind: "account" | "member";
  readonly id: string;
}

/** SigNoz keeps at most one assignment for a subject and a role. */
export interface Binding {
  readonly subject: Subject;
  readonly role: string;
}

/** A held role; `id` is the assignment's. */
export interface HeldRole {
  readonly id: string;
  readonly roleId: string;
}

interface Naming {
  readonly serviceAccountId: unknown;
  readonly memberId: unknown;
}

/** The kind under which bindings and lists of roles claim assignments within a run. */
export const assignments = "assignment";

/** The key under which resources of a run claim an assignment. */
export function pairOf({ subject, role }: Binding) {
  return { kind: assignments, pair: `${subject.id}/${role}` };
}

function isId(value: unknown): value is string {
  return typeof value === "string" && isKnown(value);
}

/** Undefined if no subject is set, or it is not known yet. */
export function subjectOf({ serviceAccountId, memberId }: Naming): Subject | undefined {
  if (isId(serviceAccountId)) return { kind: "account", id: serviceAccountId };
  return isId(memberId) ? { kind: "member", id: memberId } : undefined;
}

export const attributeOf = { account: "serviceAccountId", member: "memberId" } as const;

/** For the start of a sentence. */
export function titleOf({ kind, id }: Subject): string {
  return `${kind === "account" ? "Account" : "Member"} ${id}`;
}

/** The roles of the subject; undefined if it does not exist. */
export async function readHeldRoles(
  reader: SubjectReader,
  { kind, id }: Subject,
): Promise<readonly HeldRole[] | undefined> {
  if (kind === "account") {
    const account = await reader.findAccount(id);
    return account === undefined || isDeleted(account) ? undefined : (account.serviceAccountRoles ?? []);
  }
  const user = await reader.users.find(id);
  return user === undefined || isDeletedUser(user) ? undefined : user.userRoles;
}

/** Finds the subject of an assignment by its id; undefined if the assignment does not exist. */
export async function findSubject(client: SignozClient, assignment: string): Promise<Subject | undefined> {
  const account = (await client.findAssignment(assignment))?.serviceAccountId;
  if (account !== undefined) return { kind: "account", id: account };
  const user = (await client.users.findAssignment(assignment))?.userId;
  return user === undefined ? undefined : { kind: "member", id: user };
}

/** Returns the assignment's id, also if it already existed. */
export async function giveRole(client: SignozClient, { subject: { kind, id }, role }: Binding): Promise<string> {
  return kind === "account" ? client.assignRole(id, role) : client.users.assignRole(id, role);
}

export async function takeRole(client: SignozClient, { kind, id: holder }: Subject, id: string): Promise<void> {
  if (kind === "account") await client.deleteAssignment({ id, account: holder });
  else await client.users.deleteAssignment({ id, user: holder });
}
