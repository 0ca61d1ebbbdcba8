/** Arguments that only one vendor has. Its vocabulary makes them for the prop `own`. */
export interface OwnArguments {
  /** The vendor that has them. */
  readonly vendor: string;
  /** The values, by the argument's name in the resource, in camelCase. */
  readonly values: { readonly [argument: string]: unknown };
  /** What users should know about them before they deploy: synth warns once for each. */
  readonly warnings?: readonly string[];
}
