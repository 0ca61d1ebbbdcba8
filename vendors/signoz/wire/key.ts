import * as z from "zod";
import { sentText, sentUnsigned, timestamps } from "./common.ts";

export const key = z.object({
  id: z.string(),
  name: z.string(),
  /** Unix seconds; 0 is never. */
  expiresAt: z.number(),
  lastObservedAt: z.string(),
  serviceAccountId: z.string(),
  ...timestamps,
});
export type Key = z.output<typeof key>;

/** The only answer that contains the secret. */
export const createdKey = z.object({ id: z.string(), key: z.string() });
export type CreatedKey = z.output<typeof createdKey>;

/** A body without `expiresAt` means a key that never expires, on update too. */
export const keyBody = z.object({ name: sentText, expiresAt: sentUnsigned });
export type KeyBody = z.output<typeof keyBody>;
