import { toTraces, type Traces } from "#access/model/statements/traces.ts";
import type { Key } from "./wire/key.ts";

/** When a row was created and changed: SigNoz does not tell by whom. */
export function traceTimes({ createdAt, updatedAt }: Pick<Key, "createdAt" | "updatedAt">): Traces {
  return toTraces({ createdAt, updatedAt });
}

/** SigNoz sets the last use of a new key to its creation (NOTES.md). */
export function traceKey({ createdAt, updatedAt, lastObservedAt }: Key): Traces {
  const isUsed = createdAt === undefined || Date.parse(lastObservedAt) > Date.parse(createdAt);
  return toTraces({ createdAt, updatedAt, lastUsedAt: isUsed ? lastObservedAt : null });
}
