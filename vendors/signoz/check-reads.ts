import type { TokenRights } from "#access/model/permissions/escalation.ts";
import { Memo } from "../shared/reads/memo.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccountWithRoles } from "./wire/service-account.ts";

/** The token's rights, and the ids and names of all that they come from. */
export interface OwnRights {
  readonly rights: TokenRights;
  readonly from: readonly string[];
}

function restsOnAccount(account: ServiceAccountWithRoles | undefined): readonly string[] {
  if (account === undefined) return [];
  return [account.id, ...(account.serviceAccountRoles ?? []).map(({ roleId }) => roleId)];
}

export type License = "active" | "missing" | "community" | "unknown";

/** What one run has read for its checks, each thing once. */
export class CheckReads {
  readonly own = new Memo<OwnRights>(({ from }) => from);
  readonly roles = new Memo<Role | undefined>("its name");
  readonly accounts = new Memo<ServiceAccountWithRoles | undefined>(restsOnAccount);
  /** The ids that a list had. Only what is in it counts, so that nothing makes it untrue. */
  readonly listed = new Memo<ReadonlySet<string>>(() => []);
  readonly license = new Memo<License>(() => []);

  /** Carries out a write that changes what these ids and names stand for. */
  async runWrite<T>(things: readonly string[], write: () => Promise<T>): Promise<T> {
    this.#changed(things);
    try {
      return await write();
    } finally {
      this.#changed(things);
    }
  }

  #changed(things: readonly string[]): void {
    for (const memo of [this.own, this.roles, this.accounts]) memo.changed(things);
  }
}
