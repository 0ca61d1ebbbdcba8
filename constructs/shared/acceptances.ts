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

const byConstruct = new WeakMap<IConstruct, readonly StoredAcceptance[]>();

export function storeAcceptance(acceptance: StoredAcceptance): void {
  byConstruct.set(acceptance.at, [...listAcceptances(acceptance.at), acceptance]);
}

/** What is accepted at exactly this construct. */
export function listAcceptances(at: IConstruct): readonly StoredAcceptance[] {
  return byConstruct.get(at) ?? [];
}
