import type { Infer, NameOf } from "./descriptor.ts";
import { bool, bytes, choice, enumeration, int32, int64, map, message, oneof, optional } from "./descriptor.ts";
import { repeated, string, sub } from "./descriptor.ts";

export const DynamicValue = message("DynamicValue", { msgpack: bytes(1), json: bytes(2) });
export type DynamicValue = Infer<typeof DynamicValue>;

export const AttributePathStep = message("AttributePath.Step", {
  selector: oneof({ attributeName: string(1), elementKeyString: string(2), elementKeyInt: int64(3) }),
});
export type AttributePathStep = Infer<typeof AttributePathStep>;

export const AttributePath = message("AttributePath", { steps: repeated(sub(1, AttributePathStep)) });
export type AttributePath = Infer<typeof AttributePath>;

export const DiagnosticSeverity = enumeration("Diagnostic.Severity", { INVALID: 0, ERROR: 1, WARNING: 2 });
export type DiagnosticSeverity = NameOf<typeof DiagnosticSeverity>;

export const Diagnostic = message("Diagnostic", {
  severity: choice(1, DiagnosticSeverity),
  summary: string(2),
  detail: string(3),
  attribute: sub(4, AttributePath),
});
export type Diagnostic = Infer<typeof Diagnostic>;

export const FunctionError = message("FunctionError", { text: string(1), functionArgument: optional(int64(2)) });
export type FunctionError = Infer<typeof FunctionError>;

export const RawState = message("RawState", { json: bytes(1), flatmap: map(string(2)) });
export type RawState = Infer<typeof RawState>;

export const ResourceIdentityData = message("ResourceIdentityData", { identityData: sub(1, DynamicValue) });
export type ResourceIdentityData = Infer<typeof ResourceIdentityData>;

export const ServerCapabilities = message("ServerCapabilities", {
  planDestroy: bool(1),
  getProviderSchemaOptional: bool(2),
  moveResourceState: bool(3),
  generateResourceConfig: bool(4),
});
export type ServerCapabilities = Infer<typeof ServerCapabilities>;

export const ClientCapabilities = message("ClientCapabilities", {
  deferralAllowed: bool(1),
  writeOnlyAttributesAllowed: bool(2),
  storePlannedPrivate: bool(3),
  computedBlocksAllowed: bool(4),
});
export type ClientCapabilities = Infer<typeof ClientCapabilities>;

export const DeferredReason = enumeration("Deferred.Reason", {
  UNKNOWN: 0,
  RESOURCE_CONFIG_UNKNOWN: 1,
  PROVIDER_CONFIG_UNKNOWN: 2,
  ABSENT_PREREQ: 3,
});
export type DeferredReason = NameOf<typeof DeferredReason>;

export const Deferred = message("Deferred", { reason: choice(1, DeferredReason) });
export type Deferred = Infer<typeof Deferred>;

export const Timestamp = message("google.protobuf.Timestamp", { seconds: int64(1), nanos: int32(2) });
export type Timestamp = Infer<typeof Timestamp>;
