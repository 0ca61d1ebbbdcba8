import * as z from "zod";
import { receivedId } from "../../shared/wire/received.ts";
import { sentText, timestamps } from "./common.ts";

export const transactionGroup = z.object({
  relation: z.string(),
  objectGroup: z.object({
    resource: z.object({ type: z.string(), kind: z.string() }),
    selectors: z.array(z.string()),
  }),
});
export type TransactionGroup = z.output<typeof transactionGroup>;

/** A role in a list, without its permissions. */
export const listedRole = z.object({
  id: receivedId,
  name: z.string(),
  description: z.string(),
  type: z.string(),
  orgId: receivedId,
  ...timestamps,
});
export type ListedRole = z.output<typeof listedRole>;

export const role = listedRole.extend({ transactionGroups: z.array(transactionGroup) });
export type Role = z.output<typeof role>;

const sentSelectors = z
  .array(z.string())
  .nullish()
  .transform((selectors) => selectors ?? []);

export const sentResource = z
  .object({ type: sentText, kind: sentText })
  .nullish()
  .transform((resource) => resource ?? { type: "", kind: "" });

const sentObjectGroup = z
  .object({ resource: sentResource, selectors: sentSelectors })
  .nullish()
  .transform((group) => group ?? { resource: { type: "", kind: "" }, selectors: [] });

const sentTransactionGroups = z.array(z.object({ relation: sentText, objectGroup: sentObjectGroup }));

export const roleCreation = z.object({
  name: sentText,
  description: sentText,
  transactionGroups: sentTransactionGroups.nullish().transform((groups) => groups ?? []),
});
export type RoleCreation = z.output<typeof roleCreation>;

/** Both members are required: the server rejects an update with a missing or null member. `[]` removes all. */
export const roleUpdate = z.object({ description: z.string(), transactionGroups: sentTransactionGroups });
export type RoleUpdate = z.output<typeof roleUpdate>;
