import type { Infer } from "./descriptor.ts";
import { bool, bytes, choice, map, message, repeated, string, sub } from "./descriptor.ts";
import { StringKind } from "./schema.ts";
import { Diagnostic, DynamicValue, FunctionError } from "./values.ts";

export const FunctionParameter = message("Function.Parameter", {
  name: string(1),
  type: bytes(2),
  allowNullValue: bool(3),
  allowUnknownValues: bool(4),
  description: string(5),
  descriptionKind: choice(6, StringKind),
});
export type FunctionParameter = Infer<typeof FunctionParameter>;

export const FunctionReturn = message("Function.Return", { type: bytes(1) });
export type FunctionReturn = Infer<typeof FunctionReturn>;

export const FunctionSignature = message("Function", {
  parameters: repeated(sub(1, FunctionParameter)),
  variadicParameter: sub(2, FunctionParameter),
  return: sub(3, FunctionReturn),
  summary: string(4),
  description: string(5),
  descriptionKind: choice(6, StringKind),
  deprecationMessage: string(7),
});
export type FunctionSignature = Infer<typeof FunctionSignature>;

export const GetFunctionsRequest = message("GetFunctions.Request", {});
export type GetFunctionsRequest = Infer<typeof GetFunctionsRequest>;

export const GetFunctionsResponse = message("GetFunctions.Response", {
  functions: map(sub(1, FunctionSignature)),
  diagnostics: repeated(sub(2, Diagnostic)),
});
export type GetFunctionsResponse = Infer<typeof GetFunctionsResponse>;

export const CallFunctionRequest = message("CallFunction.Request", {
  name: string(1),
  arguments: repeated(sub(2, DynamicValue)),
});
export type CallFunctionRequest = Infer<typeof CallFunctionRequest>;

export const CallFunctionResponse = message("CallFunction.Response", {
  result: sub(1, DynamicValue),
  error: sub(2, FunctionError),
});
export type CallFunctionResponse = Infer<typeof CallFunctionResponse>;
