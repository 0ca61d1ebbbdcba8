import { defineFinding } from "../definition.ts";
import { listFaults, nameWaiver } from "../shared/waivers.ts";

export const finding = defineFinding({
  code: "LK805",
  name: "waiver-not-approved",
  severity: "warning",
  score: null,
  tells: "both",
  summary: "A change accepts its own findings",
  explanation:
    "The waiver is added or changed by the change under review: the branch that it goes to does not have it like this. It does not count, because otherwise whoever opens a pull request could accept what the review is there to find. What the branch has counts on.",
  fix: "Have the waiver approved and merged first, or mend what it accepts.",
  isAboutDecisions: true,
  find: (_, judged) =>
    listFaults(judged, "notApproved", (one) => ({
      message: `${nameWaiver(one)}, which the target branch does not have like this. It does not count.`,
    })),
});
