import * as z from "zod";

/** Has no envelope, unlike every other answer. */
export const version = z.object({ version: z.string(), ee: z.string(), setupCompleted: z.boolean() });
