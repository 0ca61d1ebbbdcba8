import { defineFinding } from "../definition.ts";
import { listGains } from "../shared/gains.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK107",
  name: "idp-mapping-broadened",
  severity: "warning",
  score: 7.8,
  summary: "People whom nobody named here come to more when they sign in",
  explanation:
    "A group of the identity provider, or everybody whose groups are not mapped, gets more than before. Who is in such a group is decided elsewhere, by somebody else, without a review. For everybody else it is an error: that is every person of the company, and every one to come.",
  fix: "Map the smallest group that needs it, and leave the default at the least role that there is.",
  covers: ["LK101"],
  find(change) {
    const { graph } = change.after;
    return listGains(change).flatMap(({ subject, source, path, rights }) => {
      const as = graph.nodes.get(subject)?.as;
      if (as !== "idpGroup" && as !== "everyoneElse") return [];
      const held = rights.map(({ right }) => right);
      return [
        {
          subject,
          address: source?.address ?? null,
          message: `${nameSubject(graph, subject)} may newly ${writeRights(graph, held)}.`,
          because: path?.causes ?? [],
          isIntroduced: true,
          severity: as === "everyoneElse" ? ("error" as const) : ("warning" as const),
        },
      ];
    });
  },
});
