import { z } from "zod";

/** What the rows of users' keys and of agents' keys have in common. Times are Unix seconds; 0 is never. */
export const keyColumns = {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  createdAt: z.number(),
  lastUsedAt: z.number(),
  lastUsedIp: z.string(),
  secret: z.string(),
};
