import * as z from "zod";
import { type JsonCalls, pathOf } from "../shared/calls/json-calls.ts";
import type { CheckReads } from "./check-reads.ts";
import { isDeletedUserRefusal } from "./dialect.ts";
import * as commonWire from "./wire/common.ts";
import * as memberWire from "./wire/member.ts";
import * as roleBindingWire from "./wire/role-binding.ts";

const users = "/api/v2/users";
const userRoles = "/api/v2/user_roles";

/** SigNoz keeps returning deleted users, with the status `deleted`. */
export function isDeletedUser({ status }: memberWire.User): boolean {
  return status === "deleted";
}

export interface Invitation {
  readonly email: string;
  readonly displayName?: string;
  readonly frontendBaseUrl?: string;
  readonly userRoles: readonly { readonly id: string }[];
}

interface Shared {
  readonly checks: CheckReads;
  readonly made: Set<string>;
}

/** SigNoz's API calls for users and their roles. All of them require the admin role itself. */
export class MemberCalls {
  readonly #calls: JsonCalls;
  readonly #shared: Shared;

  constructor(calls: JsonCalls, shared: Shared) {
    this.#calls = calls;
    this.#shared = shared;
  }

  async invite(body: Invitation): Promise<string> {
    const call = { what: `Inviting ${body.email}`, path: users, answers: commonWire.created, asked: {} };
    const { id } = await this.#calls.write({ ...call, method: "POST", body });
    this.#shared.made.add(id);
    return id;
  }

  async find(id: string): Promise<memberWire.UserWithRoles | undefined> {
    const asked = { id, userRoles: { each: { userId: id } } };
    const answers = memberWire.userWithRoles;
    return this.#calls.find({ what: `Reading user ${id}`, path: pathOf(users, id), answers, asked });
  }

  /** The user whose session the token is; undefined if the token is an account's key. */
  async findMe(): Promise<memberWire.UserWithRoles | undefined> {
    const what = "Reading the token's own user";
    return this.#calls.find({ what, path: pathOf(users, "me"), answers: memberWire.userWithRoles, asked: {} });
  }

  /** Without deleted users, whose email addresses can be used again, and without roles. */
  async listLive(): Promise<readonly memberWire.User[]> {
    const all = await this.#calls.read({
      what: "Listing users",
      path: users,
      answers: z.array(memberWire.user),
      asked: {},
    });
    return all.filter((row) => !isDeletedUser(row));
  }

  /** Users who hold the role, without their assignments. */
  async listByRole(id: string): Promise<readonly memberWire.User[]> {
    const what = `Listing users of role ${id}`;
    return this.#calls.read({
      what,
      path: pathOf("/api/v2/roles", id, "users"),
      answers: z.array(memberWire.user),
      asked: {},
    });
  }

  async rename(id: string, displayName: string): Promise<void> {
    await this.#calls.run({
      what: `Renaming user ${id}`,
      method: "PUT",
      path: pathOf(users, id),
      body: { displayName },
    });
  }

  /** Success proves nothing: a caller that is not a user gets the answer that the user does not exist (NOTES.md). */
  async delete(id: string): Promise<void> {
    const remove = () => this.#calls.send({ method: "DELETE", path: pathOf(users, id) });
    const answer = await this.#shared.checks.runWrite([id], remove);
    if (!isDeletedUserRefusal(answer)) this.#calls.check(`Deleting user ${id}`, answer, true);
  }

  /** The token with which an invited user sets a password, if any. */
  async findActivation(id: string): Promise<memberWire.ResetPasswordToken | undefined> {
    const path = pathOf(users, id, "reset_password_tokens");
    return this.#calls.find({
      what: `Reading the invitation of user ${id}`,
      path,
      answers: memberWire.resetPasswordToken,
      asked: {},
    });
  }

  async assignRole(user: string, role: string): Promise<string> {
    const what = `Assigning role ${role} to user ${user}`;
    const body = { userId: user, roleId: role };
    // Assigning a role twice returns the existing assignment.
    const call = {
      what,
      method: "POST",
      path: userRoles,
      body,
      isIdempotent: true,
      answers: commonWire.created,
      asked: {},
    } as const;
    return (await this.#shared.checks.runWrite([user], () => this.#calls.write(call))).id;
  }

  async findAssignment(id: string): Promise<roleBindingWire.UserRole | undefined> {
    const answers = roleBindingWire.userRole;
    return this.#calls.find({ what: `Reading user role ${id}`, path: pathOf(userRoles, id), answers, asked: { id } });
  }

  async deleteAssignment({ id, user }: { readonly id: string; readonly user: string | null }): Promise<void> {
    const remove = () => this.#calls.remove(`Deleting user role ${id}`, pathOf(userRoles, id));
    await this.#shared.checks.runWrite(user === null ? [] : [user], remove);
  }
}
