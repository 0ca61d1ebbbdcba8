// Made by `npm run generate`; edit what it is made from instead.
import type { FindingDefinition } from "./definition.ts";
import { finding as accessBroadened } from "./codes/access-broadened.ts";
import { finding as accessLost } from "./codes/access-lost.ts";
import { finding as adminGranted } from "./codes/admin-granted.ts";
import { finding as grantPastItsEnd } from "./codes/grant-past-its-end.ts";
import { finding as idpMappingBroadened } from "./codes/idp-mapping-broadened.ts";
import { finding as keyOnAdminAccount } from "./codes/key-on-admin-account.ts";
import { finding as keyRevived } from "./codes/key-revived.ts";
import { finding as keyWithoutExpiry } from "./codes/key-without-expiry.ts";
import { finding as keysDie } from "./codes/keys-die.ts";
import { finding as lastAdmin } from "./codes/last-admin.ts";
import { finding as leftBehind } from "./codes/left-behind.ts";
import { finding as notLookedAt } from "./codes/not-looked-at.ts";
import { finding as roleWidened } from "./codes/role-widened.ts";
import { finding as rotationPlanned } from "./codes/rotation-planned.ts";
import { finding as rotationWithoutOverlap } from "./codes/rotation-without-overlap.ts";
import { finding as secretInState } from "./codes/secret-in-state.ts";
import { finding as twoOwners } from "./codes/two-owners.ts";
import { finding as unusedRole } from "./codes/unused-role.ts";

/** Every kind of finding. */
export const findingDefinitions: readonly FindingDefinition[] = [
  accessBroadened,
  accessLost,
  adminGranted,
  grantPastItsEnd,
  idpMappingBroadened,
  keyOnAdminAccount,
  keyRevived,
  keyWithoutExpiry,
  keysDie,
  lastAdmin,
  leftBehind,
  notLookedAt,
  roleWidened,
  rotationPlanned,
  rotationWithoutOverlap,
  secretInState,
  twoOwners,
  unusedRole,
];
