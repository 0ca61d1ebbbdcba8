import { AccessError } from "#access/model/errors.ts";
import { planKey } from "#access/model/keys/key-plan.ts";
import { keyStatus } from "#access/model/keys/rotation.ts";
import type { key as definition } from "#access/model/nouns/resources/key.ts";
import type { Adapter, Change, Context } from "#access/model/vendors/adapter.ts";
import { isKnown } from "#access/schema/unknown.ts";
import type { SignozConnection } from "../connection.ts";
import { readDetails, readRows, readWhole, toStates } from "../../shared/lists/read-rows.ts";
import { keyLife, toShown } from "../key-life.ts";
import { findMissingAccount } from "../references.ts";
import { traceKey } from "../traces.ts";

/** SigNoz updates name and expiry together and rejects an expiry in the past, so an expired key cannot be renamed. */
function checkRename({ now }: Context<unknown>, { config, prior }: Change<typeof definition>): readonly AccessError[] {
  const { expiresAt } = config;
  const isRenamed = prior !== null && isKnown(config.name) && config.name !== prior.name;
  if (!isRenamed || expiresAt === null || !isKnown(expiresAt) || keyStatus(expiresAt, now()) === "active") return [];
  const message = `SigNoz key: \`expires_at\` is in the past (${expiresAt}), and SigNoz does not rename an expired key.`;
  return [new AccessError("expiry_in_past", message, { path: ["expiresAt"] })];
}

export const key: Adapter<typeof definition, SignozConnection> = {
  async plan(context, change) {
    const outcome = planKey(context, change);
    if (outcome.rotates || outcome.errors.length > 0) return outcome;
    const { serviceAccountId: account } = change.planned;
    const isNew = change.prior === null && typeof account === "string";
    const errors = isNew ? await findMissingAccount(context, account) : checkRename(context, change);
    return { ...outcome, errors };
  },
  create: (context, plan) => keyLife.create(context, plan),
  read: (context, sought) => keyLife.read(context, sought),
  /** Keys are listed by account. */
  list(context) {
    const { client: signoz, signal } = context;
    const client = signoz.during(signal);
    const pages = readRows({ what: "Keys", pages: readWhole(() => signoz.reads.listAccounts(client)) });
    const details = readDetails(pages, {
      what: "Keys",
      nameOf: ({ name }) => name,
      read: ({ id }) => signoz.reads.readListedKeys(client, id),
    });
    return toStates(
      details,
      ({ row, detail }) => detail.map((key) => keyLife.describeListed(context, toShown(row.id, key))),
      ({ detail }, at) => (detail[at] === undefined ? {} : traceKey(detail[at])),
    );
  },
  update: (context, change) => keyLife.update(context, change),
  remove: (context, prior) => keyLife.remove(context, prior),
};
