import { checkSameVendor, type IAccessConstruct } from "./access-provider.ts";

/** Arguments that one vendor alone has, as its vocabulary makes them. */
export interface OwnArguments {
  readonly vendor: string;
  readonly values: { readonly [argument: string]: unknown };
}

/** The arguments by their names in the resource; none where none were given. */
export function ownValues(at: IAccessConstruct, own: OwnArguments | undefined): OwnArguments["values"] {
  if (own === undefined) return {};
  checkSameVendor(at, { what: `\`own\` (${Object.keys(own.values).join(", ")})`, vendor: own.vendor });
  return own.values;
}
