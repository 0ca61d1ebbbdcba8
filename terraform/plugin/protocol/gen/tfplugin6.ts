// Made by `npm run generate`; edit what it is made from instead.
import * as googleProtobuf from "./google-protobuf.ts";
import { enumeration, map, member, message, one, optional, repeated, type MessageType } from "../descriptor.ts";
import { serverStream, serviceType, unary } from "../service.ts";

export interface GetMetadataRequest {}
export interface GetMetadataRequestInit {}
export const GetMetadataRequest: MessageType<GetMetadataRequest, GetMetadataRequestInit> = message(
  "GetMetadata.Request",
  () => [],
);

export interface GetMetadataResponse {
  readonly serverCapabilities?: ServerCapabilities | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly dataSources: readonly GetMetadataDataSourceMetadata[];
  readonly resources: readonly GetMetadataResourceMetadata[];
  readonly functions: readonly GetMetadataFunctionMetadata[];
  readonly ephemeralResources: readonly GetMetadataEphemeralMetadata[];
  readonly listResources: readonly GetMetadataListResourceMetadata[];
  readonly stateStores: readonly GetMetadataStateStoreMetadata[];
  readonly actions: readonly GetMetadataActionMetadata[];
}
export interface GetMetadataResponseInit {
  readonly serverCapabilities?: ServerCapabilitiesInit | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly dataSources?: readonly GetMetadataDataSourceMetadataInit[] | undefined;
  readonly resources?: readonly GetMetadataResourceMetadataInit[] | undefined;
  readonly functions?: readonly GetMetadataFunctionMetadataInit[] | undefined;
  readonly ephemeralResources?: readonly GetMetadataEphemeralMetadataInit[] | undefined;
  readonly listResources?: readonly GetMetadataListResourceMetadataInit[] | undefined;
  readonly stateStores?: readonly GetMetadataStateStoreMetadataInit[] | undefined;
  readonly actions?: readonly GetMetadataActionMetadataInit[] | undefined;
}
export const GetMetadataResponse: MessageType<GetMetadataResponse, GetMetadataResponseInit> = message(
  "GetMetadata.Response",
  () => [
    one(1, "serverCapabilities", ServerCapabilities),
    repeated(2, "diagnostics", Diagnostic),
    repeated(3, "dataSources", GetMetadataDataSourceMetadata),
    repeated(4, "resources", GetMetadataResourceMetadata),
    repeated(5, "functions", GetMetadataFunctionMetadata),
    repeated(6, "ephemeralResources", GetMetadataEphemeralMetadata),
    repeated(7, "listResources", GetMetadataListResourceMetadata),
    repeated(8, "stateStores", GetMetadataStateStoreMetadata),
    repeated(9, "actions", GetMetadataActionMetadata),
  ],
);

export interface GetMetadataDataSourceMetadata {
  readonly typeName: string;
}
export interface GetMetadataDataSourceMetadataInit {
  readonly typeName?: string | undefined;
}
export const GetMetadataDataSourceMetadata: MessageType<
  GetMetadataDataSourceMetadata,
  GetMetadataDataSourceMetadataInit
> = message("GetMetadata.DataSourceMetadata", () => [one(1, "typeName", "string")]);

export interface GetMetadataResourceMetadata {
  readonly typeName: string;
}
export interface GetMetadataResourceMetadataInit {
  readonly typeName?: string | undefined;
}
export const GetMetadataResourceMetadata: MessageType<GetMetadataResourceMetadata, GetMetadataResourceMetadataInit> =
  message("GetMetadata.ResourceMetadata", () => [one(1, "typeName", "string")]);

export interface GetMetadataFunctionMetadata {
  readonly name: string;
}
export interface GetMetadataFunctionMetadataInit {
  readonly name?: string | undefined;
}
export const GetMetadataFunctionMetadata: MessageType<GetMetadataFunctionMetadata, GetMetadataFunctionMetadataInit> =
  message("GetMetadata.FunctionMetadata", () => [one(1, "name", "string")]);

export interface GetMetadataEphemeralMetadata {
  readonly typeName: string;
}
export interface GetMetadataEphemeralMetadataInit {
  readonly typeName?: string | undefined;
}
export const GetMetadataEphemeralMetadata: MessageType<GetMetadataEphemeralMetadata, GetMetadataEphemeralMetadataInit> =
  message("GetMetadata.EphemeralMetadata", () => [one(1, "typeName", "string")]);

export interface GetMetadataListResourceMetadata {
  readonly typeName: string;
}
export interface GetMetadataListResourceMetadataInit {
  readonly typeName?: string | undefined;
}
export const GetMetadataListResourceMetadata: MessageType<
  GetMetadataListResourceMetadata,
  GetMetadataListResourceMetadataInit
> = message("GetMetadata.ListResourceMetadata", () => [one(1, "typeName", "string")]);

export interface GetMetadataStateStoreMetadata {
  readonly typeName: string;
}
export interface GetMetadataStateStoreMetadataInit {
  readonly typeName?: string | undefined;
}
export const GetMetadataStateStoreMetadata: MessageType<
  GetMetadataStateStoreMetadata,
  GetMetadataStateStoreMetadataInit
> = message("GetMetadata.StateStoreMetadata", () => [one(1, "typeName", "string")]);

export interface GetMetadataActionMetadata {
  readonly typeName: string;
}
export interface GetMetadataActionMetadataInit {
  readonly typeName?: string | undefined;
}
export const GetMetadataActionMetadata: MessageType<GetMetadataActionMetadata, GetMetadataActionMetadataInit> = message(
  "GetMetadata.ActionMetadata",
  () => [one(1, "typeName", "string")],
);

export interface ServerCapabilities {
  readonly planDestroy: boolean;
  readonly getProviderSchemaOptional: boolean;
  readonly moveResourceState: boolean;
  readonly generateResourceConfig: boolean;
}
export interface ServerCapabilitiesInit {
  readonly planDestroy?: boolean | undefined;
  readonly getProviderSchemaOptional?: boolean | undefined;
  readonly moveResourceState?: boolean | undefined;
  readonly generateResourceConfig?: boolean | undefined;
}
export const ServerCapabilities: MessageType<ServerCapabilities, ServerCapabilitiesInit> = message(
  "ServerCapabilities",
  () => [
    one(1, "planDestroy", "bool"),
    one(2, "getProviderSchemaOptional", "bool"),
    one(3, "moveResourceState", "bool"),
    one(4, "generateResourceConfig", "bool"),
  ],
);

export type DiagnosticSeverity = "INVALID" | "ERROR" | "WARNING";
export const DiagnosticSeverity = enumeration("Diagnostic.Severity", { INVALID: 0, ERROR: 1, WARNING: 2 });

export interface Diagnostic {
  readonly severity: DiagnosticSeverity;
  readonly summary: string;
  readonly detail: string;
  readonly attribute?: AttributePath | undefined;
}
export interface DiagnosticInit {
  readonly severity?: DiagnosticSeverity | undefined;
  readonly summary?: string | undefined;
  readonly detail?: string | undefined;
  readonly attribute?: AttributePathInit | undefined;
}
export const Diagnostic: MessageType<Diagnostic, DiagnosticInit> = message("Diagnostic", () => [
  one(1, "severity", DiagnosticSeverity),
  one(2, "summary", "string"),
  one(3, "detail", "string"),
  one(4, "attribute", AttributePath),
]);

export interface AttributePathStep {
  readonly selector?:
    | { readonly kind: "attributeName"; readonly value: string }
    | { readonly kind: "elementKeyString"; readonly value: string }
    | { readonly kind: "elementKeyInt"; readonly value: bigint }
    | undefined;
}
export interface AttributePathStepInit {
  readonly selector?:
    | { readonly kind: "attributeName"; readonly value: string }
    | { readonly kind: "elementKeyString"; readonly value: string }
    | { readonly kind: "elementKeyInt"; readonly value: bigint }
    | undefined;
}
export const AttributePathStep: MessageType<AttributePathStep, AttributePathStepInit> = message(
  "AttributePath.Step",
  () => [
    member("selector", one(1, "attributeName", "string")),
    member("selector", one(2, "elementKeyString", "string")),
    member("selector", one(3, "elementKeyInt", "int64")),
  ],
);

export interface AttributePath {
  readonly steps: readonly AttributePathStep[];
}
export interface AttributePathInit {
  readonly steps?: readonly AttributePathStepInit[] | undefined;
}
export const AttributePath: MessageType<AttributePath, AttributePathInit> = message("AttributePath", () => [
  repeated(1, "steps", AttributePathStep),
]);

export interface GetProviderSchemaRequest {}
export interface GetProviderSchemaRequestInit {}
export const GetProviderSchemaRequest: MessageType<GetProviderSchemaRequest, GetProviderSchemaRequestInit> = message(
  "GetProviderSchema.Request",
  () => [],
);

export interface GetProviderSchemaResponse {
  readonly provider?: Schema | undefined;
  readonly resourceSchemas: { readonly [key: string]: Schema };
  readonly dataSourceSchemas: { readonly [key: string]: Schema };
  readonly diagnostics: readonly Diagnostic[];
  readonly providerMeta?: Schema | undefined;
  readonly serverCapabilities?: ServerCapabilities | undefined;
  readonly functions: { readonly [key: string]: Function };
  readonly ephemeralResourceSchemas: { readonly [key: string]: Schema };
  readonly listResourceSchemas: { readonly [key: string]: Schema };
  readonly stateStoreSchemas: { readonly [key: string]: Schema };
  readonly actionSchemas: { readonly [key: string]: ActionSchema };
}
export interface GetProviderSchemaResponseInit {
  readonly provider?: SchemaInit | undefined;
  readonly resourceSchemas?: { readonly [key: string]: SchemaInit } | undefined;
  readonly dataSourceSchemas?: { readonly [key: string]: SchemaInit } | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly providerMeta?: SchemaInit | undefined;
  readonly serverCapabilities?: ServerCapabilitiesInit | undefined;
  readonly functions?: { readonly [key: string]: FunctionInit } | undefined;
  readonly ephemeralResourceSchemas?: { readonly [key: string]: SchemaInit } | undefined;
  readonly listResourceSchemas?: { readonly [key: string]: SchemaInit } | undefined;
  readonly stateStoreSchemas?: { readonly [key: string]: SchemaInit } | undefined;
  readonly actionSchemas?: { readonly [key: string]: ActionSchemaInit } | undefined;
}
export const GetProviderSchemaResponse: MessageType<GetProviderSchemaResponse, GetProviderSchemaResponseInit> = message(
  "GetProviderSchema.Response",
  () => [
    one(1, "provider", Schema),
    map(2, "resourceSchemas", Schema),
    map(3, "dataSourceSchemas", Schema),
    repeated(4, "diagnostics", Diagnostic),
    one(5, "providerMeta", Schema),
    one(6, "serverCapabilities", ServerCapabilities),
    map(7, "functions", Function),
    map(8, "ephemeralResourceSchemas", Schema),
    map(9, "listResourceSchemas", Schema),
    map(10, "stateStoreSchemas", Schema),
    map(11, "actionSchemas", ActionSchema),
  ],
);

export interface SchemaBlock {
  readonly version: bigint;
  readonly attributes: readonly SchemaAttribute[];
  readonly blockTypes: readonly SchemaNestedBlock[];
  readonly description: string;
  readonly descriptionKind: StringKind;
  readonly deprecated: boolean;
  readonly deprecationMessage: string;
  readonly computed: boolean;
}
export interface SchemaBlockInit {
  readonly version?: bigint | undefined;
  readonly attributes?: readonly SchemaAttributeInit[] | undefined;
  readonly blockTypes?: readonly SchemaNestedBlockInit[] | undefined;
  readonly description?: string | undefined;
  readonly descriptionKind?: StringKind | undefined;
  readonly deprecated?: boolean | undefined;
  readonly deprecationMessage?: string | undefined;
  readonly computed?: boolean | undefined;
}
export const SchemaBlock: MessageType<SchemaBlock, SchemaBlockInit> = message("Schema.Block", () => [
  one(1, "version", "int64"),
  repeated(2, "attributes", SchemaAttribute),
  repeated(3, "blockTypes", SchemaNestedBlock),
  one(4, "description", "string"),
  one(5, "descriptionKind", StringKind),
  one(6, "deprecated", "bool"),
  one(7, "deprecationMessage", "string"),
  one(8, "computed", "bool"),
]);

export interface SchemaAttribute {
  readonly name: string;
  readonly type: Uint8Array;
  readonly description: string;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
  readonly descriptionKind: StringKind;
  readonly deprecated: boolean;
  readonly nestedType?: SchemaObject | undefined;
  readonly writeOnly: boolean;
  readonly deprecationMessage: string;
}
export interface SchemaAttributeInit {
  readonly name?: string | undefined;
  readonly type?: Uint8Array | undefined;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  readonly optional?: boolean | undefined;
  readonly computed?: boolean | undefined;
  readonly sensitive?: boolean | undefined;
  readonly descriptionKind?: StringKind | undefined;
  readonly deprecated?: boolean | undefined;
  readonly nestedType?: SchemaObjectInit | undefined;
  readonly writeOnly?: boolean | undefined;
  readonly deprecationMessage?: string | undefined;
}
export const SchemaAttribute: MessageType<SchemaAttribute, SchemaAttributeInit> = message("Schema.Attribute", () => [
  one(1, "name", "string"),
  one(2, "type", "bytes"),
  one(3, "description", "string"),
  one(4, "required", "bool"),
  one(5, "optional", "bool"),
  one(6, "computed", "bool"),
  one(7, "sensitive", "bool"),
  one(8, "descriptionKind", StringKind),
  one(9, "deprecated", "bool"),
  one(10, "nestedType", SchemaObject),
  one(11, "writeOnly", "bool"),
  one(12, "deprecationMessage", "string"),
]);

export type SchemaObjectNestingMode = "INVALID" | "SINGLE" | "LIST" | "SET" | "MAP";
export const SchemaObjectNestingMode = enumeration("Schema.Object.NestingMode", {
  INVALID: 0,
  SINGLE: 1,
  LIST: 2,
  SET: 3,
  MAP: 4,
});

export interface SchemaObject {
  readonly attributes: readonly SchemaAttribute[];
  readonly nesting: SchemaObjectNestingMode;
  readonly minItems: bigint;
  readonly maxItems: bigint;
}
export interface SchemaObjectInit {
  readonly attributes?: readonly SchemaAttributeInit[] | undefined;
  readonly nesting?: SchemaObjectNestingMode | undefined;
  readonly minItems?: bigint | undefined;
  readonly maxItems?: bigint | undefined;
}
export const SchemaObject: MessageType<SchemaObject, SchemaObjectInit> = message("Schema.Object", () => [
  repeated(1, "attributes", SchemaAttribute),
  one(3, "nesting", SchemaObjectNestingMode),
  one(4, "minItems", "int64"),
  one(5, "maxItems", "int64"),
]);

export type SchemaNestedBlockNestingMode = "INVALID" | "SINGLE" | "LIST" | "SET" | "MAP" | "GROUP";
export const SchemaNestedBlockNestingMode = enumeration("Schema.NestedBlock.NestingMode", {
  INVALID: 0,
  SINGLE: 1,
  LIST: 2,
  SET: 3,
  MAP: 4,
  GROUP: 5,
});

export interface SchemaNestedBlock {
  readonly typeName: string;
  readonly block?: SchemaBlock | undefined;
  readonly nesting: SchemaNestedBlockNestingMode;
  readonly minItems: bigint;
  readonly maxItems: bigint;
}
export interface SchemaNestedBlockInit {
  readonly typeName?: string | undefined;
  readonly block?: SchemaBlockInit | undefined;
  readonly nesting?: SchemaNestedBlockNestingMode | undefined;
  readonly minItems?: bigint | undefined;
  readonly maxItems?: bigint | undefined;
}
export const SchemaNestedBlock: MessageType<SchemaNestedBlock, SchemaNestedBlockInit> = message(
  "Schema.NestedBlock",
  () => [
    one(1, "typeName", "string"),
    one(2, "block", SchemaBlock),
    one(3, "nesting", SchemaNestedBlockNestingMode),
    one(4, "minItems", "int64"),
    one(5, "maxItems", "int64"),
  ],
);

export interface Schema {
  readonly version: bigint;
  readonly block?: SchemaBlock | undefined;
}
export interface SchemaInit {
  readonly version?: bigint | undefined;
  readonly block?: SchemaBlockInit | undefined;
}
export const Schema: MessageType<Schema, SchemaInit> = message("Schema", () => [
  one(1, "version", "int64"),
  one(2, "block", SchemaBlock),
]);

export interface FunctionParameter {
  readonly name: string;
  readonly type: Uint8Array;
  readonly allowNullValue: boolean;
  readonly allowUnknownValues: boolean;
  readonly description: string;
  readonly descriptionKind: StringKind;
}
export interface FunctionParameterInit {
  readonly name?: string | undefined;
  readonly type?: Uint8Array | undefined;
  readonly allowNullValue?: boolean | undefined;
  readonly allowUnknownValues?: boolean | undefined;
  readonly description?: string | undefined;
  readonly descriptionKind?: StringKind | undefined;
}
export const FunctionParameter: MessageType<FunctionParameter, FunctionParameterInit> = message(
  "Function.Parameter",
  () => [
    one(1, "name", "string"),
    one(2, "type", "bytes"),
    one(3, "allowNullValue", "bool"),
    one(4, "allowUnknownValues", "bool"),
    one(5, "description", "string"),
    one(6, "descriptionKind", StringKind),
  ],
);

export interface FunctionReturn {
  readonly type: Uint8Array;
}
export interface FunctionReturnInit {
  readonly type?: Uint8Array | undefined;
}
export const FunctionReturn: MessageType<FunctionReturn, FunctionReturnInit> = message("Function.Return", () => [
  one(1, "type", "bytes"),
]);

export interface Function {
  readonly parameters: readonly FunctionParameter[];
  readonly variadicParameter?: FunctionParameter | undefined;
  readonly return?: FunctionReturn | undefined;
  readonly summary: string;
  readonly description: string;
  readonly descriptionKind: StringKind;
  readonly deprecationMessage: string;
}
export interface FunctionInit {
  readonly parameters?: readonly FunctionParameterInit[] | undefined;
  readonly variadicParameter?: FunctionParameterInit | undefined;
  readonly return?: FunctionReturnInit | undefined;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly descriptionKind?: StringKind | undefined;
  readonly deprecationMessage?: string | undefined;
}
export const Function: MessageType<Function, FunctionInit> = message("Function", () => [
  repeated(1, "parameters", FunctionParameter),
  one(2, "variadicParameter", FunctionParameter),
  one(3, "return", FunctionReturn),
  one(4, "summary", "string"),
  one(5, "description", "string"),
  one(6, "descriptionKind", StringKind),
  one(7, "deprecationMessage", "string"),
]);

export interface ActionSchema {
  readonly schema?: Schema | undefined;
}
export interface ActionSchemaInit {
  readonly schema?: SchemaInit | undefined;
}
export const ActionSchema: MessageType<ActionSchema, ActionSchemaInit> = message("ActionSchema", () => [
  one(1, "schema", Schema),
]);

export interface ValidateProviderConfigRequest {
  readonly config?: DynamicValue | undefined;
}
export interface ValidateProviderConfigRequestInit {
  readonly config?: DynamicValueInit | undefined;
}
export const ValidateProviderConfigRequest: MessageType<
  ValidateProviderConfigRequest,
  ValidateProviderConfigRequestInit
> = message("ValidateProviderConfig.Request", () => [one(1, "config", DynamicValue)]);

export interface ValidateProviderConfigResponse {
  readonly diagnostics: readonly Diagnostic[];
}
export interface ValidateProviderConfigResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const ValidateProviderConfigResponse: MessageType<
  ValidateProviderConfigResponse,
  ValidateProviderConfigResponseInit
> = message("ValidateProviderConfig.Response", () => [repeated(2, "diagnostics", Diagnostic)]);

export interface DynamicValue {
  readonly msgpack: Uint8Array;
  readonly json: Uint8Array;
}
export interface DynamicValueInit {
  readonly msgpack?: Uint8Array | undefined;
  readonly json?: Uint8Array | undefined;
}
export const DynamicValue: MessageType<DynamicValue, DynamicValueInit> = message("DynamicValue", () => [
  one(1, "msgpack", "bytes"),
  one(2, "json", "bytes"),
]);

export interface ValidateResourceConfigRequest {
  readonly typeName: string;
  readonly config?: DynamicValue | undefined;
  readonly clientCapabilities?: ClientCapabilities | undefined;
}
export interface ValidateResourceConfigRequestInit {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
}
export const ValidateResourceConfigRequest: MessageType<
  ValidateResourceConfigRequest,
  ValidateResourceConfigRequestInit
> = message("ValidateResourceConfig.Request", () => [
  one(1, "typeName", "string"),
  one(2, "config", DynamicValue),
  one(3, "clientCapabilities", ClientCapabilities),
]);

export interface ValidateResourceConfigResponse {
  readonly diagnostics: readonly Diagnostic[];
}
export interface ValidateResourceConfigResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const ValidateResourceConfigResponse: MessageType<
  ValidateResourceConfigResponse,
  ValidateResourceConfigResponseInit
> = message("ValidateResourceConfig.Response", () => [repeated(1, "diagnostics", Diagnostic)]);

export interface ClientCapabilities {
  readonly deferralAllowed: boolean;
  readonly writeOnlyAttributesAllowed: boolean;
  readonly storePlannedPrivate: boolean;
  readonly computedBlocksAllowed: boolean;
}
export interface ClientCapabilitiesInit {
  readonly deferralAllowed?: boolean | undefined;
  readonly writeOnlyAttributesAllowed?: boolean | undefined;
  readonly storePlannedPrivate?: boolean | undefined;
  readonly computedBlocksAllowed?: boolean | undefined;
}
export const ClientCapabilities: MessageType<ClientCapabilities, ClientCapabilitiesInit> = message(
  "ClientCapabilities",
  () => [
    one(1, "deferralAllowed", "bool"),
    one(2, "writeOnlyAttributesAllowed", "bool"),
    one(3, "storePlannedPrivate", "bool"),
    one(4, "computedBlocksAllowed", "bool"),
  ],
);

export interface ValidateDataResourceConfigRequest {
  readonly typeName: string;
  readonly config?: DynamicValue | undefined;
}
export interface ValidateDataResourceConfigRequestInit {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
}
export const ValidateDataResourceConfigRequest: MessageType<
  ValidateDataResourceConfigRequest,
  ValidateDataResourceConfigRequestInit
> = message("ValidateDataResourceConfig.Request", () => [one(1, "typeName", "string"), one(2, "config", DynamicValue)]);

export interface ValidateDataResourceConfigResponse {
  readonly diagnostics: readonly Diagnostic[];
}
export interface ValidateDataResourceConfigResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const ValidateDataResourceConfigResponse: MessageType<
  ValidateDataResourceConfigResponse,
  ValidateDataResourceConfigResponseInit
> = message("ValidateDataResourceConfig.Response", () => [repeated(1, "diagnostics", Diagnostic)]);

export interface UpgradeResourceStateRequest {
  readonly typeName: string;
  readonly version: bigint;
  readonly rawState?: RawState | undefined;
}
export interface UpgradeResourceStateRequestInit {
  readonly typeName?: string | undefined;
  readonly version?: bigint | undefined;
  readonly rawState?: RawStateInit | undefined;
}
export const UpgradeResourceStateRequest: MessageType<UpgradeResourceStateRequest, UpgradeResourceStateRequestInit> =
  message("UpgradeResourceState.Request", () => [
    one(1, "typeName", "string"),
    one(2, "version", "int64"),
    one(3, "rawState", RawState),
  ]);

export interface UpgradeResourceStateResponse {
  readonly upgradedState?: DynamicValue | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
export interface UpgradeResourceStateResponseInit {
  readonly upgradedState?: DynamicValueInit | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const UpgradeResourceStateResponse: MessageType<UpgradeResourceStateResponse, UpgradeResourceStateResponseInit> =
  message("UpgradeResourceState.Response", () => [
    one(1, "upgradedState", DynamicValue),
    repeated(2, "diagnostics", Diagnostic),
  ]);

export interface RawState {
  readonly json: Uint8Array;
  readonly flatmap: { readonly [key: string]: string };
}
export interface RawStateInit {
  readonly json?: Uint8Array | undefined;
  readonly flatmap?: { readonly [key: string]: string } | undefined;
}
export const RawState: MessageType<RawState, RawStateInit> = message("RawState", () => [
  one(1, "json", "bytes"),
  map(2, "flatmap", "string"),
]);

export interface ConfigureProviderRequest {
  readonly terraformVersion: string;
  readonly config?: DynamicValue | undefined;
  readonly clientCapabilities?: ClientCapabilities | undefined;
}
export interface ConfigureProviderRequestInit {
  readonly terraformVersion?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
}
export const ConfigureProviderRequest: MessageType<ConfigureProviderRequest, ConfigureProviderRequestInit> = message(
  "ConfigureProvider.Request",
  () => [
    one(1, "terraformVersion", "string"),
    one(2, "config", DynamicValue),
    one(3, "clientCapabilities", ClientCapabilities),
  ],
);

export interface ConfigureProviderResponse {
  readonly diagnostics: readonly Diagnostic[];
}
export interface ConfigureProviderResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const ConfigureProviderResponse: MessageType<ConfigureProviderResponse, ConfigureProviderResponseInit> = message(
  "ConfigureProvider.Response",
  () => [repeated(1, "diagnostics", Diagnostic)],
);

export interface ResourceIdentitySchemaIdentityAttribute {
  readonly name: string;
  readonly type: Uint8Array;
  readonly requiredForImport: boolean;
  readonly optionalForImport: boolean;
  readonly description: string;
}
export interface ResourceIdentitySchemaIdentityAttributeInit {
  readonly name?: string | undefined;
  readonly type?: Uint8Array | undefined;
  readonly requiredForImport?: boolean | undefined;
  readonly optionalForImport?: boolean | undefined;
  readonly description?: string | undefined;
}
export const ResourceIdentitySchemaIdentityAttribute: MessageType<
  ResourceIdentitySchemaIdentityAttribute,
  ResourceIdentitySchemaIdentityAttributeInit
> = message("ResourceIdentitySchema.IdentityAttribute", () => [
  one(1, "name", "string"),
  one(2, "type", "bytes"),
  one(3, "requiredForImport", "bool"),
  one(4, "optionalForImport", "bool"),
  one(5, "description", "string"),
]);

export interface ResourceIdentitySchema {
  readonly version: bigint;
  readonly identityAttributes: readonly ResourceIdentitySchemaIdentityAttribute[];
}
export interface ResourceIdentitySchemaInit {
  readonly version?: bigint | undefined;
  readonly identityAttributes?: readonly ResourceIdentitySchemaIdentityAttributeInit[] | undefined;
}
export const ResourceIdentitySchema: MessageType<ResourceIdentitySchema, ResourceIdentitySchemaInit> = message(
  "ResourceIdentitySchema",
  () => [one(1, "version", "int64"), repeated(2, "identityAttributes", ResourceIdentitySchemaIdentityAttribute)],
);

export interface GetResourceIdentitySchemasRequest {}
export interface GetResourceIdentitySchemasRequestInit {}
export const GetResourceIdentitySchemasRequest: MessageType<
  GetResourceIdentitySchemasRequest,
  GetResourceIdentitySchemasRequestInit
> = message("GetResourceIdentitySchemas.Request", () => []);

export interface GetResourceIdentitySchemasResponse {
  readonly identitySchemas: { readonly [key: string]: ResourceIdentitySchema };
  readonly diagnostics: readonly Diagnostic[];
}
export interface GetResourceIdentitySchemasResponseInit {
  readonly identitySchemas?: { readonly [key: string]: ResourceIdentitySchemaInit } | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const GetResourceIdentitySchemasResponse: MessageType<
  GetResourceIdentitySchemasResponse,
  GetResourceIdentitySchemasResponseInit
> = message("GetResourceIdentitySchemas.Response", () => [
  map(1, "identitySchemas", ResourceIdentitySchema),
  repeated(2, "diagnostics", Diagnostic),
]);

export interface UpgradeResourceIdentityRequest {
  readonly typeName: string;
  readonly version: bigint;
  readonly rawIdentity?: RawState | undefined;
}
export interface UpgradeResourceIdentityRequestInit {
  readonly typeName?: string | undefined;
  readonly version?: bigint | undefined;
  readonly rawIdentity?: RawStateInit | undefined;
}
export const UpgradeResourceIdentityRequest: MessageType<
  UpgradeResourceIdentityRequest,
  UpgradeResourceIdentityRequestInit
> = message("UpgradeResourceIdentity.Request", () => [
  one(1, "typeName", "string"),
  one(2, "version", "int64"),
  one(3, "rawIdentity", RawState),
]);

export interface UpgradeResourceIdentityResponse {
  readonly upgradedIdentity?: ResourceIdentityData | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
export interface UpgradeResourceIdentityResponseInit {
  readonly upgradedIdentity?: ResourceIdentityDataInit | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const UpgradeResourceIdentityResponse: MessageType<
  UpgradeResourceIdentityResponse,
  UpgradeResourceIdentityResponseInit
> = message("UpgradeResourceIdentity.Response", () => [
  one(1, "upgradedIdentity", ResourceIdentityData),
  repeated(2, "diagnostics", Diagnostic),
]);

export interface ReadResourceRequest {
  readonly typeName: string;
  readonly currentState?: DynamicValue | undefined;
  readonly private: Uint8Array;
  readonly providerMeta?: DynamicValue | undefined;
  readonly clientCapabilities?: ClientCapabilities | undefined;
  readonly currentIdentity?: ResourceIdentityData | undefined;
}
export interface ReadResourceRequestInit {
  readonly typeName?: string | undefined;
  readonly currentState?: DynamicValueInit | undefined;
  readonly private?: Uint8Array | undefined;
  readonly providerMeta?: DynamicValueInit | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
  readonly currentIdentity?: ResourceIdentityDataInit | undefined;
}
export const ReadResourceRequest: MessageType<ReadResourceRequest, ReadResourceRequestInit> = message(
  "ReadResource.Request",
  () => [
    one(1, "typeName", "string"),
    one(2, "currentState", DynamicValue),
    one(3, "private", "bytes"),
    one(4, "providerMeta", DynamicValue),
    one(5, "clientCapabilities", ClientCapabilities),
    one(6, "currentIdentity", ResourceIdentityData),
  ],
);

export interface ReadResourceResponse {
  readonly newState?: DynamicValue | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly private: Uint8Array;
  readonly deferred?: Deferred | undefined;
  readonly newIdentity?: ResourceIdentityData | undefined;
}
export interface ReadResourceResponseInit {
  readonly newState?: DynamicValueInit | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly private?: Uint8Array | undefined;
  readonly deferred?: DeferredInit | undefined;
  readonly newIdentity?: ResourceIdentityDataInit | undefined;
}
export const ReadResourceResponse: MessageType<ReadResourceResponse, ReadResourceResponseInit> = message(
  "ReadResource.Response",
  () => [
    one(1, "newState", DynamicValue),
    repeated(2, "diagnostics", Diagnostic),
    one(3, "private", "bytes"),
    one(4, "deferred", Deferred),
    one(5, "newIdentity", ResourceIdentityData),
  ],
);

export interface ResourceIdentityData {
  readonly identityData?: DynamicValue | undefined;
}
export interface ResourceIdentityDataInit {
  readonly identityData?: DynamicValueInit | undefined;
}
export const ResourceIdentityData: MessageType<ResourceIdentityData, ResourceIdentityDataInit> = message(
  "ResourceIdentityData",
  () => [one(1, "identityData", DynamicValue)],
);

export type DeferredReason = "UNKNOWN" | "RESOURCE_CONFIG_UNKNOWN" | "PROVIDER_CONFIG_UNKNOWN" | "ABSENT_PREREQ";
export const DeferredReason = enumeration("Deferred.Reason", {
  UNKNOWN: 0,
  RESOURCE_CONFIG_UNKNOWN: 1,
  PROVIDER_CONFIG_UNKNOWN: 2,
  ABSENT_PREREQ: 3,
});

export interface Deferred {
  readonly reason: DeferredReason;
}
export interface DeferredInit {
  readonly reason?: DeferredReason | undefined;
}
export const Deferred: MessageType<Deferred, DeferredInit> = message("Deferred", () => [
  one(1, "reason", DeferredReason),
]);

export interface PlanResourceChangeRequest {
  readonly typeName: string;
  readonly priorState?: DynamicValue | undefined;
  readonly proposedNewState?: DynamicValue | undefined;
  readonly config?: DynamicValue | undefined;
  readonly priorPrivate: Uint8Array;
  readonly providerMeta?: DynamicValue | undefined;
  readonly clientCapabilities?: ClientCapabilities | undefined;
  readonly priorIdentity?: ResourceIdentityData | undefined;
  readonly plannedPrivate: Uint8Array;
}
export interface PlanResourceChangeRequestInit {
  readonly typeName?: string | undefined;
  readonly priorState?: DynamicValueInit | undefined;
  readonly proposedNewState?: DynamicValueInit | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly priorPrivate?: Uint8Array | undefined;
  readonly providerMeta?: DynamicValueInit | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
  readonly priorIdentity?: ResourceIdentityDataInit | undefined;
  readonly plannedPrivate?: Uint8Array | undefined;
}
export const PlanResourceChangeRequest: MessageType<PlanResourceChangeRequest, PlanResourceChangeRequestInit> = message(
  "PlanResourceChange.Request",
  () => [
    one(1, "typeName", "string"),
    one(2, "priorState", DynamicValue),
    one(3, "proposedNewState", DynamicValue),
    one(4, "config", DynamicValue),
    one(5, "priorPrivate", "bytes"),
    one(6, "providerMeta", DynamicValue),
    one(7, "clientCapabilities", ClientCapabilities),
    one(8, "priorIdentity", ResourceIdentityData),
    one(9, "plannedPrivate", "bytes"),
  ],
);

export interface PlanResourceChangeResponse {
  readonly plannedState?: DynamicValue | undefined;
  readonly requiresReplace: readonly AttributePath[];
  readonly plannedPrivate: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
  readonly legacyTypeSystem: boolean;
  readonly deferred?: Deferred | undefined;
  readonly plannedIdentity?: ResourceIdentityData | undefined;
}
export interface PlanResourceChangeResponseInit {
  readonly plannedState?: DynamicValueInit | undefined;
  readonly requiresReplace?: readonly AttributePathInit[] | undefined;
  readonly plannedPrivate?: Uint8Array | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly legacyTypeSystem?: boolean | undefined;
  readonly deferred?: DeferredInit | undefined;
  readonly plannedIdentity?: ResourceIdentityDataInit | undefined;
}
export const PlanResourceChangeResponse: MessageType<PlanResourceChangeResponse, PlanResourceChangeResponseInit> =
  message("PlanResourceChange.Response", () => [
    one(1, "plannedState", DynamicValue),
    repeated(2, "requiresReplace", AttributePath),
    one(3, "plannedPrivate", "bytes"),
    repeated(4, "diagnostics", Diagnostic),
    one(5, "legacyTypeSystem", "bool"),
    one(6, "deferred", Deferred),
    one(7, "plannedIdentity", ResourceIdentityData),
  ]);

export interface ApplyResourceChangeRequest {
  readonly typeName: string;
  readonly priorState?: DynamicValue | undefined;
  readonly plannedState?: DynamicValue | undefined;
  readonly config?: DynamicValue | undefined;
  readonly plannedPrivate: Uint8Array;
  readonly providerMeta?: DynamicValue | undefined;
  readonly plannedIdentity?: ResourceIdentityData | undefined;
}
export interface ApplyResourceChangeRequestInit {
  readonly typeName?: string | undefined;
  readonly priorState?: DynamicValueInit | undefined;
  readonly plannedState?: DynamicValueInit | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly plannedPrivate?: Uint8Array | undefined;
  readonly providerMeta?: DynamicValueInit | undefined;
  readonly plannedIdentity?: ResourceIdentityDataInit | undefined;
}
export const ApplyResourceChangeRequest: MessageType<ApplyResourceChangeRequest, ApplyResourceChangeRequestInit> =
  message("ApplyResourceChange.Request", () => [
    one(1, "typeName", "string"),
    one(2, "priorState", DynamicValue),
    one(3, "plannedState", DynamicValue),
    one(4, "config", DynamicValue),
    one(5, "plannedPrivate", "bytes"),
    one(6, "providerMeta", DynamicValue),
    one(7, "plannedIdentity", ResourceIdentityData),
  ]);

export interface ApplyResourceChangeResponse {
  readonly newState?: DynamicValue | undefined;
  readonly private: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
  readonly legacyTypeSystem: boolean;
  readonly newIdentity?: ResourceIdentityData | undefined;
}
export interface ApplyResourceChangeResponseInit {
  readonly newState?: DynamicValueInit | undefined;
  readonly private?: Uint8Array | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly legacyTypeSystem?: boolean | undefined;
  readonly newIdentity?: ResourceIdentityDataInit | undefined;
}
export const ApplyResourceChangeResponse: MessageType<ApplyResourceChangeResponse, ApplyResourceChangeResponseInit> =
  message("ApplyResourceChange.Response", () => [
    one(1, "newState", DynamicValue),
    one(2, "private", "bytes"),
    repeated(3, "diagnostics", Diagnostic),
    one(4, "legacyTypeSystem", "bool"),
    one(5, "newIdentity", ResourceIdentityData),
  ]);

export interface ImportResourceStateRequest {
  readonly typeName: string;
  readonly id: string;
  readonly clientCapabilities?: ClientCapabilities | undefined;
  readonly identity?: ResourceIdentityData | undefined;
}
export interface ImportResourceStateRequestInit {
  readonly typeName?: string | undefined;
  readonly id?: string | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
  readonly identity?: ResourceIdentityDataInit | undefined;
}
export const ImportResourceStateRequest: MessageType<ImportResourceStateRequest, ImportResourceStateRequestInit> =
  message("ImportResourceState.Request", () => [
    one(1, "typeName", "string"),
    one(2, "id", "string"),
    one(3, "clientCapabilities", ClientCapabilities),
    one(4, "identity", ResourceIdentityData),
  ]);

export interface ImportResourceStateResponse {
  readonly importedResources: readonly ImportResourceStateImportedResource[];
  readonly diagnostics: readonly Diagnostic[];
  readonly deferred?: Deferred | undefined;
}
export interface ImportResourceStateResponseInit {
  readonly importedResources?: readonly ImportResourceStateImportedResourceInit[] | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly deferred?: DeferredInit | undefined;
}
export const ImportResourceStateResponse: MessageType<ImportResourceStateResponse, ImportResourceStateResponseInit> =
  message("ImportResourceState.Response", () => [
    repeated(1, "importedResources", ImportResourceStateImportedResource),
    repeated(2, "diagnostics", Diagnostic),
    one(3, "deferred", Deferred),
  ]);

export interface ImportResourceStateImportedResource {
  readonly typeName: string;
  readonly state?: DynamicValue | undefined;
  readonly private: Uint8Array;
  readonly identity?: ResourceIdentityData | undefined;
}
export interface ImportResourceStateImportedResourceInit {
  readonly typeName?: string | undefined;
  readonly state?: DynamicValueInit | undefined;
  readonly private?: Uint8Array | undefined;
  readonly identity?: ResourceIdentityDataInit | undefined;
}
export const ImportResourceStateImportedResource: MessageType<
  ImportResourceStateImportedResource,
  ImportResourceStateImportedResourceInit
> = message("ImportResourceState.ImportedResource", () => [
  one(1, "typeName", "string"),
  one(2, "state", DynamicValue),
  one(3, "private", "bytes"),
  one(4, "identity", ResourceIdentityData),
]);

export interface MoveResourceStateRequest {
  readonly sourceProviderAddress: string;
  readonly sourceTypeName: string;
  readonly sourceSchemaVersion: bigint;
  readonly sourceState?: RawState | undefined;
  readonly targetTypeName: string;
  readonly sourcePrivate: Uint8Array;
  readonly sourceIdentity?: RawState | undefined;
  readonly sourceIdentitySchemaVersion: bigint;
}
export interface MoveResourceStateRequestInit {
  readonly sourceProviderAddress?: string | undefined;
  readonly sourceTypeName?: string | undefined;
  readonly sourceSchemaVersion?: bigint | undefined;
  readonly sourceState?: RawStateInit | undefined;
  readonly targetTypeName?: string | undefined;
  readonly sourcePrivate?: Uint8Array | undefined;
  readonly sourceIdentity?: RawStateInit | undefined;
  readonly sourceIdentitySchemaVersion?: bigint | undefined;
}
export const MoveResourceStateRequest: MessageType<MoveResourceStateRequest, MoveResourceStateRequestInit> = message(
  "MoveResourceState.Request",
  () => [
    one(1, "sourceProviderAddress", "string"),
    one(2, "sourceTypeName", "string"),
    one(3, "sourceSchemaVersion", "int64"),
    one(4, "sourceState", RawState),
    one(5, "targetTypeName", "string"),
    one(6, "sourcePrivate", "bytes"),
    one(7, "sourceIdentity", RawState),
    one(8, "sourceIdentitySchemaVersion", "int64"),
  ],
);

export interface MoveResourceStateResponse {
  readonly targetState?: DynamicValue | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly targetPrivate: Uint8Array;
  readonly targetIdentity?: ResourceIdentityData | undefined;
}
export interface MoveResourceStateResponseInit {
  readonly targetState?: DynamicValueInit | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly targetPrivate?: Uint8Array | undefined;
  readonly targetIdentity?: ResourceIdentityDataInit | undefined;
}
export const MoveResourceStateResponse: MessageType<MoveResourceStateResponse, MoveResourceStateResponseInit> = message(
  "MoveResourceState.Response",
  () => [
    one(1, "targetState", DynamicValue),
    repeated(2, "diagnostics", Diagnostic),
    one(3, "targetPrivate", "bytes"),
    one(4, "targetIdentity", ResourceIdentityData),
  ],
);

export interface GenerateResourceConfigRequest {
  readonly typeName: string;
  readonly state?: DynamicValue | undefined;
}
export interface GenerateResourceConfigRequestInit {
  readonly typeName?: string | undefined;
  readonly state?: DynamicValueInit | undefined;
}
export const GenerateResourceConfigRequest: MessageType<
  GenerateResourceConfigRequest,
  GenerateResourceConfigRequestInit
> = message("GenerateResourceConfig.Request", () => [one(1, "typeName", "string"), one(2, "state", DynamicValue)]);

export interface GenerateResourceConfigResponse {
  readonly config?: DynamicValue | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
export interface GenerateResourceConfigResponseInit {
  readonly config?: DynamicValueInit | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const GenerateResourceConfigResponse: MessageType<
  GenerateResourceConfigResponse,
  GenerateResourceConfigResponseInit
> = message("GenerateResourceConfig.Response", () => [
  one(1, "config", DynamicValue),
  repeated(2, "diagnostics", Diagnostic),
]);

export interface ReadDataSourceRequest {
  readonly typeName: string;
  readonly config?: DynamicValue | undefined;
  readonly providerMeta?: DynamicValue | undefined;
  readonly clientCapabilities?: ClientCapabilities | undefined;
}
export interface ReadDataSourceRequestInit {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly providerMeta?: DynamicValueInit | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
}
export const ReadDataSourceRequest: MessageType<ReadDataSourceRequest, ReadDataSourceRequestInit> = message(
  "ReadDataSource.Request",
  () => [
    one(1, "typeName", "string"),
    one(2, "config", DynamicValue),
    one(3, "providerMeta", DynamicValue),
    one(4, "clientCapabilities", ClientCapabilities),
  ],
);

export interface ReadDataSourceResponse {
  readonly state?: DynamicValue | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly deferred?: Deferred | undefined;
}
export interface ReadDataSourceResponseInit {
  readonly state?: DynamicValueInit | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly deferred?: DeferredInit | undefined;
}
export const ReadDataSourceResponse: MessageType<ReadDataSourceResponse, ReadDataSourceResponseInit> = message(
  "ReadDataSource.Response",
  () => [one(1, "state", DynamicValue), repeated(2, "diagnostics", Diagnostic), one(3, "deferred", Deferred)],
);

export interface ValidateEphemeralResourceConfigRequest {
  readonly typeName: string;
  readonly config?: DynamicValue | undefined;
}
export interface ValidateEphemeralResourceConfigRequestInit {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
}
export const ValidateEphemeralResourceConfigRequest: MessageType<
  ValidateEphemeralResourceConfigRequest,
  ValidateEphemeralResourceConfigRequestInit
> = message("ValidateEphemeralResourceConfig.Request", () => [
  one(1, "typeName", "string"),
  one(2, "config", DynamicValue),
]);

export interface ValidateEphemeralResourceConfigResponse {
  readonly diagnostics: readonly Diagnostic[];
}
export interface ValidateEphemeralResourceConfigResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const ValidateEphemeralResourceConfigResponse: MessageType<
  ValidateEphemeralResourceConfigResponse,
  ValidateEphemeralResourceConfigResponseInit
> = message("ValidateEphemeralResourceConfig.Response", () => [repeated(1, "diagnostics", Diagnostic)]);

export interface OpenEphemeralResourceRequest {
  readonly typeName: string;
  readonly config?: DynamicValue | undefined;
  readonly clientCapabilities?: ClientCapabilities | undefined;
}
export interface OpenEphemeralResourceRequestInit {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
}
export const OpenEphemeralResourceRequest: MessageType<OpenEphemeralResourceRequest, OpenEphemeralResourceRequestInit> =
  message("OpenEphemeralResource.Request", () => [
    one(1, "typeName", "string"),
    one(2, "config", DynamicValue),
    one(3, "clientCapabilities", ClientCapabilities),
  ]);

export interface OpenEphemeralResourceResponse {
  readonly diagnostics: readonly Diagnostic[];
  readonly renewAt?: googleProtobuf.Timestamp | undefined;
  readonly result?: DynamicValue | undefined;
  readonly private?: Uint8Array | undefined;
  readonly deferred?: Deferred | undefined;
}
export interface OpenEphemeralResourceResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly renewAt?: googleProtobuf.TimestampInit | undefined;
  readonly result?: DynamicValueInit | undefined;
  readonly private?: Uint8Array | undefined;
  readonly deferred?: DeferredInit | undefined;
}
export const OpenEphemeralResourceResponse: MessageType<
  OpenEphemeralResourceResponse,
  OpenEphemeralResourceResponseInit
> = message("OpenEphemeralResource.Response", () => [
  repeated(1, "diagnostics", Diagnostic),
  optional(2, "renewAt", googleProtobuf.Timestamp),
  one(3, "result", DynamicValue),
  optional(4, "private", "bytes"),
  one(5, "deferred", Deferred),
]);

export interface RenewEphemeralResourceRequest {
  readonly typeName: string;
  readonly private?: Uint8Array | undefined;
}
export interface RenewEphemeralResourceRequestInit {
  readonly typeName?: string | undefined;
  readonly private?: Uint8Array | undefined;
}
export const RenewEphemeralResourceRequest: MessageType<
  RenewEphemeralResourceRequest,
  RenewEphemeralResourceRequestInit
> = message("RenewEphemeralResource.Request", () => [one(1, "typeName", "string"), optional(2, "private", "bytes")]);

export interface RenewEphemeralResourceResponse {
  readonly diagnostics: readonly Diagnostic[];
  readonly renewAt?: googleProtobuf.Timestamp | undefined;
  readonly private?: Uint8Array | undefined;
}
export interface RenewEphemeralResourceResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly renewAt?: googleProtobuf.TimestampInit | undefined;
  readonly private?: Uint8Array | undefined;
}
export const RenewEphemeralResourceResponse: MessageType<
  RenewEphemeralResourceResponse,
  RenewEphemeralResourceResponseInit
> = message("RenewEphemeralResource.Response", () => [
  repeated(1, "diagnostics", Diagnostic),
  optional(2, "renewAt", googleProtobuf.Timestamp),
  optional(3, "private", "bytes"),
]);

export interface CloseEphemeralResourceRequest {
  readonly typeName: string;
  readonly private?: Uint8Array | undefined;
}
export interface CloseEphemeralResourceRequestInit {
  readonly typeName?: string | undefined;
  readonly private?: Uint8Array | undefined;
}
export const CloseEphemeralResourceRequest: MessageType<
  CloseEphemeralResourceRequest,
  CloseEphemeralResourceRequestInit
> = message("CloseEphemeralResource.Request", () => [one(1, "typeName", "string"), optional(2, "private", "bytes")]);

export interface CloseEphemeralResourceResponse {
  readonly diagnostics: readonly Diagnostic[];
}
export interface CloseEphemeralResourceResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const CloseEphemeralResourceResponse: MessageType<
  CloseEphemeralResourceResponse,
  CloseEphemeralResourceResponseInit
> = message("CloseEphemeralResource.Response", () => [repeated(1, "diagnostics", Diagnostic)]);

export interface ListResourceRequest {
  readonly typeName: string;
  readonly config?: DynamicValue | undefined;
  readonly includeResourceObject: boolean;
  readonly limit: bigint;
}
export interface ListResourceRequestInit {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly includeResourceObject?: boolean | undefined;
  readonly limit?: bigint | undefined;
}
export const ListResourceRequest: MessageType<ListResourceRequest, ListResourceRequestInit> = message(
  "ListResource.Request",
  () => [
    one(1, "typeName", "string"),
    one(2, "config", DynamicValue),
    one(3, "includeResourceObject", "bool"),
    one(4, "limit", "int64"),
  ],
);

export interface ListResourceEvent {
  readonly identity?: ResourceIdentityData | undefined;
  readonly displayName: string;
  readonly resourceObject?: DynamicValue | undefined;
  readonly diagnostic: readonly Diagnostic[];
}
export interface ListResourceEventInit {
  readonly identity?: ResourceIdentityDataInit | undefined;
  readonly displayName?: string | undefined;
  readonly resourceObject?: DynamicValueInit | undefined;
  readonly diagnostic?: readonly DiagnosticInit[] | undefined;
}
export const ListResourceEvent: MessageType<ListResourceEvent, ListResourceEventInit> = message(
  "ListResource.Event",
  () => [
    one(1, "identity", ResourceIdentityData),
    one(2, "displayName", "string"),
    optional(3, "resourceObject", DynamicValue),
    repeated(4, "diagnostic", Diagnostic),
  ],
);

export interface ValidateListResourceConfigRequest {
  readonly typeName: string;
  readonly config?: DynamicValue | undefined;
  readonly includeResourceObject?: DynamicValue | undefined;
  readonly limit?: DynamicValue | undefined;
}
export interface ValidateListResourceConfigRequestInit {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly includeResourceObject?: DynamicValueInit | undefined;
  readonly limit?: DynamicValueInit | undefined;
}
export const ValidateListResourceConfigRequest: MessageType<
  ValidateListResourceConfigRequest,
  ValidateListResourceConfigRequestInit
> = message("ValidateListResourceConfig.Request", () => [
  one(1, "typeName", "string"),
  one(2, "config", DynamicValue),
  one(3, "includeResourceObject", DynamicValue),
  one(4, "limit", DynamicValue),
]);

export interface ValidateListResourceConfigResponse {
  readonly diagnostics: readonly Diagnostic[];
}
export interface ValidateListResourceConfigResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const ValidateListResourceConfigResponse: MessageType<
  ValidateListResourceConfigResponse,
  ValidateListResourceConfigResponseInit
> = message("ValidateListResourceConfig.Response", () => [repeated(1, "diagnostics", Diagnostic)]);

export interface GetFunctionsRequest {}
export interface GetFunctionsRequestInit {}
export const GetFunctionsRequest: MessageType<GetFunctionsRequest, GetFunctionsRequestInit> = message(
  "GetFunctions.Request",
  () => [],
);

export interface GetFunctionsResponse {
  readonly functions: { readonly [key: string]: Function };
  readonly diagnostics: readonly Diagnostic[];
}
export interface GetFunctionsResponseInit {
  readonly functions?: { readonly [key: string]: FunctionInit } | undefined;
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const GetFunctionsResponse: MessageType<GetFunctionsResponse, GetFunctionsResponseInit> = message(
  "GetFunctions.Response",
  () => [map(1, "functions", Function), repeated(2, "diagnostics", Diagnostic)],
);

export interface CallFunctionRequest {
  readonly name: string;
  readonly arguments: readonly DynamicValue[];
}
export interface CallFunctionRequestInit {
  readonly name?: string | undefined;
  readonly arguments?: readonly DynamicValueInit[] | undefined;
}
export const CallFunctionRequest: MessageType<CallFunctionRequest, CallFunctionRequestInit> = message(
  "CallFunction.Request",
  () => [one(1, "name", "string"), repeated(2, "arguments", DynamicValue)],
);

export interface CallFunctionResponse {
  readonly result?: DynamicValue | undefined;
  readonly error?: FunctionError | undefined;
}
export interface CallFunctionResponseInit {
  readonly result?: DynamicValueInit | undefined;
  readonly error?: FunctionErrorInit | undefined;
}
export const CallFunctionResponse: MessageType<CallFunctionResponse, CallFunctionResponseInit> = message(
  "CallFunction.Response",
  () => [one(1, "result", DynamicValue), one(2, "error", FunctionError)],
);

export interface FunctionError {
  readonly text: string;
  readonly functionArgument?: bigint | undefined;
}
export interface FunctionErrorInit {
  readonly text?: string | undefined;
  readonly functionArgument?: bigint | undefined;
}
export const FunctionError: MessageType<FunctionError, FunctionErrorInit> = message("FunctionError", () => [
  one(1, "text", "string"),
  optional(2, "functionArgument", "int64"),
]);

export interface PlanActionRequest {
  readonly actionType: string;
  readonly config?: DynamicValue | undefined;
  readonly clientCapabilities?: ClientCapabilities | undefined;
}
export interface PlanActionRequestInit {
  readonly actionType?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
}
export const PlanActionRequest: MessageType<PlanActionRequest, PlanActionRequestInit> = message(
  "PlanAction.Request",
  () => [
    one(1, "actionType", "string"),
    one(2, "config", DynamicValue),
    one(3, "clientCapabilities", ClientCapabilities),
  ],
);

export interface PlanActionResponse {
  readonly diagnostics: readonly Diagnostic[];
  readonly deferred?: Deferred | undefined;
}
export interface PlanActionResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
  readonly deferred?: DeferredInit | undefined;
}
export const PlanActionResponse: MessageType<PlanActionResponse, PlanActionResponseInit> = message(
  "PlanAction.Response",
  () => [repeated(1, "diagnostics", Diagnostic), one(2, "deferred", Deferred)],
);

export interface InvokeActionRequest {
  readonly actionType: string;
  readonly config?: DynamicValue | undefined;
  readonly clientCapabilities?: ClientCapabilities | undefined;
}
export interface InvokeActionRequestInit {
  readonly actionType?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
  readonly clientCapabilities?: ClientCapabilitiesInit | undefined;
}
export const InvokeActionRequest: MessageType<InvokeActionRequest, InvokeActionRequestInit> = message(
  "InvokeAction.Request",
  () => [
    one(1, "actionType", "string"),
    one(2, "config", DynamicValue),
    one(3, "clientCapabilities", ClientCapabilities),
  ],
);

export interface InvokeActionEventProgress {
  readonly message: string;
}
export interface InvokeActionEventProgressInit {
  readonly message?: string | undefined;
}
export const InvokeActionEventProgress: MessageType<InvokeActionEventProgress, InvokeActionEventProgressInit> = message(
  "InvokeAction.Event.Progress",
  () => [one(1, "message", "string")],
);

export interface InvokeActionEventCompleted {
  readonly diagnostics: readonly Diagnostic[];
}
export interface InvokeActionEventCompletedInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const InvokeActionEventCompleted: MessageType<InvokeActionEventCompleted, InvokeActionEventCompletedInit> =
  message("InvokeAction.Event.Completed", () => [repeated(1, "diagnostics", Diagnostic)]);

export interface InvokeActionEvent {
  readonly type?:
    | { readonly kind: "progress"; readonly value: InvokeActionEventProgress }
    | { readonly kind: "completed"; readonly value: InvokeActionEventCompleted }
    | undefined;
}
export interface InvokeActionEventInit {
  readonly type?:
    | { readonly kind: "progress"; readonly value: InvokeActionEventProgressInit }
    | { readonly kind: "completed"; readonly value: InvokeActionEventCompletedInit }
    | undefined;
}
export const InvokeActionEvent: MessageType<InvokeActionEvent, InvokeActionEventInit> = message(
  "InvokeAction.Event",
  () => [
    member("type", one(1, "progress", InvokeActionEventProgress)),
    member("type", one(2, "completed", InvokeActionEventCompleted)),
  ],
);

export interface ValidateActionConfigRequest {
  readonly typeName: string;
  readonly config?: DynamicValue | undefined;
}
export interface ValidateActionConfigRequestInit {
  readonly typeName?: string | undefined;
  readonly config?: DynamicValueInit | undefined;
}
export const ValidateActionConfigRequest: MessageType<ValidateActionConfigRequest, ValidateActionConfigRequestInit> =
  message("ValidateActionConfig.Request", () => [one(1, "typeName", "string"), one(2, "config", DynamicValue)]);

export interface ValidateActionConfigResponse {
  readonly diagnostics: readonly Diagnostic[];
}
export interface ValidateActionConfigResponseInit {
  readonly diagnostics?: readonly DiagnosticInit[] | undefined;
}
export const ValidateActionConfigResponse: MessageType<ValidateActionConfigResponse, ValidateActionConfigResponseInit> =
  message("ValidateActionConfig.Response", () => [repeated(1, "diagnostics", Diagnostic)]);

export interface StopProviderRequest {}
export interface StopProviderRequestInit {}
export const StopProviderRequest: MessageType<StopProviderRequest, StopProviderRequestInit> = message(
  "StopProvider.Request",
  () => [],
);

export interface StopProviderResponse {
  readonly error: string;
}
export interface StopProviderResponseInit {
  readonly error?: string | undefined;
}
export const StopProviderResponse: MessageType<StopProviderResponse, StopProviderResponseInit> = message(
  "StopProvider.Response",
  () => [one(1, "error", "string")],
);

export type StringKind = "PLAIN" | "MARKDOWN";
export const StringKind = enumeration("StringKind", { PLAIN: 0, MARKDOWN: 1 });

export const ProviderService = serviceType("tfplugin6.Provider", {
  getMetadata: unary(GetMetadataRequest, GetMetadataResponse),
  getProviderSchema: unary(GetProviderSchemaRequest, GetProviderSchemaResponse),
  validateProviderConfig: unary(ValidateProviderConfigRequest, ValidateProviderConfigResponse),
  validateResourceConfig: unary(ValidateResourceConfigRequest, ValidateResourceConfigResponse),
  validateDataResourceConfig: unary(ValidateDataResourceConfigRequest, ValidateDataResourceConfigResponse),
  upgradeResourceState: unary(UpgradeResourceStateRequest, UpgradeResourceStateResponse),
  getResourceIdentitySchemas: unary(GetResourceIdentitySchemasRequest, GetResourceIdentitySchemasResponse),
  upgradeResourceIdentity: unary(UpgradeResourceIdentityRequest, UpgradeResourceIdentityResponse),
  configureProvider: unary(ConfigureProviderRequest, ConfigureProviderResponse),
  readResource: unary(ReadResourceRequest, ReadResourceResponse),
  planResourceChange: unary(PlanResourceChangeRequest, PlanResourceChangeResponse),
  applyResourceChange: unary(ApplyResourceChangeRequest, ApplyResourceChangeResponse),
  importResourceState: unary(ImportResourceStateRequest, ImportResourceStateResponse),
  moveResourceState: unary(MoveResourceStateRequest, MoveResourceStateResponse),
  generateResourceConfig: unary(GenerateResourceConfigRequest, GenerateResourceConfigResponse),
  readDataSource: unary(ReadDataSourceRequest, ReadDataSourceResponse),
  validateEphemeralResourceConfig: unary(
    ValidateEphemeralResourceConfigRequest,
    ValidateEphemeralResourceConfigResponse,
  ),
  openEphemeralResource: unary(OpenEphemeralResourceRequest, OpenEphemeralResourceResponse),
  renewEphemeralResource: unary(RenewEphemeralResourceRequest, RenewEphemeralResourceResponse),
  closeEphemeralResource: unary(CloseEphemeralResourceRequest, CloseEphemeralResourceResponse),
  listResource: serverStream(ListResourceRequest, ListResourceEvent),
  validateListResourceConfig: unary(ValidateListResourceConfigRequest, ValidateListResourceConfigResponse),
  getFunctions: unary(GetFunctionsRequest, GetFunctionsResponse),
  callFunction: unary(CallFunctionRequest, CallFunctionResponse),
  planAction: unary(PlanActionRequest, PlanActionResponse),
  invokeAction: serverStream(InvokeActionRequest, InvokeActionEvent),
  validateActionConfig: unary(ValidateActionConfigRequest, ValidateActionConfigResponse),
  stopProvider: unary(StopProviderRequest, StopProviderResponse),
});
