import type { AccessProvider } from "./access-provider.ts";

/** Something that exists already, by its name. */
export interface ByName {
  /** What the vendor calls it; for a member, their email address. */
  readonly name: string;
  /**
   * The provider of the account in which it exists.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider | undefined;
}

/** Something that exists already, by the vendor's id. */
export interface ById {
  /** The vendor's id. */
  readonly id: string;
  /**
   * The provider of the account in which it exists.
   *
   * @default - the stack's only AccessProvider
   */
  readonly provider?: AccessProvider | undefined;
}
