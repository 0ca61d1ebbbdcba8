import { z } from "zod";
import { defineMockNoun } from "../shared/noun.ts";
import { omitUndefined } from "../shared/omit-undefined.ts";
import { seedMembers } from "../shared/seed.ts";
import { type TablesOf, defineTable } from "../shared/store/define-table.ts";
import type { Instance } from "./instance.ts";

const inUse = z.enum(["drop", "refuse"]);

const row = z
  .object({
    id: z.literal("settings"),
    companyId: z.string(),
    companyName: z.string(),
    adminGroupId: z.string(),
    /** The key whose secret is the administrator's token. */
    adminKeyId: z.string(),
    nextId: z.number(),
    /** What deleting a group or role that has grants does: it drops them, or it is refused. The vendor does not document it. */
    inUse,
    /** Whether empty lists, empty texts and zeros are written. Some clients count on them. */
    writesZeros: z.boolean(),
  })
  .readonly();

const tables = { settings: defineTable({ name: "bigeye/settings", row }) };

declare module "./instance.ts" {
  interface Tables extends TablesOf<typeof tables> {}
}

export const noun = defineMockNoun<Instance>({
  tables,
  seed: seedMembers({
    /** @default "drop" and false */
    members: { inUse: inUse.optional(), writesZeros: z.boolean().optional() },
    isLast: true,
    async plant(instance: Instance, seed) {
      await instance.settings.patch("settings", omitUndefined({ inUse: seed.inUse, writesZeros: seed.writesZeros }));
    },
  }),
});
