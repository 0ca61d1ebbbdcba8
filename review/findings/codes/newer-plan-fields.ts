import { defineFinding } from "../definition.ts";
import { listRemarks } from "../shared/remarks.ts";

export const finding = defineFinding({
  code: "LK907",
  name: "newer-plan-fields",
  severity: "note",
  score: null,
  summary: "The plan has fields that this version does not know",
  explanation:
    "A newer Terraform or OpenTofu made the plan. Its format says that new fields may be left out, and everything else is read as usual.",
  fix: "Use a newer Latchkey, if there is one.",
  isAboutKnowledge: true,
  find: (change) => listRemarks(change, "newerFields"),
});
