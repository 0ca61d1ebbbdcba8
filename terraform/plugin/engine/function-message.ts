import type { FunctionDefinition, Parameter } from "#access/schema/function.ts";
import { toSnakeCase } from "#access/schema/names.ts";
import { toParameterType, toWireType } from "../codec/wire-types.ts";
import type { FunctionInit, FunctionParameterInit } from "../protocol/gen/tfplugin6.ts";

function toParameterMessage(name: string, { type, doc, allowsNull, allowsUnknown }: Parameter) {
  return {
    name: toSnakeCase(name),
    type: Buffer.from(JSON.stringify(toParameterType(type))),
    allowNullValue: allowsNull,
    allowUnknownValues: allowsUnknown,
    description: doc,
    descriptionKind: "MARKDOWN",
  } satisfies FunctionParameterInit;
}

/** A function's signature, as GetProviderSchema and GetFunctions answer it. */
export function toFunctionMessage(definition: FunctionDefinition): FunctionInit {
  const { summary, description, parameters, variadic, returns } = definition;
  return {
    parameters: Object.entries(parameters).map(([name, parameter]) => toParameterMessage(name, parameter)),
    ...(variadic === undefined ? {} : { variadicParameter: toParameterMessage(variadic.name, variadic.parameter) }),
    return: { type: Buffer.from(JSON.stringify(toWireType(returns.type))) },
    summary,
    description: description ?? summary,
    descriptionKind: "MARKDOWN",
  };
}
