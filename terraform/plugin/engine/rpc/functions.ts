import type { Type } from "#access/schema/attribute.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import { type Path, PluginFault } from "../../fault.ts";
import type { CallFunctionRequest } from "../../protocol/functions.ts";
import type { Engine } from "../engine.ts";
import { functionMessage } from "../function-message.ts";
import { type Problem, ProblemError } from "../problem.ts";
import type { ServedFunction } from "../provider.ts";
import { decodeArgument, encodeResult } from "../values.ts";
import { fractionsIn } from "../whole-numbers.ts";

type Definition = ServedFunction["definition"];

/** Every function's signature, by name. */
export function functionMessages({ functions }: Engine) {
  return Object.fromEntries([...functions].map(([name, { definition }]) => [name, functionMessage(definition)]));
}

export async function getFunctions(engine: Engine) {
  return { functions: functionMessages(engine) };
}

function argument(type: Type, sent: CallFunctionRequest["arguments"][number] | undefined, path: Path): unknown {
  const value = decodeArgument(type, sent);
  const fractions = fractionsIn(type, value, path);
  if (fractions.length > 0) throw new ProblemError(...fractions);
  return value;
}

function readArguments(definition: Definition, sent: CallFunctionRequest["arguments"]) {
  const { name, parameters, variadic } = definition;
  const entries = Object.entries(parameters);
  const extra = sent.slice(entries.length);
  if (sent.length < entries.length || (extra.length > 0 && variadic === undefined)) {
    throw new PluginFault(`${name} takes ${entries.length} arguments and was given ${sent.length}`);
  }
  const given = entries.map(([key, { type }], at) => [key, argument(type, sent[at], [key])] as const);
  const rest =
    variadic === undefined
      ? []
      : extra.map((value, at) => argument(variadic.parameter.type, value, [variadic.name, at]));
  return { given: Object.fromEntries(given), rest };
}

/** The index that Terraform knows an argument by: the variadic ones come after all others. */
function argumentIndex({ parameters, variadic }: Definition, { path = [] }: Problem): bigint | undefined {
  const [name, at] = path;
  const names = Object.keys(parameters);
  const index = names.indexOf(String(name));
  if (index >= 0) return BigInt(index);
  return variadic !== undefined && variadic.name === name ? BigInt(names.length + Number(at ?? 0)) : undefined;
}

/** A function has no diagnostics: one text, to which Terraform adds the function, the argument and a full stop. */
function functionError(definition: Definition, problems: readonly Problem[]) {
  const text = problems.map(({ detail }) => detail.replace(/\s*\n\s*/g, " ")).join(" ");
  const [functionArgument] = problems.flatMap((problem) => argumentIndex(definition, problem) ?? []);
  return { text: text.replace(/\.$/, ""), ...(functionArgument === undefined ? {} : { functionArgument }) };
}

/** Runs without a configured provider, and before one is. */
export async function callFunction(engine: Engine, request: CallFunctionRequest) {
  const served = engine.function(request.name);
  const { definition } = served;
  try {
    const { given, rest } = readArguments(definition, request.arguments);
    const result = served.call(given, rest);
    if (!isWhollyKnown(result)) throw new PluginFault(`${definition.name} answered something unknown`);
    return { result: encodeResult(definition.returns.type, result) };
  } catch (error) {
    return { error: functionError(definition, engine.explain(error)) };
  }
}
