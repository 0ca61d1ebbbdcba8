import type { Type, Typed } from "./attribute.ts";
import type { Deep } from "./records.ts";

/** One argument of a function. `V` is what the function is given. */
export interface Parameter<V = unknown> {
  readonly type: Type;
  /** One or more sentences for the reference page and the editor. */
  readonly doc: string;
  /** Left out: Terraform refuses null itself. */
  readonly allowsNull: boolean;
  /** Left out: if any part is unknown, Terraform does not call the function, and its result is unknown. */
  readonly allowsUnknown: boolean;
  /** Never present at run time: it carries `V` for inference. */
  readonly value?: V;
}

/** A function's parameters by name, in the order in which they are written. */
export interface Parameters {
  readonly [name: string]: Parameter;
}

/** The last parameter of a function, which accepts any number of arguments. */
export interface Variadic<V = unknown> {
  readonly name: string;
  readonly parameter: Parameter<V>;
}

type Nullable<V, N extends boolean> = N extends true ? V | null : V;
type Given<V, N extends boolean, U extends boolean> = U extends true ? Deep<Nullable<V, N>> : Nullable<V, N>;

/** @param allows other values that the function accepts, in addition to known ones */
export function parameter<V, const N extends boolean = false, const U extends boolean = false>(
  { type }: Typed<V>,
  doc: string,
  allows: { readonly null?: N; readonly unknown?: U } = {},
): Parameter<Given<V, N, U>> {
  return { type, doc, allowsNull: allows.null ?? false, allowsUnknown: allows.unknown ?? false };
}

/** A pure function that configurations call: `provider::NAME::name(…)`. */
export interface FunctionDefinition<P extends Parameters = Parameters, V = unknown, R = unknown> {
  readonly kind: "function";
  /** In snake_case. */
  readonly name: string;
  readonly summary: string;
  /** Longer Markdown text for the reference page. */
  readonly description?: string;
  readonly parameters: P;
  readonly variadic?: Variadic<V>;
  readonly returns: Typed<R>;
}

/** The arguments by name. */
export type ArgumentsOf<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer V> ? V : never;
};

export function defineFunction<const P extends Parameters, R, V = never>(
  draft: Omit<FunctionDefinition<P, V, R>, "kind">,
): FunctionDefinition<P, V, R> {
  return { ...draft, kind: "function" };
}
