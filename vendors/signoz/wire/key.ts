import * as z from "zod";
import { receivedId, receivedInstant, receivedSeconds, receivedSecret } from "../../shared/wire/received.ts";
import { sentText, sentUnsigned, timestamps } from "./common.ts";

export const key = z.object({
  id: receivedId,
  name: z.string(),
  /** Unix seconds; 0 is never. */
  expiresAt: receivedSeconds,
  lastObservedAt: receivedInstant,
  serviceAccountId: receivedId,
  ...timestamps,
});
export type Key = z.output<typeof key>;

/** The only answer that contains the secret. */
export const createdKey = z.object({ id: receivedId, key: receivedSecret });
export type CreatedKey = z.output<typeof createdKey>;

/** A body without `expiresAt` means a key that never expires, on update too. */
export const keyBody = z.object({ name: sentText, expiresAt: sentUnsigned });
export type KeyBody = z.output<typeof keyBody>;
