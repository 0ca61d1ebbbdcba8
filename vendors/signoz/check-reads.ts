import type { Holder, Told, Untold } from "#access/model/vendors/told.ts";
import { Memo } from "../shared/reads/memo.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccountWithRoles } from "./wire/service-account.ts";

function listIds(holder: Holder | Untold): readonly string[] {
  if ("reason" in holder) return [];
  return holder.told.flatMap(({ state }: Told) => (typeof state["id"] === "string" ? [state["id"]] : []));
}

/** What was found by a name. Undefined if nothing was. */
interface NamedRole {
  readonly name: string;
  readonly role: Role | undefined;
}

function listDependencies(account: ServiceAccountWithRoles | undefined): readonly string[] {
  if (account === undefined) return [];
  return [account.id, ...(account.serviceAccountRoles ?? []).map(({ roleId }) => roleId)];
}

export type License = "active" | "missing" | "community" | "unknown";

/** Caches what the checks of a run have read. */
export class CheckReads {
  readonly own = new Memo<Holder | Untold>(listIds);
  readonly roles = new Memo<Role | undefined>("its name");
  readonly named = new Memo<NamedRole>(({ name, role }) => (role === undefined ? [name] : [name, role.id]));
  readonly accounts = new Memo<ServiceAccountWithRoles | undefined>(listDependencies);
  /** The ids in a list. An id that is missing is read again, so this never needs to be invalidated. */
  readonly listed = new Memo<ReadonlySet<string>>(() => []);
  readonly license = new Memo<License>(() => []);

  /** Runs a write that changes the objects with these ids or names. */
  async runWrite<T>(things: readonly string[], write: () => Promise<T>): Promise<T> {
    this.#invalidate(things);
    try {
      return await write();
    } finally {
      this.#invalidate(things);
    }
  }

  #invalidate(things: readonly string[]): void {
    for (const memo of [this.own, this.roles, this.named, this.accounts]) memo.forget(things);
  }
}
