export type AnyRecord = { readonly [name: string]: unknown };

/** An object that lives for one run. It is kept in memory alone: the process that opens it also closes it. */
export interface EphemeralObject {
  /** Of the noun, with the secret. */
  readonly state: AnyRecord;
  /** When it ends at the latest, in milliseconds; null if only a close ends it. */
  readonly endsAt: number | null;
  /** When it ends if it is not renewed, in milliseconds; null as before. */
  readonly leasedUntil: number | null;
  readonly closes: boolean;
  /** Why the last renewal failed. @default it did not */
  readonly renewalFailure?: string;
}
