import { planKey } from "#access/model/keys/key-plan.ts";
import type { key as definition } from "#access/model/nouns/resources/key.ts";
import type { Adapter } from "#access/model/vendors/adapter.ts";
import type { Gap } from "#access/model/vendors/listed.ts";
import { readRows, readWhole } from "../../shared/lists/read-rows.ts";
import type { BigeyeConnection } from "../connection.ts";
import { isNeverEmpty } from "../lists.ts";
import { keyLife, toShown } from "../key-life.ts";
import { findMissingUser } from "../references.ts";
import { traceKey } from "../traces.ts";

const withoutOwner: Gap = {
  of: "objects",
  says: "Keys are not all listed: of some, Bigeye does not show the service account.",
};

export const key: Adapter<typeof definition, BigeyeConnection> = {
  async plan(context, change) {
    const outcome = planKey(context, change);
    const { serviceAccountId: account } = change.planned;
    if (change.prior !== null || typeof account !== "string" || outcome.errors.length > 0) return outcome;
    return { ...outcome, errors: await findMissingUser(context, account, "serviceAccountId") };
  },
  create: (context, plan) => keyLife.create(context, plan),
  read: (context, sought) => keyLife.read(context, sought),
  async *list(context) {
    const { client: bigeye, signal } = context;
    let count = 0;
    const pages = readWhole(() => bigeye.reads.readAllKeys(bigeye.during(signal)));
    for await (const { rows, gaps } of readRows({ what: "Keys", pages })) {
      count += rows.length + gaps.length;
      const shown = rows.flatMap((row) => (row.owner === undefined ? [] : [toShown(row.owner.id, row)]));
      const states = shown.map((one) => keyLife.describeListed(context, one));
      const traces = rows.filter(({ owner }) => owner !== undefined).map(traceKey);
      yield { states, traces, gaps: shown.length < rows.length ? [...gaps, withoutOwner] : gaps };
    }
    if (count > 0) return;
    // Nobody without users sees that there are no keys.
    const users = readWhole(() => bigeye.reads.readUsers(bigeye.during(signal)));
    for await (const { gaps } of readRows({ what: "Keys", pages: users, isNeverEmpty })) yield { states: [], gaps };
  },
  update: (context, change) => keyLife.update(context, change),
  remove: (context, prior) => keyLife.remove(context, prior),
};
