import type { Infer } from "./descriptor.ts";
import { bytes, message, optional, repeated, string, sub } from "./descriptor.ts";
import { ClientCapabilities, Deferred, Diagnostic, DynamicValue, Timestamp } from "./values.ts";

export const ValidateEphemeralResourceConfigRequest = message("ValidateEphemeralResourceConfig.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
});
export type ValidateEphemeralResourceConfigRequest = Infer<typeof ValidateEphemeralResourceConfigRequest>;

export const ValidateEphemeralResourceConfigResponse = message("ValidateEphemeralResourceConfig.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});
export type ValidateEphemeralResourceConfigResponse = Infer<typeof ValidateEphemeralResourceConfigResponse>;

export const OpenEphemeralResourceRequest = message("OpenEphemeralResource.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
  clientCapabilities: sub(3, ClientCapabilities),
});
export type OpenEphemeralResourceRequest = Infer<typeof OpenEphemeralResourceRequest>;

export const OpenEphemeralResourceResponse = message("OpenEphemeralResource.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
  renewAt: optional(sub(2, Timestamp)),
  result: sub(3, DynamicValue),
  private: optional(bytes(4)),
  deferred: sub(5, Deferred),
});
export type OpenEphemeralResourceResponse = Infer<typeof OpenEphemeralResourceResponse>;

export const RenewEphemeralResourceRequest = message("RenewEphemeralResource.Request", {
  typeName: string(1),
  private: optional(bytes(2)),
});
export type RenewEphemeralResourceRequest = Infer<typeof RenewEphemeralResourceRequest>;

export const RenewEphemeralResourceResponse = message("RenewEphemeralResource.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
  renewAt: optional(sub(2, Timestamp)),
  private: optional(bytes(3)),
});
export type RenewEphemeralResourceResponse = Infer<typeof RenewEphemeralResourceResponse>;

export const CloseEphemeralResourceRequest = message("CloseEphemeralResource.Request", {
  typeName: string(1),
  private: optional(bytes(2)),
});
export type CloseEphemeralResourceRequest = Infer<typeof CloseEphemeralResourceRequest>;

export const CloseEphemeralResourceResponse = message("CloseEphemeralResource.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});
export type CloseEphemeralResourceResponse = Infer<typeof CloseEphemeralResourceResponse>;
