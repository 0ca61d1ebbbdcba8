// Made by `npm run generate`; edit what it is made from instead.
import type { Example } from "./example.ts";
import { example as accessBroadened } from "./examples/access-broadened.ts";
import { example as accessLost } from "./examples/access-lost.ts";
import { example as adminGranted } from "./examples/admin-granted.ts";
import { example as assertionUnmatched } from "./examples/assertion-unmatched.ts";
import { example as assertionViolated } from "./examples/assertion-violated.ts";
import { example as assertionWeakened } from "./examples/assertion-weakened.ts";
import { example as beyondDeployer } from "./examples/beyond-deployer.ts";
import { example as changedOutside } from "./examples/changed-outside.ts";
import { example as duplicateNames } from "./examples/duplicate-names.ts";
import { example as emptyRole } from "./examples/empty-role.ts";
import { example as ephemeralNotSeen } from "./examples/ephemeral-not-seen.ts";
import { example as escalationEnabler } from "./examples/escalation-enabler.ts";
import { example as escalation } from "./examples/escalation.ts";
import { example as expiresSoon } from "./examples/expires-soon.ts";
import { example as findingTurnedOff } from "./examples/finding-turned-off.ts";
import { example as grantPastItsEnd } from "./examples/grant-past-its-end.ts";
import { example as grantWithoutEnd } from "./examples/grant-without-end.ts";
import { example as holderFallsToNothing } from "./examples/holder-falls-to-nothing.ts";
import { example as holdersElsewhereUnknown } from "./examples/holders-elsewhere-unknown.ts";
import { example as humanAndMachineShare } from "./examples/human-and-machine-share.ts";
import { example as idle } from "./examples/idle.ts";
import { example as idpMappingBroadened } from "./examples/idp-mapping-broadened.ts";
import { example as keyEndUnknown } from "./examples/key-end-unknown.ts";
import { example as keyEnded } from "./examples/key-ended.ts";
import { example as keyLifetimeOverPolicy } from "./examples/key-lifetime-over-policy.ts";
import { example as keyOnAdminAccount } from "./examples/key-on-admin-account.ts";
import { example as keyReplacedOrMoved } from "./examples/key-replaced-or-moved.ts";
import { example as keyRevived } from "./examples/key-revived.ts";
import { example as keyWithoutExpiry } from "./examples/key-without-expiry.ts";
import { example as keysDie } from "./examples/keys-die.ts";
import { example as knownAfterApply } from "./examples/known-after-apply.ts";
import { example as lastAdmin } from "./examples/last-admin.ts";
import { example as leftBehind } from "./examples/left-behind.ts";
import { example as managedInTwoStates } from "./examples/managed-in-two-states.ts";
import { example as massRemoval } from "./examples/mass-removal.ts";
import { example as memberDropped } from "./examples/member-dropped.ts";
import { example as missing } from "./examples/missing.ts";
import { example as neverUsed } from "./examples/never-used.ts";
import { example as newerPlanFields } from "./examples/newer-plan-fields.ts";
import { example as normalizedByVendor } from "./examples/normalized-by-vendor.ts";
import { example as notApplied } from "./examples/not-applied.ts";
import { example as notLookedAt } from "./examples/not-looked-at.ts";
import { example as orphanKey } from "./examples/orphan-key.ts";
import { example as overlapUnknown } from "./examples/overlap-unknown.ts";
import { example as planIncomplete } from "./examples/plan-incomplete.ts";
import { example as policyLoosened } from "./examples/policy-loosened.ts";
import { example as reasonMissing } from "./examples/reason-missing.ts";
import { example as redundantGrant } from "./examples/redundant-grant.ts";
import { example as referenceExceeded } from "./examples/reference-exceeded.ts";
import { example as roleInUseDeleted } from "./examples/role-in-use-deleted.ts";
import { example as roleWidened } from "./examples/role-widened.ts";
import { example as rotationPlanned } from "./examples/rotation-planned.ts";
import { example as rotationWithoutOverlap } from "./examples/rotation-without-overlap.ts";
import { example as scopeRaised } from "./examples/scope-raised.ts";
import { example as sealingUnknown } from "./examples/sealing-unknown.ts";
import { example as secretExposed } from "./examples/secret-exposed.ts";
import { example as secretInState } from "./examples/secret-in-state.ts";
import { example as selfLockout } from "./examples/self-lockout.ts";
import { example as severalLiveKeys } from "./examples/several-live-keys.ts";
import { example as tokenRightsUntold } from "./examples/token-rights-untold.ts";
import { example as toxicPair } from "./examples/toxic-pair.ts";
import { example as twoOwners } from "./examples/two-owners.ts";
import { example as unmanagedAccount } from "./examples/unmanaged-account.ts";
import { example as unmanagedBinding } from "./examples/unmanaged-binding.ts";
import { example as unmanagedKey } from "./examples/unmanaged-key.ts";
import { example as unmanagedRole } from "./examples/unmanaged-role.ts";
import { example as unusedRole } from "./examples/unused-role.ts";
import { example as vendorUnknown } from "./examples/vendor-unknown.ts";
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
  assertion_unmatched: assertionUnmatched,
  assertion_violated: assertionViolated,
  assertion_weakened: assertionWeakened,
  beyond_deployer: beyondDeployer,
  changed_outside: changedOutside,
  duplicate_names: duplicateNames,
  empty_role: emptyRole,
  ephemeral_not_seen: ephemeralNotSeen,
  escalation_enabler: escalationEnabler,
  escalation,
  expires_soon: expiresSoon,
  finding_turned_off: findingTurnedOff,
  grant_past_its_end: grantPastItsEnd,
  grant_without_end: grantWithoutEnd,
  holder_falls_to_nothing: holderFallsToNothing,
  holders_elsewhere_unknown: holdersElsewhereUnknown,
  human_and_machine_share: humanAndMachineShare,
  idle,
  idp_mapping_broadened: idpMappingBroadened,
  key_end_unknown: keyEndUnknown,
  key_ended: keyEnded,
  key_lifetime_over_policy: keyLifetimeOverPolicy,
  key_on_admin_account: keyOnAdminAccount,
  key_replaced_or_moved: keyReplacedOrMoved,
  key_revived: keyRevived,
  key_without_expiry: keyWithoutExpiry,
  keys_die: keysDie,
  known_after_apply: knownAfterApply,
  last_admin: lastAdmin,
  left_behind: leftBehind,
  managed_in_two_states: managedInTwoStates,
  mass_removal: massRemoval,
  member_dropped: memberDropped,
  missing,
  never_used: neverUsed,
  newer_plan_fields: newerPlanFields,
  normalized_by_vendor: normalizedByVendor,
  not_applied: notApplied,
  not_looked_at: notLookedAt,
  orphan_key: orphanKey,
  overlap_unknown: overlapUnknown,
  plan_incomplete: planIncomplete,
  policy_loosened: policyLoosened,
  reason_missing: reasonMissing,
  redundant_grant: redundantGrant,
  reference_exceeded: referenceExceeded,
  role_in_use_deleted: roleInUseDeleted,
  role_widened: roleWidened,
  rotation_planned: rotationPlanned,
  rotation_without_overlap: rotationWithoutOverlap,
  scope_raised: scopeRaised,
  sealing_unknown: sealingUnknown,
  secret_exposed: secretExposed,
  secret_in_state: secretInState,
  self_lockout: selfLockout,
  several_live_keys: severalLiveKeys,
  token_rights_untold: tokenRightsUntold,
  toxic_pair: toxicPair,
  two_owners: twoOwners,
  unmanaged_account: unmanagedAccount,
  unmanaged_binding: unmanagedBinding,
  unmanaged_key: unmanagedKey,
  unmanaged_role: unmanagedRole,
  unused_role: unusedRole,
  vendor_unknown: vendorUnknown,
  waiver_expired: waiverExpired,
  waiver_not_approved: waiverNotApproved,
  waiver_too_long: waiverTooLong,
  waiver_unmatched: waiverUnmatched,
  waiver_without_reason: waiverWithoutReason,
  wildcard_granted: wildcardGranted,
};
