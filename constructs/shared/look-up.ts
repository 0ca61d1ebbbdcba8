import type { IConstruct } from "constructs";
import { type AccessProvider, providerFor } from "./access-provider.ts";

/** What exists already, by its name. */
export interface ByName {
  readonly name: string;
  /**
   * The account in which it exists.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider | undefined;
}

/** What exists already, by the vendor's id of it. */
export interface ById {
  readonly id: string;
  /**
   * The account in which it exists.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider | undefined;
}

interface Found {
  readonly value: string;
  readonly provider: AccessProvider;
}

export function foundByName(scope: IConstruct, given: string | ByName): Found {
  if (typeof given === "string") return { value: given, provider: providerFor(scope, undefined) };
  return { value: given.name, provider: providerFor(scope, given.provider) };
}

export function foundById(scope: IConstruct, given: string | ById): Found {
  if (typeof given === "string") return { value: given, provider: providerFor(scope, undefined) };
  return { value: given.id, provider: providerFor(scope, given.provider) };
}
