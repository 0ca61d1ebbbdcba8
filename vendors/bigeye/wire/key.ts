import * as z from "zod";
import { receivedSecret } from "../../shared/wire/received.ts";
import { id, listOf, optionalId, seconds, text } from "./common.ts";
import { user } from "./member.ts";

/** A personal key or a service account's key. */
export const key = z.object({
  id,
  name: text,
  description: text,
  createdAt: seconds,
  lastUsedAt: seconds,
  lastUsedIp: text,
  createdBy: user.optional(),
  /** The service account or the person. */
  owner: user.optional(),
});
export type Key = z.output<typeof key>;

export const keys = z.object({ keys: listOf(key) });

/** Only this response contains the secret. */
export const createdKey = z.object({ apiKey: receivedSecret, info: key });
export type CreatedKey = z.output<typeof createdKey>;

/** Without `serviceAccountId`, Bigeye creates a key of the caller. */
export const keyBody = z.object({ name: text, description: text, serviceAccountId: optionalId });
