import type { Infer } from "./descriptor.ts";
import { message, repeated, string, sub } from "./descriptor.ts";
import { ClientCapabilities, Deferred, Diagnostic, DynamicValue } from "./values.ts";

export const ValidateDataResourceConfigRequest = message("ValidateDataResourceConfig.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
});
export type ValidateDataResourceConfigRequest = Infer<typeof ValidateDataResourceConfigRequest>;

export const ValidateDataResourceConfigResponse = message("ValidateDataResourceConfig.Response", {
  diagnostics: repeated(sub(1, Diagnostic)),
});
export type ValidateDataResourceConfigResponse = Infer<typeof ValidateDataResourceConfigResponse>;

export const ReadDataSourceRequest = message("ReadDataSource.Request", {
  typeName: string(1),
  config: sub(2, DynamicValue),
  providerMeta: sub(3, DynamicValue),
  clientCapabilities: sub(4, ClientCapabilities),
});
export type ReadDataSourceRequest = Infer<typeof ReadDataSourceRequest>;

export const ReadDataSourceResponse = message("ReadDataSource.Response", {
  state: sub(1, DynamicValue),
  diagnostics: repeated(sub(2, Diagnostic)),
  deferred: sub(3, Deferred),
});
export type ReadDataSourceResponse = Infer<typeof ReadDataSourceResponse>;
