import { planKey } from "#access/model/keys/key-plan.ts";
import type { key as definition } from "#access/model/nouns/resources/key.ts";
import type { Adapter, Context } from "#access/model/vendors/adapter.ts";
import { unknown } from "#access/schema/unknown.ts";
import { readIfPermitted } from "../../shared/calls/permitted.ts";
import type { InkitConnection } from "../connection.ts";
import { keyLife, secrets, createTwinError } from "../key-life.ts";

/** Warns if creating the key will invalidate a secret, if the token may read the account. */
async function warnOfPresentSecret({ client: inkit, signal, warn }: Context<InkitConnection>, account: string) {
  const row = (await readIfPermitted(inkit.reads.readAccount(inkit.during(signal), account)))?.value;
  if (row?.has_key !== true) return;
  const { id, name, last_generated_at: at } = row;
  warn(
    "The account's current secret will stop working",
    `Account "${name}" (${id}) has a secret, generated ${at ?? "at an unknown time"}. Creating this key generates another one, and the current one stops working at once. If it is in use, manage it without its secret instead: terraform import ADDRESS ${id}`,
  );
}

export const key: Adapter<typeof definition, InkitConnection> = {
  async plan(context, change) {
    const outcome = planKey(context, change);
    const account = change.planned.serviceAccountId;
    if (change.prior !== null || typeof account !== "string" || outcome.errors.length > 0) return outcome;
    if (!context.client.ownersOf(secrets).plan(account)) return { ...outcome, errors: [createTwinError(account)] };
    await warnOfPresentSecret(context, account);
    return outcome;
  },
  // Inkit does not return what a token may do, so the guard compares nothing and says so.
  gains: (_context, { prior }) =>
    prior === null ? () => ({ subject: "The key", before: [], after: unknown }) : undefined,
  create: (context, plan) => keyLife.create(context, plan),
  read: (context, sought) => keyLife.read(context, sought),
  update: (context, change) => keyLife.update(context, change),
  remove: (context, prior) => keyLife.remove(context, prior),
};
