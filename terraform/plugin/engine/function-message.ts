import type { FunctionDefinition, Parameter } from "#access/schema/function.ts";
import { snakeCase } from "#access/schema/names.ts";
import { parameterType, wireType } from "../codec/wire-types.ts";
import type { Init } from "../protocol/descriptor.ts";
import type { FunctionParameter, FunctionSignature } from "../protocol/functions.ts";

function parameterMessage(name: string, { type, doc, allowsNull, allowsUnknown }: Parameter) {
  return {
    name: snakeCase(name),
    type: Buffer.from(JSON.stringify(parameterType(type))),
    allowNullValue: allowsNull,
    allowUnknownValues: allowsUnknown,
    description: doc,
    descriptionKind: "MARKDOWN",
  } satisfies Init<typeof FunctionParameter>;
}

/** A function's signature, as GetProviderSchema and GetFunctions answer it. */
export function functionMessage(definition: FunctionDefinition): Init<typeof FunctionSignature> {
  const { summary, description, parameters, variadic, returns } = definition;
  return {
    parameters: Object.entries(parameters).map(([name, parameter]) => parameterMessage(name, parameter)),
    ...(variadic === undefined ? {} : { variadicParameter: parameterMessage(variadic.name, variadic.parameter) }),
    return: { type: Buffer.from(JSON.stringify(wireType(returns.type))) },
    summary,
    description: description ?? summary,
    descriptionKind: "MARKDOWN",
  };
}
