import * as z from "zod";
import { sentText } from "./common.ts";
import { sentResource } from "./role.ts";

const sentObject = z
  .object({ resource: sentResource, selector: sentText })
  .nullish()
  .transform((object) => object ?? { resource: { type: "", kind: "" }, selector: "" });

/** The permissions that a caller wants to check. */
export const transactions = z.array(z.object({ relation: sentText, object: sentObject }));
export type Transactions = z.output<typeof transactions>;

/** In the order of the request, with selectors as sent. */
export const checkedTransactions = z.array(
  z.object({
    relation: z.string(),
    object: z.object({ resource: z.object({ type: z.string(), kind: z.string() }), selector: z.string() }),
    authorized: z.boolean(),
  }),
);
