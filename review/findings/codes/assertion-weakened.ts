import { listCounted } from "../../assertions/judge-change.ts";
import { defineFinding } from "../definition.ts";
import { nameAssertion } from "../shared/assertions.ts";

export const finding = defineFinding({
  code: "LK806",
  name: "assertion-weakened",
  severity: "warning",
  score: null,
  tells: "both",
  summary: "A change takes out or alters an assertion",
  explanation:
    "The branch that the change goes to asserts this, and the change takes it out or alters it. It counts on for this change, because otherwise whoever opens a pull request could take out what stands in its way. Another name or another reason is no alteration.",
  fix: "Change the assertion first, in a change that its owners approve.",
  isAboutDecisions: true,
  find: ({ assertions }) =>
    listCounted(assertions)
      .filter(({ isDropped }) => isDropped)
      .map((counted) => {
        const { name } = counted.assertion;
        const isAltered = assertions.assertions.some((one) => one.name === name);
        return {
          subject: null,
          address: null,
          about: [name],
          message: `The change ${isAltered ? "alters" : "takes out"} the assertion ${nameAssertion(counted)}. It still counts.`,
          because: [],
          isIntroduced: true,
        };
      }),
});
