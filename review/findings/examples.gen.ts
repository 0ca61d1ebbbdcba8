// Made by `npm run generate`; edit what it is made from instead.
import type { Example } from "./example.ts";
import { example as accessBroadened } from "./examples/access-broadened.ts";
import { example as accessLost } from "./examples/access-lost.ts";
import { example as adminGranted } from "./examples/admin-granted.ts";
import { example as emptyRole } from "./examples/empty-role.ts";
import { example as escalationEnabler } from "./examples/escalation-enabler.ts";
import { example as escalation } from "./examples/escalation.ts";
import { example as grantPastItsEnd } from "./examples/grant-past-its-end.ts";
import { example as grantWithoutEnd } from "./examples/grant-without-end.ts";
import { example as holderFallsToNothing } from "./examples/holder-falls-to-nothing.ts";
import { example as idpMappingBroadened } from "./examples/idp-mapping-broadened.ts";
import { example as keyEnded } from "./examples/key-ended.ts";
import { example as keyOnAdminAccount } from "./examples/key-on-admin-account.ts";
import { example as keyRevived } from "./examples/key-revived.ts";
import { example as keyWithoutExpiry } from "./examples/key-without-expiry.ts";
import { example as keysDie } from "./examples/keys-die.ts";
import { example as knownAfterApply } from "./examples/known-after-apply.ts";
import { example as lastAdmin } from "./examples/last-admin.ts";
import { example as leftBehind } from "./examples/left-behind.ts";
import { example as massRemoval } from "./examples/mass-removal.ts";
import { example as notLookedAt } from "./examples/not-looked-at.ts";
import { example as referenceExceeded } from "./examples/reference-exceeded.ts";
import { example as roleWidened } from "./examples/role-widened.ts";
import { example as rotationPlanned } from "./examples/rotation-planned.ts";
import { example as rotationWithoutOverlap } from "./examples/rotation-without-overlap.ts";
import { example as scopeRaised } from "./examples/scope-raised.ts";
import { example as secretInState } from "./examples/secret-in-state.ts";
import { example as severalLiveKeys } from "./examples/several-live-keys.ts";
import { example as twoOwners } from "./examples/two-owners.ts";
import { example as unusedRole } from "./examples/unused-role.ts";
import { example as waiverExpired } from "./examples/waiver-expired.ts";
import { example as waiverNotApproved } from "./examples/waiver-not-approved.ts";
import { example as waiverTooLong } from "./examples/waiver-too-long.ts";
import { example as waiverUnmatched } from "./examples/waiver-unmatched.ts";
import { example as waiverWithoutReason } from "./examples/waiver-without-reason.ts";
import { example as wildcardGranted } from "./examples/wildcard-granted.ts";

/** A change in which each finding holds, by the name of its file. Apart, because no command needs them. */
export const findingExamples: { readonly [name: string]: Example } = {
  access_broadened: accessBroadened,
  access_lost: accessLost,
  admin_granted: adminGranted,
  empty_role: emptyRole,
  escalation_enabler: escalationEnabler,
  escalation,
  grant_past_its_end: grantPastItsEnd,
  grant_without_end: grantWithoutEnd,
  holder_falls_to_nothing: holderFallsToNothing,
  idp_mapping_broadened: idpMappingBroadened,
  key_ended: keyEnded,
  key_on_admin_account: keyOnAdminAccount,
  key_revived: keyRevived,
  key_without_expiry: keyWithoutExpiry,
  keys_die: keysDie,
  known_after_apply: knownAfterApply,
  last_admin: lastAdmin,
  left_behind: leftBehind,
  mass_removal: massRemoval,
  not_looked_at: notLookedAt,
  reference_exceeded: referenceExceeded,
  role_widened: roleWidened,
  rotation_planned: rotationPlanned,
  rotation_without_overlap: rotationWithoutOverlap,
  scope_raised: scopeRaised,
  secret_in_state: secretInState,
  several_live_keys: severalLiveKeys,
  two_owners: twoOwners,
  unused_role: unusedRole,
  waiver_expired: waiverExpired,
  waiver_not_approved: waiverNotApproved,
  waiver_too_long: waiverTooLong,
  waiver_unmatched: waiverUnmatched,
  waiver_without_reason: waiverWithoutReason,
  wildcard_granted: wildcardGranted,
};
