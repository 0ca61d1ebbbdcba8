import { AccessError } from "#access/model/errors.ts";
import type { Context, Vendor } from "#access/model/vendors/adapter.ts";
import { type Holder, isUntold, type Untold } from "#access/model/vendors/told.ts";
import type { ResourceDefinition } from "#access/schema/definition.ts";
import { listObjects } from "../lists/list-objects.ts";
import { isOfThisReadAlone } from "./find-asker.ts";

export interface HolderReading<Client> {
  readonly vendor: Pick<Vendor<Client>, "access" | "facts" | "resources">;
  /** The nouns of the model: their lists show whether the token is accepted where nothing else does. */
  readonly definitions: readonly ResourceDefinition[];
  readonly context: Context<Client>;
}

/** One page of one list is enough: a token that is not accepted fails each of them. @throws AccessError for such a token */
async function requireAccepted<Client>({ vendor, definitions, context }: HolderReading<Client>): Promise<void> {
  const listed = definitions.filter(({ type }) => vendor.resources[type]?.list !== undefined);
  let first: AccessError | undefined;
  for (const definition of listed) {
    try {
      for await (const { objects } of listObjects({ vendor, definition, context })) if (objects.length > 0) return;
      return;
    } catch (error) {
      if (!isOfThisReadAlone(error)) throw error;
      if (error.code === "forbidden") return;
      first ??= error;
    }
  }
  const says = "No list of the account could be read: whether the token is accepted is not known.";
  if (first === undefined) throw new AccessError("vendor_failed", says);
  // What is at another address has no such list.
  const code = first.code === "not_found" ? "unexpected_answer" : first.code;
  throw new AccessError(code, `${says} ${first.message}`, { cause: first });
}

/**
 * Finds out whose token it is and what it holds, with reads alone. Where the vendor does not tell, the token was accepted
 * at least.
 * @throws AccessError if the token is not accepted, or the vendor cannot be reached
 */
export async function findHolder<Client>(reading: HolderReading<Client>): Promise<Holder | Untold> {
  const { vendor, context } = reading;
  const untold = async (reason: string): Promise<Untold> => {
    await requireAccepted(reading);
    return { reason };
  };
  if (vendor.access === undefined) return untold(`${vendor.facts.title} does not say whose a token is.`);
  try {
    const holder = await vendor.access.readHolder(context);
    return isUntold(holder) ? await untold(holder.reason) : holder;
  } catch (error) {
    if (isOfThisReadAlone(error)) return untold(error.message);
    throw error;
  }
}
