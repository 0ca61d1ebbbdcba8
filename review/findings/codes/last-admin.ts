import { listSubjects } from "#access/graph/questions.ts";
import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { findAdministration } from "../shared/standings.ts";
import { listSome, nameSubject } from "../shared/words.ts";

function listAdministrators({ graph }: AccessSide, account: string): readonly string[] {
  const people = listSubjects(graph, account).filter((one) => {
    const as = graph.nodes.get(one)?.as;
    return as === "account" || as === "member";
  });
  return people.filter((one) => findAdministration(graph, one).length > 0);
}

export const finding = defineFinding({
  code: "LK302",
  name: "last-admin",
  severity: "error",
  score: 6,
  summary: "Nobody who is known here administers the account any more",
  explanation:
    "If there is no other administrator outside this code, nobody can give rights again, this code neither. Only the vendor's support can help then.",
  fix: "Keep one administrator in the code, or make sure that there is another one.",
  covers: ["LK301", "LK303", "LK307"],
  find({ before, after }) {
    return [...before.graph.facts.keys()].flatMap((account) => {
      const had = listAdministrators(before, account);
      if (had.length === 0 || listAdministrators(after, account).length > 0) return [];
      const [first = ""] = had;
      return [
        {
          subject: first,
          side: "before" as const,
          address: before.graph.nodes.get(first)?.refs.find(({ kind }) => kind === "address")?.text ?? null,
          about: [account],
          message: `No administrator that is known here is left: it was ${listSome(had.map((one) => nameSubject(before.graph, one)))}.`,
          because: findAdministration(before.graph, first)[0]?.paths[0]?.causes ?? [],
          isIntroduced: true,
        },
      ];
    });
  },
});
