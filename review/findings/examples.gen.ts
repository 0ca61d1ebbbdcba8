// Made by `npm run generate`; edit what it is made from instead.
import type { Example } from "./example.ts";
import { example as accessBroadened } from "./examples/access-broadened.ts";
import { example as accessLost } from "./examples/access-lost.ts";
import { example as adminGranted } from "./examples/admin-granted.ts";
import { example as grantPastItsEnd } from "./examples/grant-past-its-end.ts";
import { example as idpMappingBroadened } from "./examples/idp-mapping-broadened.ts";
import { example as keyOnAdminAccount } from "./examples/key-on-admin-account.ts";
import { example as keyRevived } from "./examples/key-revived.ts";
import { example as keyWithoutExpiry } from "./examples/key-without-expiry.ts";
import { example as keysDie } from "./examples/keys-die.ts";
import { example as lastAdmin } from "./examples/last-admin.ts";
import { example as leftBehind } from "./examples/left-behind.ts";
import { example as notLookedAt } from "./examples/not-looked-at.ts";
import { example as roleWidened } from "./examples/role-widened.ts";
import { example as rotationPlanned } from "./examples/rotation-planned.ts";
import { example as rotationWithoutOverlap } from "./examples/rotation-without-overlap.ts";
import { example as secretInState } from "./examples/secret-in-state.ts";
import { example as twoOwners } from "./examples/two-owners.ts";
import { example as unusedRole } from "./examples/unused-role.ts";

/** A change in which each finding holds, by the name of its file. Apart, because no command needs them. */
export const findingExamples: { readonly [name: string]: Example } = {
  access_broadened: accessBroadened,
  access_lost: accessLost,
  admin_granted: adminGranted,
  grant_past_its_end: grantPastItsEnd,
  idp_mapping_broadened: idpMappingBroadened,
  key_on_admin_account: keyOnAdminAccount,
  key_revived: keyRevived,
  key_without_expiry: keyWithoutExpiry,
  keys_die: keysDie,
  last_admin: lastAdmin,
  left_behind: leftBehind,
  not_looked_at: notLookedAt,
  role_widened: roleWidened,
  rotation_planned: rotationPlanned,
  rotation_without_overlap: rotationWithoutOverlap,
  secret_in_state: secretInState,
  two_owners: twoOwners,
  unused_role: unusedRole,
};
