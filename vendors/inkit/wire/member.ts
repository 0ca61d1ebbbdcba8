import * as z from "zod";
import { timestamps } from "./common.ts";
import { heldRole } from "./service-account.ts";

export const user = z.object({
  id: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  is_active: z.boolean(),
  roles: z.array(heldRole),
  ...timestamps,
});
export type User = z.output<typeof user>;
