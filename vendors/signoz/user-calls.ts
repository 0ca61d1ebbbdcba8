import * as z from "zod";
import type { Answer } from "../shared/http/content.ts";
import { at, type Calls, isSuccess } from "./calls.ts";
import { failedWrite, isMissing, isOfDeletedUser } from "./errors.ts";
import type { Known } from "./known.ts";
import * as commonWire from "./wire/common.ts";
import * as memberWire from "./wire/member.ts";
import * as roleBindingWire from "./wire/role-binding.ts";

const users = "/api/v2/users";
const userRoles = "/api/v2/user_roles";

/** A deleted user stays in lists and in reads for ever, marked so. */
export function isFormer({ status }: memberWire.User): boolean {
  return status === "deleted";
}

export interface Invitation {
  readonly email: string;
  readonly displayName?: string;
  readonly frontendBaseUrl?: string;
  readonly userRoles: readonly { readonly id: string }[];
}

/** What SigNoz's API says of people and of their roles. All of it needs the admin role itself. */
export class UserCalls {
  readonly #calls: Calls;
  readonly #known: Known;

  constructor(calls: Calls, known: Known) {
    this.#calls = calls;
    this.#known = known;
  }

  async invite(body: Invitation): Promise<string> {
    const { id } = await this.#calls.post(`Inviting ${body.email}`, commonWire.created, { path: users, body });
    this.#known.made.add(id);
    return id;
  }

  async find(id: string): Promise<memberWire.UserWithRoles | undefined> {
    return this.#calls.find(`Reading user ${id}`, memberWire.userWithRoles, at(users, id));
  }

  /** Whose session the token is; undefined where it is an account's key. */
  async findMe(): Promise<memberWire.UserWithRoles | undefined> {
    return this.#calls.find("Reading the token's own user", memberWire.userWithRoles, at(users, "me"));
  }

  /** Without the deleted ones, whose addresses are free again; without roles. */
  async listLive(): Promise<readonly memberWire.User[]> {
    const all = await this.#calls.get("Listing users", z.array(memberWire.user), users);
    return all.filter((row) => !isFormer(row));
  }

  /** Users who hold the role, without their assignments. */
  async listOfRole(id: string): Promise<readonly memberWire.User[]> {
    return this.#calls.get(
      `Listing users of role ${id}`,
      z.array(memberWire.user),
      `/api/v2${at("/roles", id, "users")}`,
    );
  }

  async rename(id: string, displayName: string): Promise<void> {
    await this.#calls.put(`Renaming user ${id}`, at(users, id), { displayName });
  }

  /** Its success proves nothing: a caller that is no user is told that there is none to delete (signoz.md §1.5). */
  async delete(id: string): Promise<void> {
    const remove = (): Promise<Answer> => this.#calls.send({ method: "DELETE", path: at(users, id) });
    const answer = await this.#known.changing([id], remove);
    if (isSuccess(answer) || isMissing(answer) || isOfDeletedUser(answer)) return;
    throw failedWrite(`Deleting user ${id}`, answer);
  }

  /** What an invited user sets a password with; undefined where there is none. */
  async findActivation(id: string): Promise<memberWire.ResetPasswordToken | undefined> {
    const path = at(users, id, "reset_password_tokens");
    return this.#calls.find(`Reading the invitation of user ${id}`, memberWire.resetPasswordToken, path);
  }

  async assignRole(user: string, role: string): Promise<string> {
    const what = `Assigning role ${role} to user ${user}`;
    // Assigning again answers the row that is there.
    const sent = { path: userRoles, body: { userId: user, roleId: role }, isIdempotent: true };
    return (await this.#known.changing([user], () => this.#calls.post(what, commonWire.created, sent))).id;
  }

  async findAssignment(id: string): Promise<roleBindingWire.UserRole | undefined> {
    return this.#calls.find(`Reading user role ${id}`, roleBindingWire.userRole, at(userRoles, id));
  }

  async deleteAssignment({ id, user }: { readonly id: string; readonly user: string | null }): Promise<void> {
    const touched = user === null ? [] : [user];
    await this.#known.changing(touched, () => this.#calls.delete(`Deleting user role ${id}`, at(userRoles, id)));
  }
}
