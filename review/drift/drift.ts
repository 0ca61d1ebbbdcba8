import type { AccountSource } from "#access/model/statements/account.ts";
import type { Cause, Instance } from "#access/model/statements/instance.ts";
import type { Asker } from "#access/model/vendors/asker.ts";
import type { Coverage } from "./coverage.ts";

/** An attribute that is not at the vendor as code has it. */
export interface ChangedAttribute {
  /** As the states have it. */
  readonly stored: Instance;
  /** As it is at the vendor, with what only states know. */
  readonly seen: Instance;
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
  /** The vendor stores it in another spelling: it means the same. */
  readonly isNormalized: boolean;
}

/** A line of an exclusive list that somebody took away at the vendor. */
export interface LostLine {
  readonly stored: Instance;
  readonly cause: Cause;
  /** What is gone, by the vendor's id. */
  readonly what: string;
}

/** Something beside an exclusive list. */
export interface ExcludedObject {
  readonly seen: Instance;
  /** The list. */
  readonly by: Cause;
}

export interface ReplacedObject {
  readonly stored: Instance;
  readonly seen: Instance;
}

/** What the code sets, and no apply has brought to the states yet. */
export interface NotApplied {
  readonly address: string;
  readonly type: string;
  /** Null for a whole object. */
  readonly attribute: string | null;
  /** `added`: the states lack it. `removed`: the code lacks it. `replaced`: an apply has put another one in its place, and not deleted it. */
  readonly kind: "added" | "removed" | "changed" | "replaced";
}

/** What stands apart: neither managed nor a finding. */
export interface ApartObjects {
  /** The vendor's own. */
  readonly builtIn: readonly Instance[];
  /** Code leaves it to others. */
  readonly delegated: readonly Instance[];
  /** The identity that asked, with what it holds. */
  readonly asker: readonly Instance[];
  /** Not ours, as `--owned` says. */
  readonly foreign: readonly Instance[];
  /** The vendor has no way to manage it with code. */
  readonly unmanageable: readonly Instance[];
}

/** What comparing states with accounts says beside who may do what. */
export interface Drift {
  readonly accounts: readonly AccountSource[];
  /** Of a snapshot when it was taken; of an account when its reading began: RFC 3339. */
  readonly takenAt: string | null;
  readonly askedBy: Asker | null;
  readonly changed: readonly ChangedAttribute[];
  readonly lost: readonly LostLine[];
  readonly excluded: readonly ExcludedObject[];
  readonly missing: readonly Instance[];
  readonly replaced: readonly ReplacedObject[];
  readonly unmanaged: readonly Instance[];
  readonly twice: readonly (readonly Instance[])[];
  readonly notApplied: readonly NotApplied[];
  readonly apart: ApartObjects;
  /** Everything that was found, with the address of what manages it. */
  readonly living: readonly Instance[];
  readonly coverage: Coverage;
}
