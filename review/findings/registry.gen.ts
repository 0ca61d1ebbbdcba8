// Made by `npm run generate`; edit what it is made from instead.
import type { FindingDefinition } from "./definition.ts";
import { finding as accessBroadened } from "./codes/access-broadened.ts";
import { finding as adminGranted } from "./codes/admin-granted.ts";
import { finding as keyWithoutExpiry } from "./codes/key-without-expiry.ts";

/** Every kind of finding. */
export const findingDefinitions: readonly FindingDefinition[] = [accessBroadened, adminGranted, keyWithoutExpiry];
