import type { IConstruct } from "constructs";
import type { TerraformResource } from "./cdktf.ts";

/** What somebody accepts at a construct, and below it. */
export interface StoredAcceptance {
  readonly at: IConstruct;
  readonly code: string;
  readonly subject: string | TerraformResource | undefined;
  readonly reason: string;
  /** A day, or an instant: RFC 3339. */
  readonly until: string;
}

/** Several bundles of the package have this file: a symbol of the process is the same in each of them. */
const key = Symbol.for("latchkey/acceptances");

interface Accepting {
  readonly [key]?: readonly StoredAcceptance[];
}

export function storeAcceptance(acceptance: StoredAcceptance): void {
  const { at } = acceptance;
  const value = [...listAcceptances(at), acceptance];
  Object.defineProperty(at, key, { value, enumerable: false, configurable: true });
}

/** What is accepted at exactly this construct. */
export function listAcceptances(at: IConstruct & Accepting): readonly StoredAcceptance[] {
  return at[key] ?? [];
}
