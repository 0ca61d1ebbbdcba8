import * as z from "zod";
import { receivedId, receivedInstant, receivedSecret } from "../../shared/wire/received.ts";

/** The only answer that contains the secret. Earlier secrets no longer work. */
export const generated = z.object({
  id: receivedId,
  api_key: receivedSecret,
  /** Identifies the generation. */
  last_generated_at: receivedInstant,
});
export type Generated = z.output<typeof generated>;
