/** What a vendor tells of an object beside its state. What is left out, it does not tell. Instants are RFC 3339. */
export interface Traces {
  readonly createdAt?: string;
  /** As the vendor names whoever it was: an id, an address or a name. */
  readonly createdBy?: string;
  readonly updatedAt?: string;
  readonly updatedBy?: string;
  /** Null: never. */
  readonly lastUsedAt?: string | null;
}

/** What may be told: nothing where it is null or undefined, but for the last use, which null says never. */
interface GivenTraces {
  readonly createdAt?: string | null | undefined;
  readonly createdBy?: string | null | undefined;
  readonly updatedAt?: string | null | undefined;
  readonly updatedBy?: string | null | undefined;
  readonly lastUsedAt?: string | null | undefined;
}

/** What is told beside a state, without what is not there. */
export function toTraces({ lastUsedAt, ...given }: GivenTraces): Traces {
  const known = Object.entries(given).filter(([, value]) => typeof value === "string" && value !== "");
  const traces: Traces = Object.fromEntries(known);
  return lastUsedAt === undefined ? traces : { ...traces, lastUsedAt };
}
