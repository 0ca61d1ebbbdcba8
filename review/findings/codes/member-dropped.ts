import { defineFinding } from "../definition.ts";
import { listRemarks } from "../shared/remarks.ts";

export const finding = defineFinding({
  code: "LK215",
  name: "member-dropped",
  severity: "error",
  score: 8,
  summary: "Terraform leaves out a part of what the configuration says",
  explanation:
    "Terraform drops members of a nested value that the schema does not have, before it asks the provider: a permission with `selector` in place of `selectors` is then one on everything. The plan tells it where the value is written out. Where a part of it is a reference, the plan has the references alone, and nobody can tell.",
  fix: "Write the member as the schema has it.",
  find: (change) => listRemarks(change, "dropped"),
});
