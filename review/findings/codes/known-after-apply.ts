import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject } from "../shared/words.ts";

const openKinds: ReadonlySet<string> = new Set(["anything", "everyAct", "opaque"]);

export const finding = defineFinding({
  code: "LK902",
  name: "known-after-apply",
  severity: "warning",
  score: null,
  summary: "What somebody comes to is not known yet",
  explanation:
    "A role that is looked up, or that is known by its name or id alone, permits what the vendor knows, and a role that the identity provider names may be any: it counts as everything. A synthesized stack knows no object of the vendor, a plan those that it reads, and a plan of what is applied all of them.",
  fix: "Give a role that this code makes, instead of one that it looks up, or that the identity provider names. Or accept it, and let a review of the plan judge it: a plan knows what a role permits that it looks up.",
  covers: ["LK101"],
  find(change) {
    const { graph } = change.after;
    return listGains(change).flatMap(({ subject, source, path, rights }) => {
      const isOpen = rights.some(({ right }) => openKinds.has(right.atom.kind));
      if (!isOpen) return [];
      return [
        {
          subject,
          address: source?.address ?? null,
          message: `What ${nameSubject(graph, subject)} comes to is not known yet: at most everything.`,
          because: path?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
