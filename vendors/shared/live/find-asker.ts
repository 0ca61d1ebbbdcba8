import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { Context, Vendor } from "#access/model/vendors/adapter.ts";
import type { Asker } from "#access/model/vendors/asker.ts";
import { isUntold } from "#access/model/vendors/told.ts";

/** With these, the vendor does not say it, and may say everything else. */
const ofThisReadAlone: ReadonlySet<ErrorCode> = new Set([
  "forbidden",
  "not_found",
  "rate_limited",
  "unexpected_answer",
  "vendor_failed",
]);

/** Whether another read may succeed. */
export function isOfThisReadAlone(error: unknown): error is AccessError {
  return error instanceof AccessError && ofThisReadAlone.has(error.code);
}

/**
 * Finds out whose token it is, with reads alone.
 * @throws AccessError if the token is not accepted, or the vendor cannot be reached
 */
export async function findAsker<Client>(
  { access, facts }: Pick<Vendor<Client>, "access" | "facts">,
  context: Context<Client>,
): Promise<Asker> {
  if (access === undefined) return { kind: "untold", reason: `${facts.title} does not say whose a token is.` };
  try {
    const holder = await access.readHolder(context);
    if (isUntold(holder)) return { kind: "untold", reason: holder.reason };
    return { kind: "known", id: holder.id, title: holder.title };
  } catch (error) {
    if (isOfThisReadAlone(error)) return { kind: "untold", reason: error.message };
    throw error;
  }
}
