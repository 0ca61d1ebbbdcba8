import type { Type } from "#access/schema/attribute.ts";
import { isWhollyKnown } from "#access/schema/unknown.ts";
import { type Path, ProtocolError } from "../../protocol-error.ts";
import type { CallFunctionRequest } from "../../protocol/gen/tfplugin6.ts";
import type { Engine } from "../engine.ts";
import { toFunctionMessage } from "../function-message.ts";
import { type Diagnostic, DiagnosticError } from "../diagnostic.ts";
import type { ServedFunction } from "../provider.ts";
import { decodeArgument, encodeResult } from "../record-codec.ts";
import { findMissing } from "../missing-values.ts";
import { findFractions } from "../whole-numbers.ts";

type Definition = ServedFunction["definition"];

/** The signature of every function, by name. */
export function toFunctionMessages({ functions }: Engine) {
  return Object.fromEntries([...functions].map(([name, { definition }]) => [name, toFunctionMessage(definition)]));
}

export async function getFunctions(engine: Engine) {
  return { functions: toFunctionMessages(engine) };
}

function readArgument(type: Type, sent: CallFunctionRequest["arguments"][number] | undefined, path: Path): unknown {
  const value = decodeArgument(type, sent);
  const unusable = [...findFractions(type, value, path), ...findMissing(type, value, path)];
  if (unusable.length > 0) throw new DiagnosticError(...unusable);
  return value;
}

function readArguments(definition: Definition, sent: CallFunctionRequest["arguments"]) {
  const { name, parameters, variadic } = definition;
  const entries = Object.entries(parameters);
  const extra = sent.slice(entries.length);
  if (sent.length < entries.length || (extra.length > 0 && variadic === undefined)) {
    throw new ProtocolError(`${name} takes ${entries.length} arguments but was given ${sent.length}`);
  }
  const given = entries.map(([key, { type }], at) => [key, readArgument(type, sent[at], [key])] as const);
  const rest =
    variadic === undefined
      ? []
      : extra.map((value, at) => readArgument(variadic.parameter.type, value, [variadic.name, at]));
  return { given: Object.fromEntries(given), rest };
}

/** The index that Terraform uses for an argument: variadic arguments come last. */
function findArgumentIndex({ parameters, variadic }: Definition, { path = [] }: Diagnostic): bigint | undefined {
  const [name, at] = path;
  const names = Object.keys(parameters);
  const index = names.indexOf(String(name));
  if (index >= 0) return BigInt(index);
  return variadic !== undefined && variadic.name === name ? BigInt(names.length + Number(at ?? 0)) : undefined;
}

/** A function returns no diagnostics but one text, to which Terraform adds the function, the argument and a period. */
function toFunctionError(definition: Definition, diagnostics: readonly Diagnostic[]) {
  const text = diagnostics.map(({ detail }) => detail.replace(/\s*\n\s*/g, " ")).join(" ");
  const [functionArgument] = diagnostics.flatMap((diagnostic) => findArgumentIndex(definition, diagnostic) ?? []);
  return { text: text.replace(/\.$/, ""), ...(functionArgument === undefined ? {} : { functionArgument }) };
}

/** Runs without a configured provider, and before one is. */
export async function callFunction(engine: Engine, request: CallFunctionRequest) {
  const served = engine.getFunction(request.name);
  const { definition } = served;
  try {
    const { given, rest } = readArguments(definition, request.arguments);
    const result = served.call(given, rest);
    if (!isWhollyKnown(result)) throw new ProtocolError(`${definition.name} returned an unknown value`);
    return { result: encodeResult(definition.returns.type, result) };
  } catch (error) {
    return { error: toFunctionError(definition, engine.explain(error)) };
  }
}
