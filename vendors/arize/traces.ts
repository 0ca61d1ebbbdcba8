import { toTraces, type Traces } from "#access/model/statements/traces.ts";
import type { ApiKey } from "./wire/key.ts";

interface Stamped {
  readonly created_at: string;
  readonly updated_at?: string;
}

/** When a row was created and changed: only of keys, Arize tells by whom. */
export function traceTimes({ created_at: createdAt, updated_at: updatedAt }: Stamped): Traces {
  return toTraces({ createdAt, updatedAt });
}

export function traceKey({ created_at: createdAt, created_by_user_id: createdBy, last_used_at }: ApiKey): Traces {
  return toTraces({ createdAt, createdBy, lastUsedAt: last_used_at ?? null });
}
