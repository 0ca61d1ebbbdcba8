import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";

const least = 4;
const largestShare = 0.25;

/** How many holdings of roles and groups objects of the code say. */
function countGiven({ graph }: AccessSide): number {
  return graph.statements.filter(({ kind, cause }) => {
    return (kind === "holds" || kind === "inGroup") && cause.presence !== "live" && cause.address !== null;
  }).length;
}

export const finding = defineFinding({
  code: "LK305",
  name: "mass-removal",
  severity: "error",
  score: 5.5,
  summary: "More than a quarter of all access is taken away at once",
  explanation:
    "A change of this size is often a mistake: a wrong workspace, a filter that matches nothing, an empty list. Nothing brings it back but another apply.",
  covers: ["LK301", "LK307"],
  fix: "Make sure that it is meant, or split it.",
  find({ before, after }) {
    const had = countGiven(before);
    const gone = had - countGiven(after);
    if (gone < least || gone / had <= largestShare) return [];
    return [
      {
        subject: null,
        address: null,
        message: `${gone} of ${had} roles and memberships that are given go.`,
        because: [],
        isIntroduced: true,
      },
    ];
  },
});
