import { defineFinding } from "../definition.ts";
import { listUnmanaged } from "../shared/drift.ts";

export const finding = defineFinding({
  code: "LK503",
  name: "unmanaged-account",
  severity: "warning",
  score: 5.5,
  tells: "drift",
  isDrift: true,
  summary: "No code has an account, a person or a group",
  explanation:
    "Somebody made it by hand, or with another tool: nobody reviewed what it may do, and nobody will take it away. It is an error if it administers the whole account. Its keys are named with it; they and its bindings are no findings of their own.",
  fix: "Import it into the code, or delete it. If it is meant to be outside, ignore it with a reason and an end.",
  covers: ["LK208", "LK504", "LK506"],
  find: (change) => listUnmanaged(change, ["account", "member", "group"], (name) => `No code has ${name}.`),
});
