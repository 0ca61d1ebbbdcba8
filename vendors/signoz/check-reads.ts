import type { TokenRights } from "#access/model/permissions/escalation.ts";
import { Memo } from "../shared/reads/memo.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccountWithRoles } from "./wire/service-account.ts";

/** The token's rights, and the ids and names that they depend on. */
export interface OwnRights {
  readonly rights: TokenRights;
  readonly from: readonly string[];
}

function listDependencies(account: ServiceAccountWithRoles | undefined): readonly string[] {
  if (account === undefined) return [];
  return [account.id, ...(account.serviceAccountRoles ?? []).map(({ roleId }) => roleId)];
}

export type License = "active" | "missing" | "community" | "unknown";

/** Caches what the checks of a run have read. */
export class CheckReads {
  readonly own = new Memo<OwnRights>(({ from }) => from);
  readonly roles = new Memo<Role | undefined>("its name");
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
    for (const memo of [this.own, this.roles, this.accounts]) memo.forget(things);
  }
}
