import type { Adapter } from "#access/model/vendors/adapter.ts";
import type { ArizeConnection } from "../connection.ts";
import { keyLife } from "../key-life.ts";
import { type definition, planCreation, planUpdate } from "../key-plan.ts";

/** Service keys. Arize creates a bot with each key, and the access belongs to the bot. */
export const key: Adapter<typeof definition, ArizeConnection> = {
  plan: (context, change) =>
    change.prior === null ? planCreation(context, change) : planUpdate(context, change, change.prior),
  create: (context, plan) => keyLife.create(context, plan),
  read: (context, sought) => keyLife.read(context, sought),
  update: (context, change) => keyLife.update(context, change),
  remove: (context, prior) => keyLife.remove(context, prior),
};
