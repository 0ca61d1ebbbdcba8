import { isKnown } from "#access/schema/unknown.ts";
import { isDeleted, type SignozClient } from "./client.ts";
import { isFormer } from "./member-calls.ts";
import type { SubjectReader } from "./reads.ts";

/** Whoever a role is bound to: SigNoz has one route for accounts and one for users. */
export interface Subject {
  readonly kind: "account" | "member";
  readonly id: string;
}

/** SigNoz keeps at most one assignment of a subject and a role. */
export interface Binding {
  readonly subject: Subject;
  readonly role: string;
}

/** A role that somebody holds, by the assignment's id. */
export interface HeldRole {
  readonly id: string;
  readonly roleId: string;
}

interface Naming {
  readonly serviceAccountId: unknown;
  readonly memberId: unknown;
}

/** What owns an assignment within a run: bindings, and the lists of accounts and members. */
export const assignments = "assignment";

/** An assignment, as the resources of a run own it. */
export function pairOf({ subject, role }: Binding) {
  return { kind: assignments, pair: `${subject.id}/${role}` };
}

function isId(value: unknown): value is string {
  return typeof value === "string" && isKnown(value);
}

/** Undefined where none is named, or one that is not known yet. */
export function subjectOf({ serviceAccountId, memberId }: Naming): Subject | undefined {
  if (isId(serviceAccountId)) return { kind: "account", id: serviceAccountId };
  return isId(memberId) ? { kind: "member", id: memberId } : undefined;
}

export const attributeOf = { account: "serviceAccountId", member: "memberId" } as const;

/** As a sentence begins with it. */
export function titleOf({ kind, id }: Subject): string {
  return `${kind === "account" ? "Account" : "Member"} ${id}`;
}

/** What the subject holds; undefined where it is gone. */
export async function readHeldRoles(
  reader: SubjectReader,
  { kind, id }: Subject,
): Promise<readonly HeldRole[] | undefined> {
  if (kind === "account") {
    const account = await reader.findAccount(id);
    return account === undefined || isDeleted(account) ? undefined : (account.serviceAccountRoles ?? []);
  }
  const user = await reader.users.find(id);
  return user === undefined || isFormer(user) ? undefined : user.userRoles;
}

/** The subject of an assignment of which only the id is known; undefined where there is no such assignment. */
export async function findSubject(client: SignozClient, assignment: string): Promise<Subject | undefined> {
  const account = (await client.findAssignment(assignment))?.serviceAccountId;
  if (account !== undefined) return { kind: "account", id: account };
  const user = (await client.users.findAssignment(assignment))?.userId;
  return user === undefined ? undefined : { kind: "member", id: user };
}

/** Answers the assignment's id, also where it was there already. */
export async function giveRole(client: SignozClient, { subject: { kind, id }, role }: Binding): Promise<string> {
  return kind === "account" ? client.assignRole(id, role) : client.users.assignRole(id, role);
}

export async function takeRole(client: SignozClient, { kind, id: holder }: Subject, id: string): Promise<void> {
  if (kind === "account") await client.deleteAssignment({ id, account: holder });
  else await client.users.deleteAssignment({ id, user: holder });
}
