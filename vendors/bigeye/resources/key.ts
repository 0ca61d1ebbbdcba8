import { planKey } from "#access/model/keys/key-plan.ts";
import type { key as definition } from "#access/model/nouns/resources/key.ts";
import type { Adapter } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";
import { keyLife } from "../key-life.ts";
import { findMissingUser } from "../references.ts";

export const key: Adapter<typeof definition, BigeyeConnection> = {
  async plan(context, change) {
    const outcome = planKey(context, change);
    const { serviceAccountId: account } = change.planned;
    if (change.prior !== null || typeof account !== "string" || outcome.errors.length > 0) return outcome;
    return { ...outcome, errors: await findMissingUser(context, account, "serviceAccountId") };
  },
  create: (context, plan) => keyLife.create(context, plan),
  read: (context, sought) => keyLife.read(context, sought),
  update: (context, change) => keyLife.update(context, change),
  remove: (context, prior) => keyLife.remove(context, prior),
};
