import type { Node } from "#access/graph/nodes.ts";
import type { AccessChange } from "../change/access-change.ts";
import type { ToldCredential } from "./review-report.ts";
import { tellSubject } from "./tell.ts";

function listTexts({ refs }: Node, kind: "id" | "address"): readonly string[] {
  return refs.flatMap((ref) => (ref.kind === kind ? [ref.text] : []));
}

/** Accounts that the change makes in the place of others. With equal rights, nothing else tells of it. */
export function tellReplacedAccounts({ before, after, matching }: AccessChange): readonly ToldCredential[] {
  if (matching.replaced.size === 0) return [];
  const made = new Set(
    after.instances
      .filter(({ happening }) => happening === "created" || happening === "replaced")
      .flatMap(({ address, state: { id } }) => [address, id]),
  );
  return [...matching.replaced].flatMap((old): readonly ToldCredential[] => {
    const was = before.graph.nodes.get(old);
    const now = after.graph.nodes.get(matching.toAfter.get(old) ?? "");
    if (was?.as !== "account" || now?.as !== "account" || listTexts(was, "id").length === 0) return [];
    const [address = null] = listTexts(now, "address");
    if (![...listTexts(now, "id"), address].some((one) => made.has(one))) return [];
    const subject = tellSubject(after.graph, now.id);
    return [{ kind: "accountReplaced", subject, name: null, address, expiresAt: null, isCertain: true }];
  });
}
