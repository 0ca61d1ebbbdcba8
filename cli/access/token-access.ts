import { findNode } from "#access/graph/graph.ts";
import { listRights } from "#access/graph/questions.ts";
import { GuardedAccount } from "#access/guard/account.ts";
import { createToken } from "#access/guard/token.ts";
import type { Vendor } from "#access/model/vendors/adapter.ts";
import type { Holder } from "#access/model/vendors/told.ts";
import type { ToldRights } from "#review/report/review-report.ts";
import { tellHeld } from "#review/report/tell.ts";

/** What the owner of a token may do, as far as the vendor told it. */
export interface TokenAccess {
  readonly rights: readonly ToldRights[];
  /** What is not known: sentences. */
  readonly missing: readonly string[];
}

/** Reads what a token's owner may do, as the escalation guard of the provider does. */
export function readTokenAccess(vendor: Pick<Vendor, "facts" | "graph">, holder: Holder): TokenAccess {
  const account = new GuardedAccount(vendor);
  const { owner, statements } = createToken(account, holder);
  const graph = account.buildGraph(statements);
  const node = findNode(graph, owner);
  if (node === undefined) return { rights: [], missing: [`What ${holder.title} may do is not told.`] };
  return { rights: tellHeld(graph, node), missing: listRights(graph, node).missing };
}
