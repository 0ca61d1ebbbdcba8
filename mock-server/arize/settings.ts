import { z } from "zod";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { seedMembers } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import type { Instance } from "./instance.ts";

const serviceKeysWithoutSpace = z.enum(["refused", "listed"]);

const row = z
  .object({
    id: z.literal("settings"),
    /** The key whose secret is the administrator's token. */
    adminKeyId: z.string(),
    /** What the next id counts from. */
    nextNumber: z.number(),
    /** Null: without a limit. */
    requestsPerMinute: z.number().nullable(),
    maxKeyLifetimeDays: z.number().nullable(),
    /** What a list of service keys that names no space answers: 400, or all that the caller may read. */
    serviceKeysWithoutSpace,
    /** Whether only people with developer access create and refresh keys. */
    developersOnly: z.boolean(),
  })
  .readonly();

const tables = { settings: defineTable({ name: "arize/settings", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

export const noun = defineMockNoun<Instance>({
  tables,
  seed: seedMembers({
    members: {
      /** Requests a minute and key on REST; the vendor publishes no number. @default none */
      requestsPerMinute: z.int().positive().nullable().optional(),
      /** How long a key may live in this account. @default for ever */
      maxKeyLifetimeDays: z.int().positive().nullable().optional(),
      /** What a list of service keys that names no space answers. @default "refused" */
      serviceKeysWithoutSpace: serviceKeysWithoutSpace.optional(),
      /** Whether only people with developer access create keys. @default true */
      developersOnly: z.boolean().optional(),
    },
    // A seed may hold keys from before a limit was set.
    isLast: true,
    async plant(instance: Instance, seed) {
      await instance.settings.patch("settings", {
        ...omitUndefined({
          requestsPerMinute: seed.requestsPerMinute,
          maxKeyLifetimeDays: seed.maxKeyLifetimeDays,
          serviceKeysWithoutSpace: seed.serviceKeysWithoutSpace,
          developersOnly: seed.developersOnly,
        }),
      });
    },
  }),
});
