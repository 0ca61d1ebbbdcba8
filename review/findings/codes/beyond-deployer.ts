import { defineFinding } from "../definition.ts";
import { listBeyond } from "../shared/beyond.ts";
import { findDeployer } from "../shared/deployer.ts";
import { nameSubject, writeRights } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK109",
  name: "beyond-deployer",
  severity: "warning",
  score: 7,
  summary: "The change gives more than whoever deploys it has",
  explanation:
    "The policy names as whom Terraform acts (`deployer`), and that subject certainly does not have what the change gives. The provider's own guard stops such an apply, unless it is turned off; a vendor that does not check it lets the deployer make somebody mightier than itself. Without `deployer`, nothing is found.",
  fix: "Let somebody deploy it who has these rights, or give less.",
  covers: ["LK101"],
  find(change) {
    const deployer = findDeployer(change);
    if (deployer.kind !== "known") return [];
    const { graph } = change.after;
    return listBeyond(change, deployer.subject)
      .filter(({ rights }) => rights.length > 0)
      .map(({ gain: { subject, source, path }, rights }) => {
        const held = rights.map(({ right }) => right);
        const name = nameSubject(change.before.graph, deployer.subject);
        return {
          subject,
          address: source?.address ?? null,
          message: `${nameSubject(graph, subject)} may newly ${writeRights(graph, held)}, which ${name} may not, who deploys it.`,
          because: path?.causes ?? [],
          isIntroduced: true,
        };
      });
  },
});
