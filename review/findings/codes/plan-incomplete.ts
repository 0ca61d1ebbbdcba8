import { defineFinding } from "../definition.ts";
import { listRemarks } from "../shared/remarks.ts";

export const finding = defineFinding({
  code: "LK905",
  name: "plan-incomplete",
  severity: "warning",
  score: null,
  summary: "Terraform has not planned everything",
  explanation:
    "It puts off what it cannot decide yet, and `-target` leaves things out. What comes later is in another plan, and needs a review of its own. OpenTofu does not say in its plan that it was limited.",
  fix: "Plan again without `-target`, and review the plan that follows this apply too.",
  isAboutKnowledge: true,
  find: (change) => listRemarks(change, "unfinished"),
});
