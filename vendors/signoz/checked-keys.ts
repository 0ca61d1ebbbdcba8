import type { GainReader } from "#access/model/permissions/escalation.ts";
import type { key } from "#access/model/nouns/resources/key.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown, unknown } from "#access/schema/unknown.ts";
import type { SignozConnection } from "./client.ts";
import { missingAccount } from "./existence.ts";
import { keys } from "./resources/key.ts";
import { accountHeld } from "./rights.ts";

/** A key is all that its account may do. One that is there gives nothing more, whatever becomes of it. */
function gains(
  context: Context<SignozConnection>,
  { prior, planned: { name, serviceAccountId: account } }: Pick<Change<typeof key>, "prior" | "planned">,
): GainReader | undefined {
  if (prior !== null || account === null) return undefined;
  const subject = isKnown(name) ? `Key "${name}"` : "The key";
  return async () => {
    if (!isKnown(account)) return { subject, before: [], after: unknown };
    const held = await accountHeld(context, account);
    const named = `${subject} of account "${held?.name ?? account}" (${account})`;
    return { subject: named, before: [], after: held?.permissions ?? [] };
  };
}

/** Keys, with what is asked about their account before anything is written. */
export const checkedKeys: Adapter<typeof key, SignozConnection> = {
  ...keys,
  async plan(context, change) {
    const outcome = (await keys.plan?.(context, change)) ?? {};
    const { serviceAccountId: account } = change.planned;
    if (change.prior !== null || typeof account !== "string") return outcome;
    const missing = await missingAccount(context, account);
    return missing === undefined ? outcome : { ...outcome, errors: [...(outcome.errors ?? []), missing] };
  },
  gains,
};
