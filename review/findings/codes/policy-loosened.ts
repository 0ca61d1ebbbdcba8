import { defineFinding } from "../definition.ts";

export const finding = defineFinding({
  code: "LK808",
  name: "policy-loosened",
  severity: "warning",
  score: null,
  tells: "both",
  summary: "A change loosens the policy that it is judged by",
  explanation:
    "The branch that it goes to has a stricter setting, and that one holds: otherwise whoever opens a pull request could turn off what the review is there to find. What the change tightens holds at once.",
  fix: "Have the policy approved and merged first.",
  isAboutDecisions: true,
  find: ({ policy: { loosened } }) =>
    [...loosened].map(([setting, sentence]) => ({
      subject: null,
      address: null,
      about: [setting],
      message: `${sentence}: the target branch's setting holds.`,
      because: [],
      isIntroduced: true,
    })),
});
