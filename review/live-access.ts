import type { AccountSource } from "#access/model/statements/account.ts";
import type { Collected } from "#access/model/statements/instance.ts";
import type { Asker } from "#access/model/vendors/asker.ts";

/** What one account was when it was read from the vendor. */
export interface LiveAccess {
  readonly account: AccountSource;
  /** When the reading began: RFC 3339. */
  readonly takenAt: string;
  readonly askedBy: Asker;
  readonly collected: Collected;
}
