import { isKnown } from "#access/schema/unknown.ts";
import { type SignozClient, isDeleted } from "./client.ts";
import type { SubjectReader } from "./shared-view.ts";
import { isFormer } from "./user-calls.ts";

/** Whoever a role is bound to: SigNoz has one route for accounts and one for users. */
export interface Subject {
  readonly kind: "account" | "member";
  readonly id: string;
}

/** A role that somebody holds, by the assignment's id. */
export interface Held {
  readonly id: string;
  readonly roleId: string;
}

interface Naming {
  readonly serviceAccountId: unknown;
  readonly memberId: unknown;
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
export async function rolesHeldBy(reader: SubjectReader, { kind, id }: Subject): Promise<readonly Held[] | undefined> {
  if (kind === "account") {
    const account = await reader.findAccount(id);
    return account === undefined || isDeleted(account) ? undefined : (account.serviceAccountRoles ?? []);
  }
  const user = await reader.users.find(id);
  return user === undefined || isFormer(user) ? undefined : user.userRoles;
}

/** The subject of an assignment of which only the id is known; undefined where there is no such assignment. */
export async function subjectOfAssignment(client: SignozClient, id: string): Promise<Subject | undefined> {
  const account = (await client.findAssignment(id))?.serviceAccountId;
  if (account !== undefined) return { kind: "account", id: account };
  const user = (await client.users.findAssignment(id))?.userId;
  return user === undefined ? undefined : { kind: "member", id: user };
}

/** Answers the assignment's id, also where it was there already. */
export async function giveRole(client: SignozClient, { kind, id }: Subject, role: string): Promise<string> {
  return kind === "account" ? client.assignRole(id, role) : client.users.assignRole(id, role);
}

export async function takeRole(client: SignozClient, { kind, id: holder }: Subject, id: string): Promise<void> {
  if (kind === "account") await client.deleteAssignment({ id, account: holder });
  else await client.users.deleteAssignment({ id, user: holder });
}
