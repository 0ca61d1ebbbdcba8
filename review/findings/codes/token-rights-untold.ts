import { nameNodeOf } from "#access/graph/questions.ts";
import { defineFinding } from "../definition.ts";
import { listBeyond } from "../shared/beyond.ts";
import { findDeployer } from "../shared/deployer.ts";
import { listSome } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK906",
  name: "token-rights-untold",
  severity: "note",
  score: null,
  summary: "What whoever deploys may do is not known here",
  explanation:
    "The policy names a `deployer`, and the files do not tell enough about it: whether the change gives more than it has (LK109), or takes from it what it needs (LK303), is not judged, or only in part. The provider's own guard asks the vendor at each plan.",
  fix: "Review together with the stack or state that has the deployer's roles, as a whole list.",
  isAboutKnowledge: true,
  find(change) {
    const deployer = findDeployer(change);
    const matter = { subject: null, address: null, because: [], isIntroduced: false } as const;
    switch (deployer.kind) {
      case "unnamed":
        return [];
      case "untold": {
        const { name, count } = deployer;
        const found = count === 0 ? "nobody in these files is" : `${count} subjects in these files are called`;
        return [{ ...matter, message: `What the deployer may do is not known: ${found} ${name}.` }];
      }
      case "known": {
        const missing = [...new Set(listBeyond(change, deployer.subject).flatMap((one) => one.missing))];
        if (missing.length === 0) return [];
        const name = nameNodeOf(change.before.graph, deployer.subject);
        return [
          {
            ...matter,
            message: `Whether ${name}, who deploys, has all that the change gives is not known: ${listSome(missing, 1)}`,
          },
        ];
      }
    }
  },
});
