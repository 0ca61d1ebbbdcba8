import type { Infer } from "./descriptor.ts";
import { message, repeated, string, sub } from "./descriptor.ts";
import { ClientCapabilities, Diagnostic, DynamicValue } from "./values.ts";

export const ValidateProviderConfigRequest = message("ValidateProviderConfig.Request", {
  config: sub(1, DynamicValue),
});
export type ValidateProviderConfigRequest = Infer<typeof ValidateProviderConfigRequest>;

export const ValidateProviderConfigResponse = message("ValidateProviderConfig.Response", {
  diagnostics: repeated(sub(2, Diagnostic)),
});
export type ValidateProviderConfigResponse = Infer<typeof ValidateProviderConfigResponse>;

export const ConfigureProviderRequest = message("ConfigureProvider.Request", {
  terraformVersion: string(1),
  config: sub(2, DynamicValue),
  clientCapabilities: sub(3, ClientCapabilities),
});
export type ConfigureProviderRequest = Infer<typeof ConfigureProviderRequest>;

export const ConfigureProviderResponse = message("ConfigureProvider.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});
export type ConfigureProviderResponse = Infer<typeof ConfigureProviderResponse>;

export const StopProviderRequest = message("StopProvider.Request", {});
export type StopProviderRequest = Infer<typeof StopProviderRequest>;

export const StopProviderResponse = message("StopProvider.Response", { error: string(1) });
export type StopProviderResponse = Infer<typeof StopProviderResponse>;
