import { defineFinding } from "../definition.ts";
import { listUnmanaged } from "../shared/drift.ts";

export const finding = defineFinding({
  code: "LK505",
  name: "unmanaged-role",
  severity: "warning",
  score: 5.5,
  tells: "drift",
  isDrift: true,
  summary: "No code has a role",
  explanation: "Somebody made it by hand. Whoever may give roles can give it, and nobody reviewed what it permits.",
  fix: "Import it into the code, or delete it. If it is meant to be outside, ignore it with a reason and an end.",
  find: (change) => listUnmanaged(change, ["role"], (name) => `No code has ${name}.`),
});
