import type { Infer } from "./descriptor.ts";
import { bool, bytes, int64, message, repeated, string, sub } from "./descriptor.ts";
import { AttributePath, ClientCapabilities, Deferred, Diagnostic, DynamicValue } from "./values.ts";
import { RawState, ResourceIdentityData } from "./values.ts";

export const ValidateResourceConfigRequest = message("ValidateResourceConfig.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
  clientCapabilities: sub(3, ClientCapabilities),
});
export type ValidateResourceConfigRequest = Infer<typeof ValidateResourceConfigRequest>;

export const ValidateResourceConfigResponse = message("ValidateResourceConfig.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});
export type ValidateResourceConfigResponse = Infer<typeof ValidateResourceConfigResponse>;

export const UpgradeResourceStateRequest = message("UpgradeResourceState.Request", {
  typeName: string(1),
  version: int64(2),
  rawState: sub(3, RawState),
});
export type UpgradeResourceStateRequest = Infer<typeof UpgradeResourceStateRequest>;

export const UpgradeResourceStateResponse = message("UpgradeResourceState.Response", {
  upgradedState: sub(1, DynamicValue),
  diagnostics: repeated(sub(2, Diagnostic)),
});
export type UpgradeResourceStateResponse = Infer<typeof UpgradeResourceStateResponse>;

export const UpgradeResourceIdentityRequest = message("UpgradeResourceIdentity.Request", {
  typeName: string(1),
  version: int64(2),
  rawIdentity: sub(3, RawState),
});
export type UpgradeResourceIdentityRequest = Infer<typeof UpgradeResourceIdentityRequest>;

export const UpgradeResourceIdentityResponse = message("UpgradeResourceIdentity.Response", {
  upgradedIdentity: sub(1, ResourceIdentityData),
  diagnostics: repeated(sub(2, Diagnostic)),
});
export type UpgradeResourceIdentityResponse = Infer<typeof UpgradeResourceIdentityResponse>;

export const ReadResourceRequest = message("ReadResource.Request", {
  typeName: string(1),
  currentState: sub(2, DynamicValue),
  private: bytes(3),
  providerMeta: sub(4, DynamicValue),
  clientCapabilities: sub(5, ClientCapabilities),
  currentIdentity: sub(6, ResourceIdentityData),
});
export type ReadResourceRequest = Infer<typeof ReadResourceRequest>;

export const ReadResourceResponse = message("ReadResource.Response", {
  newState: sub(1, DynamicValue),
  diagnostics: repeated(sub(2, Diagnostic)),
  private: bytes(3),
  deferred: sub(4, Deferred),
  newIdentity: sub(5, ResourceIdentityData),
});
export type ReadResourceResponse = Infer<typeof ReadResourceResponse>;

export const PlanResourceChangeRequest = message("PlanResourceChange.Request", {
  typeName: string(1),
  priorState: sub(2, DynamicValue),
  proposedNewState: sub(3, DynamicValue),
  config: sub(4, DynamicValue),
  priorPrivate: bytes(5),
  providerMeta: sub(6, DynamicValue),
  clientCapabilities: sub(7, ClientCapabilities),
  priorIdentity: sub(8, ResourceIdentityData),
  plannedPrivate: bytes(9),
});
export type PlanResourceChangeRequest = Infer<typeof PlanResourceChangeRequest>;

export const PlanResourceChangeResponse = message("PlanResourceChange.Response", {
  plannedState: sub(1, DynamicValue),
  requiresReplace: repeated(sub(2, AttributePath)),
  plannedPrivate: bytes(3),
  diagnostics: repeated(sub(4, Diagnostic)),
  legacyTypeSystem: bool(5),
  deferred: sub(6, Deferred),
  plannedIdentity: sub(7, ResourceIdentityData),
});
export type PlanResourceChangeResponse = Infer<typeof PlanResourceChangeResponse>;

export const ApplyResourceChangeRequest = message("ApplyResourceChange.Request", {
  typeName: string(1),
  priorState: sub(2, DynamicValue),
  plannedState: sub(3, DynamicValue),
  config: sub(4, DynamicValue),
  plannedPrivate: bytes(5),
  providerMeta: sub(6, DynamicValue),
  plannedIdentity: sub(7, ResourceIdentityData),
});
export type ApplyResourceChangeRequest = Infer<typeof ApplyResourceChangeRequest>;

export const ApplyResourceChangeResponse = message("ApplyResourceChange.Response", {
  newState: sub(1, DynamicValue),
  private: bytes(2),
  diagnostics: repeated(sub(3, Diagnostic)),
  legacyTypeSystem: bool(4),
  newIdentity: sub(5, ResourceIdentityData),
});
export type ApplyResourceChangeResponse = Infer<typeof ApplyResourceChangeResponse>;
