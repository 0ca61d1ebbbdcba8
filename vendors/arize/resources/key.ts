import type { Adapter } from "#access/model/vendors/adapter.ts";
import type { Gap } from "#access/model/vendors/listed.ts";
import { readDetails, readRows, toStates } from "../../shared/lists/read-rows.ts";
import type { ArizeConnection } from "../connection.ts";
import { hiddenBy } from "../dialect.ts";
import { keyLife, toShown } from "../key-life.ts";
import { type definition, planCreation, planUpdate } from "../key-plan.ts";
import { traceKey } from "../traces.ts";

const gaps: readonly Gap[] = [
  {
    of: "objects",
    says: "Service keys may be missing: Arize lists them by space, and hides private spaces from a token that is neither their member nor an administrator's.",
  },
  {
    of: "parts",
    says: "What a service key may do is not known: Arize returns its bot and its access only when it is created.",
  },
];

/** Service keys. Arize creates a bot with each key, and the access belongs to the bot. */
export const key: Adapter<typeof definition, ArizeConnection> = {
  plan: (context, change) =>
    change.prior === null ? planCreation(context, change) : planUpdate(context, change, change.prior),
  create: (context, plan) => keyLife.create(context, plan),
  read: (context, sought) => keyLife.read(context, sought),
  /** Arize lists keys by space, so a key of several spaces is listed several times. */
  async *list(context) {
    const { client: arize, signal } = context;
    const client = arize.during(signal);
    yield { states: [], gaps };
    const spaces = readRows({ what: "Service keys", pages: client.scopes.listSpacePages(), hiddenBy });
    const details = readDetails(spaces, {
      what: "Service keys",
      nameOf: ({ name }) => name,
      read: ({ id }) => arize.reads.readKeys(client, id),
      hiddenBy,
    });
    yield* toStates(
      details,
      ({ row: { id: spaceId }, detail }) =>
        detail.map((key) => {
          const shown = toShown(key, { serviceAccountId: null, spaceId, description: null });
          return keyLife.describeListed(context, shown);
        }),
      ({ detail }, at) => (detail[at] === undefined ? {} : traceKey(detail[at])),
    );
  },
  update: (context, change) => keyLife.update(context, change),
  remove: (context, prior) => keyLife.remove(context, prior),
};
