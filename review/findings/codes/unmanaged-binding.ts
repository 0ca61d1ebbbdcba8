import { defineFinding } from "../definition.ts";
import { listUnmanaged } from "../shared/drift.ts";

export const finding = defineFinding({
  code: "LK504",
  name: "unmanaged-binding",
  severity: "warning",
  score: 5.5,
  tells: "drift",
  isDrift: true,
  summary: "No code gives what somebody holds",
  explanation:
    "Somebody gave it by hand: the code shows less than what is so. It is an error if it makes an administrator.",
  fix: "Put it into the code, or take it away. If it is meant to be outside, ignore it with a reason and an end.",
  find: (change) => listUnmanaged(change, ["binding"], (name) => `No code has ${name}.`),
});
