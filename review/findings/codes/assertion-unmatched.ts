import { judgeAssertions } from "../../assertions/judge-change.ts";
import { defineFinding } from "../definition.ts";
import { nameAssertion } from "../shared/assertions.ts";

export const finding = defineFinding({
  code: "LK807",
  name: "assertion-unmatched",
  severity: "warning",
  score: null,
  tells: "both",
  summary: "An assertion names what is not there",
  explanation:
    "Nothing bears a name that the assertion has, so that it says less than it seems to. It is misspelled, or the change renames what it is about: a pattern such as `ci-*` no longer means an account that is now called otherwise. Or the name means another one after the change than before it, as where two accounts swap their names. It may also be about another stack: give each stack its own file.",
  fix: "Correct the name in the assertion, or take the assertion out.",
  isAboutDecisions: true,
  find: (change) =>
    judgeAssertions(change).flatMap((judged) =>
      judged.unmatched.map((sentence) => ({
        subject: null,
        address: null,
        about: [judged.assertion.name, judged.isDropped ? "base" : "", sentence],
        message: `In the assertion ${nameAssertion(judged)}, ${sentence}`,
        because: [],
        // One that never meant anything is as new as the file that it is in.
        isIntroduced: judged.wasMatched || !judged.isOfBase,
      })),
    ),
});
