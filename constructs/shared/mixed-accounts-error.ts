import type { IConstruct } from "constructs";
import { createConstructError } from "./construct-error.ts";

interface Mixture {
  /** What is used, as a message names it. */
  readonly what: string;
  /** The provider of the construct that uses it. */
  readonly own: IConstruct;
  /** The provider that it belongs to. */
  readonly other: IConstruct;
}

/** Says that one account's ids are used in another. */
export function createMixedAccountsError(at: IConstruct, { what, own, other }: Mixture): Error {
  return createConstructError(at, {
    code: "invalid_value",
    message: `${what} belongs to the provider ${other.node.path}, but this construct belongs to ${own.node.path}. Its id may be something else in another account.`,
    advice:
      "Use one of the same provider. If both providers open the same account, use fromId(scope, id, { id, provider }).",
  });
}
