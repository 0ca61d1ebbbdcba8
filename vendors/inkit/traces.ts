import { toTraces, type Traces } from "#access/model/statements/traces.ts";
import type { Role } from "./wire/role.ts";
import type { ServiceAccount } from "./wire/service-account.ts";

/** When a row was created and changed: only of accounts, Inkit tells by whom, and never when a key was used. */
export function traceTimes({ created_at: createdAt, updated_at: updatedAt }: Pick<Role, "created_at" | "updated_at">) {
  return toTraces({ createdAt, updatedAt });
}

function nameAuthor({ created_by: author }: ServiceAccount): string | null {
  if (author === null) return null;
  return "name" in author ? author.name : `${author.first_name} ${author.last_name}`;
}

export function traceAccount(row: ServiceAccount): Traces {
  return toTraces({ createdAt: row.created_at, updatedAt: row.updated_at, createdBy: nameAuthor(row) });
}

export function traceKey({ last_generated_at: createdAt }: ServiceAccount): Traces {
  return toTraces({ createdAt });
}
