import * as z from "zod";
import { receivedId } from "../../shared/wire/received.ts";
import { timestamps } from "./common.ts";
import { heldRole } from "./service-account.ts";

export const user = z.object({
  id: receivedId,
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  is_active: z.boolean(),
  roles: z.array(heldRole),
  ...timestamps,
});
export type User = z.output<typeof user>;
