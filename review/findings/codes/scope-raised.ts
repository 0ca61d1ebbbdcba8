import { findEffectiveRights } from "#access/graph/effective.ts";
import { translateRight } from "#access/graph/matching.ts";
import { keyOfAtom } from "#access/model/statements/right.ts";
import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK108",
  name: "scope-raised",
  severity: "warning",
  score: 6.5,
  summary: "What was held in a part of the account is held in all of it",
  explanation:
    "The permissions are the same, so that the change looks small. They hold in every part of the account now, those to come as well.",
  fix: "Keep the scope, and add one binding for each further part.",
  covers: ["LK101"],
  find(change) {
    const { after, before, matching } = change;
    return listGains(change).flatMap(({ subject, difference, source, path, rights }) => {
      if (difference.before === null) return [];
      const had = findEffectiveRights(before.graph, difference.before)
        .upper.map((right) => translateRight(right, matching.toAfter))
        .filter(({ scope }) => scope !== null);
      const inPart = new Set(had.map(({ atom }) => keyOfAtom(atom)));
      const raised = rights.filter(({ right }) => right.scope === null && inPart.has(keyOfAtom(right.atom)));
      if (raised.length === 0) return [];
      const held = raised.map(({ right }) => right);
      return [
        {
          subject,
          address: source?.address ?? null,
          message: `${nameSubject(after.graph, subject)} may ${writeRights(after.graph, held)} in the whole account, and did in a part of it.`,
          because: path?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
