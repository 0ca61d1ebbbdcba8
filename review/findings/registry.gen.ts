// Made by `npm run generate`; edit what it is made from instead.
import type { FindingDefinition } from "./definition.ts";
import { finding as accessBroadened } from "./codes/access-broadened.ts";
import { finding as accessLost } from "./codes/access-lost.ts";
import { finding as adminGranted } from "./codes/admin-granted.ts";
import { finding as assertionUnmatched } from "./codes/assertion-unmatched.ts";
import { finding as assertionViolated } from "./codes/assertion-violated.ts";
import { finding as assertionWeakened } from "./codes/assertion-weakened.ts";
import { finding as beyondDeployer } from "./codes/beyond-deployer.ts";
import { finding as changedOutside } from "./codes/changed-outside.ts";
import { finding as duplicateNames } from "./codes/duplicate-names.ts";
import { finding as emptyRole } from "./codes/empty-role.ts";
import { finding as ephemeralNotSeen } from "./codes/ephemeral-not-seen.ts";
import { finding as escalationEnabler } from "./codes/escalation-enabler.ts";
import { finding as escalation } from "./codes/escalation.ts";
import { finding as expiresSoon } from "./codes/expires-soon.ts";
import { finding as findingTurnedOff } from "./codes/finding-turned-off.ts";
import { finding as grantPastItsEnd } from "./codes/grant-past-its-end.ts";
import { finding as grantWithoutEnd } from "./codes/grant-without-end.ts";
import { finding as holderFallsToNothing } from "./codes/holder-falls-to-nothing.ts";
import { finding as holdersElsewhereUnknown } from "./codes/holders-elsewhere-unknown.ts";
import { finding as humanAndMachineShare } from "./codes/human-and-machine-share.ts";
import { finding as idle } from "./codes/idle.ts";
import { finding as idpMappingBroadened } from "./codes/idp-mapping-broadened.ts";
import { finding as keyEndUnknown } from "./codes/key-end-unknown.ts";
import { finding as keyEnded } from "./codes/key-ended.ts";
import { finding as keyLifetimeOverPolicy } from "./codes/key-lifetime-over-policy.ts";
import { finding as keyOnAdminAccount } from "./codes/key-on-admin-account.ts";
import { finding as keyReplacedOrMoved } from "./codes/key-replaced-or-moved.ts";
import { finding as keyRevived } from "./codes/key-revived.ts";
import { finding as keyWithoutExpiry } from "./codes/key-without-expiry.ts";
import { finding as keysDie } from "./codes/keys-die.ts";
import { finding as knownAfterApply } from "./codes/known-after-apply.ts";
import { finding as lastAdmin } from "./codes/last-admin.ts";
import { finding as leftBehind } from "./codes/left-behind.ts";
import { finding as managedInTwoStates } from "./codes/managed-in-two-states.ts";
import { finding as massRemoval } from "./codes/mass-removal.ts";
import { finding as memberDropped } from "./codes/member-dropped.ts";
import { finding as missing } from "./codes/missing.ts";
import { finding as neverUsed } from "./codes/never-used.ts";
import { finding as newerPlanFields } from "./codes/newer-plan-fields.ts";
import { finding as normalizedByVendor } from "./codes/normalized-by-vendor.ts";
import { finding as notApplied } from "./codes/not-applied.ts";
import { finding as notLookedAt } from "./codes/not-looked-at.ts";
import { finding as orphanKey } from "./codes/orphan-key.ts";
import { finding as overlapUnknown } from "./codes/overlap-unknown.ts";
import { finding as planIncomplete } from "./codes/plan-incomplete.ts";
import { finding as policyLoosened } from "./codes/policy-loosened.ts";
import { finding as reasonMissing } from "./codes/reason-missing.ts";
import { finding as redundantGrant } from "./codes/redundant-grant.ts";
import { finding as referenceExceeded } from "./codes/reference-exceeded.ts";
import { finding as roleInUseDeleted } from "./codes/role-in-use-deleted.ts";
import { finding as roleWidened } from "./codes/role-widened.ts";
import { finding as rotationPlanned } from "./codes/rotation-planned.ts";
import { finding as rotationWithoutOverlap } from "./codes/rotation-without-overlap.ts";
import { finding as scopeRaised } from "./codes/scope-raised.ts";
import { finding as sealingUnknown } from "./codes/sealing-unknown.ts";
import { finding as secretExposed } from "./codes/secret-exposed.ts";
import { finding as secretInState } from "./codes/secret-in-state.ts";
import { finding as selfLockout } from "./codes/self-lockout.ts";
import { finding as severalLiveKeys } from "./codes/several-live-keys.ts";
import { finding as tokenRightsUntold } from "./codes/token-rights-untold.ts";
import { finding as toxicPair } from "./codes/toxic-pair.ts";
import { finding as twoOwners } from "./codes/two-owners.ts";
import { finding as unmanagedAccount } from "./codes/unmanaged-account.ts";
import { finding as unmanagedBinding } from "./codes/unmanaged-binding.ts";
import { finding as unmanagedKey } from "./codes/unmanaged-key.ts";
import { finding as unmanagedRole } from "./codes/unmanaged-role.ts";
import { finding as unusedRole } from "./codes/unused-role.ts";
import { finding as vendorUnknown } from "./codes/vendor-unknown.ts";
import { finding as waiverExpired } from "./codes/waiver-expired.ts";
import { finding as waiverNotApproved } from "./codes/waiver-not-approved.ts";
import { finding as waiverTooLong } from "./codes/waiver-too-long.ts";
import { finding as waiverUnmatched } from "./codes/waiver-unmatched.ts";
import { finding as waiverWithoutReason } from "./codes/waiver-without-reason.ts";
import { finding as wildcardGranted } from "./codes/wildcard-granted.ts";

/** Every kind of finding. */
export const findingDefinitions: readonly FindingDefinition[] = [
  accessBroadened,
  accessLost,
  adminGranted,
  assertionUnmatched,
  assertionViolated,
  assertionWeakened,
  beyondDeployer,
  changedOutside,
  duplicateNames,
  emptyRole,
  ephemeralNotSeen,
  escalationEnabler,
  escalation,
  expiresSoon,
  findingTurnedOff,
  grantPastItsEnd,
  grantWithoutEnd,
  holderFallsToNothing,
  holdersElsewhereUnknown,
  humanAndMachineShare,
  idle,
  idpMappingBroadened,
  keyEndUnknown,
  keyEnded,
  keyLifetimeOverPolicy,
  keyOnAdminAccount,
  keyReplacedOrMoved,
  keyRevived,
  keyWithoutExpiry,
  keysDie,
  knownAfterApply,
  lastAdmin,
  leftBehind,
  managedInTwoStates,
  massRemoval,
  memberDropped,
  missing,
  neverUsed,
  newerPlanFields,
  normalizedByVendor,
  notApplied,
  notLookedAt,
  orphanKey,
  overlapUnknown,
  planIncomplete,
  policyLoosened,
  reasonMissing,
  redundantGrant,
  referenceExceeded,
  roleInUseDeleted,
  roleWidened,
  rotationPlanned,
  rotationWithoutOverlap,
  scopeRaised,
  sealingUnknown,
  secretExposed,
  secretInState,
  selfLockout,
  severalLiveKeys,
  tokenRightsUntold,
  toxicPair,
  twoOwners,
  unmanagedAccount,
  unmanagedBinding,
  unmanagedKey,
  unmanagedRole,
  unusedRole,
  vendorUnknown,
  waiverExpired,
  waiverNotApproved,
  waiverTooLong,
  waiverUnmatched,
  waiverWithoutReason,
  wildcardGranted,
];
