import { defineFinding } from "../definition.ts";
import { listRemarks } from "../shared/remarks.ts";

export const finding = defineFinding({
  code: "LK908",
  name: "ephemeral-not-seen",
  severity: "note",
  score: null,
  summary: "The code makes an ephemeral key, and a plan does not show it",
  explanation:
    "Terraform writes ephemeral objects into no plan and no state. That there is one is known only because something refers to it, or because a synthesized stack has it, which also tells whose key it is and how long it works. Whoever runs a plan or an apply acts as its account meanwhile, and later too with `revoke_on_close` = false.",
  fix: "Check who may run plans, and that they may act as the account. Without `--synth`, look at the `ephemeral` block by hand.",
  isAboutKnowledge: true,
  find: (change) => listRemarks(change, "ephemeral"),
});
