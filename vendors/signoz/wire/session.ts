import * as z from "zod";
import { sentText } from "./common.ts";

/** `expiresIn` is the lifetime of the access token in seconds. */
export const session = z.object({
  tokenType: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresIn: z.number(),
});
export type Session = z.output<typeof session>;

export const passwordLogin = z.object({ email: sentText, password: sentText, orgId: sentText });

export const sessionRotation = z.object({ refreshToken: sentText });
