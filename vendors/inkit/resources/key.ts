import { planKey } from "#access/model/keys/key-plan.ts";
import type { key as definition } from "#access/model/nouns/resources/key.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { readIfPermitted } from "../../shared/calls/permitted.ts";
import { readRows, toStates } from "../../shared/lists/read-rows.ts";
import { planRelation } from "../../shared/relations/plan-relation.ts";
import type { InkitConnection } from "../connection.ts";
import { keyLife, relationOf, toShown, toWords } from "../key-life.ts";
import { traceKey } from "../traces.ts";
import type { ServiceAccount } from "../wire/service-account.ts";

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

/** Reports a second key for the same account. */
function planPair(context: Context<InkitConnection>, { prior, replaces }: Change<typeof definition>, account: string) {
  const before = prior?.serviceAccountId ?? null;
  return planRelation(context, {
    prior: prior === null || before === null ? null : { ...relationOf(before), id: prior.id },
    planned: relationOf(account),
    replaces,
    words: toWords(account),
  });
}

export const key: Adapter<typeof definition, InkitConnection> = {
  async plan(context, change) {
    const outcome = planKey(context, change);
    const account = change.planned.serviceAccountId;
    if (typeof account !== "string" || outcome.errors.length > 0) return outcome;
    const twins = planPair(context, change, account);
    if (twins.length > 0 || change.prior !== null) return { ...outcome, errors: twins };
    await warnOfPresentSecret(context, account);
    return outcome;
  },
  create: (context, plan) => keyLife.create(context, plan),
  read: (context, sought) => keyLife.read(context, sought),
  list(context) {
    const { client: inkit, signal } = context;
    const pages = inkit.reads.readAccountPages(inkit.during(signal));
    const rows = readRows({ what: "Keys", pages });
    const describe = (row: ServiceAccount) => {
      const shown = toShown(row);
      return shown === undefined ? [] : [keyLife.describeListed(context, shown)];
    };
    return toStates(rows, describe, traceKey);
  },
  update: (context, change) => keyLife.update(context, change),
  remove: (context, prior) => keyLife.remove(context, prior),
};
