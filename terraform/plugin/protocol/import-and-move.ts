import type { Infer } from "./descriptor.ts";
import { bytes, int64, message, repeated, string, sub } from "./descriptor.ts";
import { ClientCapabilities, Deferred, Diagnostic, DynamicValue, RawState, ResourceIdentityData } from "./values.ts";

export const ImportResourceStateRequest = message("ImportResourceState.Request", {
  typeName: string(1),
  id: string(2),
  clientCapabilities: sub(3, ClientCapabilities),
  identity: sub(4, ResourceIdentityData),
});
export type ImportResourceStateRequest = Infer<typeof ImportResourceStateRequest>;

export const ImportedResource = message("ImportResourceState.ImportedResource", {
  typeName: string(1),
  state: sub(2, DynamicValue),
  private: bytes(3),
  identity: sub(4, ResourceIdentityData),
});
export type ImportedResource = Infer<typeof ImportedResource>;

export const ImportResourceStateResponse = message("ImportResourceState.Response", {
  importedResources: repeated(sub(1, ImportedResource)),
  diagnostics: repeated(sub(2, Diagnostic)),
  deferred: sub(3, Deferred),
});
export type ImportResourceStateResponse = Infer<typeof ImportResourceStateResponse>;

export const MoveResourceStateRequest = message("MoveResourceState.Request", {
  sourceProviderAddress: string(1),
  sourceTypeName: string(2),
  sourceSchemaVersion: int64(3),
  sourceState: sub(4, RawState),
  targetTypeName: string(5),
  sourcePrivate: bytes(6),
  sourceIdentity: sub(7, RawState),
  sourceIdentitySchemaVersion: int64(8),
});
export type MoveResourceStateRequest = Infer<typeof MoveResourceStateRequest>;

export const MoveResourceStateResponse = message("MoveResourceState.Response", {
  targetState: sub(1, DynamicValue),
  diagnostics: repeated(sub(2, Diagnostic)),
  targetPrivate: bytes(3),
  targetIdentity: sub(4, ResourceIdentityData),
});
export type MoveResourceStateResponse = Infer<typeof MoveResourceStateResponse>;

export const GenerateResourceConfigRequest = message("GenerateResourceConfig.Request", {
  typeName: string(1),
  state: sub(2, DynamicValue),
});
export type GenerateResourceConfigRequest = Infer<typeof GenerateResourceConfigRequest>;

export const GenerateResourceConfigResponse = message("GenerateResourceConfig.Response", {
  config: sub(1, DynamicValue),
  diagnostics: repeated(sub(2, Diagnostic)),
});
export type GenerateResourceConfigResponse = Infer<typeof GenerateResourceConfigResponse>;
