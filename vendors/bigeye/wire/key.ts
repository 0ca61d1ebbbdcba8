import * as z from "zod";
import { id, listOf, optionalId, seconds, text } from "./common.ts";
import { user } from "./member.ts";

/** Personal and service-account keys alike. */
export const key = z.object({
  id,
  name: text,
  description: text,
  createdAt: seconds,
  lastUsedAt: seconds,
  lastUsedIp: text,
  createdBy: user.optional(),
  /** The service account, or the person. */
  owner: user.optional(),
});
export type Key = z.output<typeof key>;

export const keys = z.object({ keys: listOf(key) });

/** The only answer that ever holds the secret. */
export const createdKey = z.object({ apiKey: z.string().min(1), info: key });
export type CreatedKey = z.output<typeof createdKey>;

/** Without an account it is the caller's own key. */
export const keyBody = z.object({ name: text, description: text, serviceAccountId: optionalId });
