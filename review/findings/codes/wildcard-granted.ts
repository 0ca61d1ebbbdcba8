import type { RightChange } from "#access/graph/difference.ts";
import type { Path } from "#access/graph/effective.ts";
import { everySelector } from "#access/model/permissions/permission.ts";
import type { GraphFacts } from "#access/model/statements/graph-facts.ts";
import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

/** Whether a right names no object of a kind by which somebody comes to more, where the vendor's steps ask for one. */
function isOpen({ right: { atom } }: RightChange, { powers }: GraphFacts): boolean {
  if (atom.kind !== "act" || atom.selector !== everySelector) return false;
  return powers.some(({ needs }) =>
    needs.some((need) => {
      return (
        need.kind === "act" && need.on !== undefined && need.action === atom.action && need.resource === atom.resource
      );
    }),
  );
}

/** Whether it lists several rights, and the vendor may add more to it. */
function isList({ right: { atom } }: RightChange, { expand }: GraphFacts): boolean {
  return atom.kind === "act" && (expand?.(atom).length ?? 0) > 1;
}

/** Whether the vendor defines what is granted, so that nobody could have written it narrower. */
function isVendorsOwn(path: Path | undefined): boolean {
  return path?.causes.at(-1)?.happening === "known";
}

export const finding = defineFinding({
  code: "LK103",
  name: "wildcard-granted",
  severity: "error",
  score: 7.5,
  summary: "A right is for all, where it could name what it is for",
  explanation:
    "Without selectors, a right to attach, change or create keys holds on every account and every role, those to come as well: it reads like a right on one thing. An `ALL` of actions or kinds grows with each thing that the vendor adds.",
  fix: "Name the accounts and roles in `selectors`, or list the actions.",
  covers: ["LK101", "LK106"],
  find(change) {
    const { graph } = change.after;
    return listGains(change).flatMap(({ subject, source, path, rights }) => {
      const facts = graph.facts.get(rights[0]?.right.account ?? "")?.graph;
      const isWritten = !isVendorsOwn(path);
      const open =
        facts === undefined ? [] : rights.filter((one) => isOpen(one, facts) || (isWritten && isList(one, facts)));
      if (open.length === 0) return [];
      const held = open.map(({ right }) => right);
      return [
        {
          subject,
          address: source?.address ?? null,
          message: `${nameSubject(graph, subject)} may newly ${writeRights(graph, held)}, on everything there is.`,
          because: path?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
