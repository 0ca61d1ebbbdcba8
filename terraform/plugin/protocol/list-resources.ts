import type { Infer } from "./descriptor.ts";
import { bool, int64, message, optional, repeated, string, sub } from "./descriptor.ts";
import { Diagnostic, DynamicValue, ResourceIdentityData } from "./values.ts";

export const ListResourceRequest = message("ListResource.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
  includeResourceObject: bool(3),
  limit: int64(4),
});
export type ListResourceRequest = Infer<typeof ListResourceRequest>;

export const ListResourceEvent = message("ListResource.Event", {
  identity: sub(1, ResourceIdentityData),
  displayName: string(2),
  resourceObject: optional(sub(3, DynamicValue)),
  diagnostic: repeated(sub(4, Diagnostic)),
});
export type ListResourceEvent = Infer<typeof ListResourceEvent>;

export const ValidateListResourceConfigRequest = message("ValidateListResourceConfig.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
  includeResourceObject: sub(3, DynamicValue),
  limit: sub(4, DynamicValue),
});
export type ValidateListResourceConfigRequest = Infer<typeof ValidateListResourceConfigRequest>;

export const ValidateListResourceConfigResponse = message("ValidateListResourceConfig.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});
export type ValidateListResourceConfigResponse = Infer<typeof ValidateListResourceConfigResponse>;
