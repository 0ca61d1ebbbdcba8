import { defineFinding } from "../definition.ts";
import { listRemarks } from "../shared/remarks.ts";

export const finding = defineFinding({
  code: "LK908",
  name: "ephemeral-not-seen",
  severity: "note",
  score: null,
  summary: "The code makes an ephemeral key, and a plan does not show it",
  explanation:
    "Terraform writes ephemeral objects into no plan and no state. That there is one is known only because something refers to it, or because a synthesized stack has it. Its account has one more key for as long as Terraform runs.",
  fix: "Look at the `ephemeral` block by hand.",
  isAboutKnowledge: true,
  find: (change) => listRemarks(change, "ephemeral"),
});
