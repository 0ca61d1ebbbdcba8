import { toTraces, type Traces } from "#access/model/statements/traces.ts";
import { readInstant } from "./instants.ts";
import type { Key } from "./wire/key.ts";
import type { User } from "./wire/member.ts";

export function traceKey({ createdAt, createdBy, lastUsedAt }: Key): Traces {
  const by = createdBy?.email === "" ? createdBy.name : createdBy?.email;
  return toTraces({ createdAt: readInstant(createdAt), createdBy: by, lastUsedAt: readInstant(lastUsedAt) });
}

/** When a person was there: accounts never log in. */
export function traceLogin({ lastLoginAt }: User): Traces {
  return toTraces({ lastUsedAt: readInstant(lastLoginAt) });
}
