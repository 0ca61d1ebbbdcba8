import type { NodeId } from "#access/graph/nodes.ts";
import { nameNodeOf } from "#access/graph/questions.ts";
import type { Graph } from "#access/graph/graph.ts";
import { quoteLine } from "#access/schema/shown-text.ts";
import type { AccessChange } from "../change/access-change.ts";
import { type Bearers, listBearers, listExactCalls, listOwnNames } from "../targets/find-targets.ts";
import { matchesPattern } from "../targets/name-pattern.ts";
import type { Assertion } from "./assertion.ts";

type Asserted = Pick<Assertion, "rule" | "vendor">;

interface RuleName {
  readonly text: string;
  readonly what: Bearers["what"];
  /** Null: any. */
  readonly vendor: string | null;
}

function listNames({ rule, vendor }: Asserted): readonly RuleName[] {
  const targets = rule.kind === "holders" ? [rule.target] : rule.targets;
  const roles = targets.flatMap((one) => (one.kind === "role" ? [one.name] : []));
  const what = rule.kind === "role" ? "role" : "subject";
  return [
    ...rule.names.map((text): RuleName => ({ text, what, vendor })),
    ...roles.map((text): RuleName => ({ text, what: "role", vendor })),
  ];
}

/** Whom a text means by their names, and not by an id or an address. */
function listNamed(graph: Graph, { text, what, vendor }: RuleName): readonly NodeId[] {
  const isAsked = (account: string): boolean => {
    const [own] = JSON.parse(account) as readonly [string];
    return vendor === null || vendor === own;
  };
  const accounts = [...graph.facts.keys()].filter(isAsked);
  return listBearers(graph, { what, accounts })
    .filter((node) => listOwnNames(node).some((name) => matchesPattern(name, text)))
    .map(({ id }) => id);
}

/** What a name no longer means because the change renames it, while the name means something else: sentences. */
export function listRenamed(asserted: Asserted, { before, after, matching }: AccessChange): readonly string[] {
  return listNames(asserted).flatMap((name) => {
    const now = new Set(listNamed(after.graph, name));
    // What nothing is called any more is told as it is.
    if (now.size === 0) return [];
    return listNamed(before.graph, name).flatMap((old): readonly string[] => {
      const same = matching.replaced.has(old) ? undefined : matching.toAfter.get(old);
      const node = same === undefined ? undefined : after.graph.nodes.get(same);
      if (node === undefined || now.has(node.id) || listOwnNames(node).length === 0) return [];
      if (listExactCalls(after.graph, node).some((call) => matchesPattern(call, name.text))) return [];
      const [was, is] = [nameNodeOf(before.graph, old), nameNodeOf(after.graph, node.id)].map((one) => quoteLine(one));
      return [
        `"${quoteLine(name.text, 200)}" no longer means ${was}, which the change renames to ${is}: it means another ${name.what} now. Name it by id or address.`,
      ];
    });
  });
}
