import { nameNodeOf } from "#access/graph/questions.ts";
import { defineFinding } from "../definition.ts";
import { isAccountKnown } from "../shared/completeness.ts";
import { listGains } from "../shared/gains.ts";
import { listEditedRoles } from "../shared/roles.ts";
import { nameSubject } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK903",
  name: "holders-elsewhere-unknown",
  severity: "note",
  score: null,
  summary: "Who else a change is about is not in these files",
  explanation:
    "A role that is edited may be held by others than the code says, and a group may have other members: by a click, or by another stack. What they gain or lose is not in the report.",
  fix: "Look at the vendor's list of holders, or review together with the other stacks.",
  isAboutKnowledge: true,
  find(change) {
    const { graph } = change.after;
    const roles = listEditedRoles(change)
      .filter(({ role }) => !isAccountKnown(graph, graph.nodes.get(role)?.account ?? "", ["roles"]))
      .map(({ role, instance, cause }) => ({
        subject: null,
        address: instance.address,
        message: `Who else holds the role ${nameNodeOf(graph, role)}, which is edited, is not known here.`,
        because: cause === undefined ? [] : [cause],
        isIntroduced: false,
      }));
    const groups = listGains(change)
      .filter(({ subject }) => graph.nodes.get(subject)?.as === "group")
      // Nobody is in what the change makes, but for whom it puts there.
      .filter(({ subject }) => change.matching.toBefore.has(subject))
      .filter(({ subject }) => !isAccountKnown(graph, graph.nodes.get(subject)?.account ?? "", ["groups"]))
      .map(({ subject, source, path }) => ({
        subject,
        address: source?.address ?? null,
        message: `Who else is in ${nameSubject(graph, subject)}, and gains by it, is not known here.`,
        because: path?.causes ?? [],
        isIntroduced: false,
      }));
    return [...roles, ...groups];
  },
});
