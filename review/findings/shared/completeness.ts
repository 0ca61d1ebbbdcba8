import { type Graph, keyOfCompleteness } from "#access/graph/graph.ts";
import type { Relation } from "#access/model/statements/statement.ts";

/** Whether all subjects of an account are known, and all of what some relations give them. */
export function isAccountKnown({ complete }: Graph, account: string, relations: readonly Relation[]): boolean {
  return ["subjects" as const, ...relations].every((one) => complete.has(keyOfCompleteness(account, one)));
}
