import type { Graph } from "#access/graph/graph.ts";
import type { Rule } from "../../assertions/assertion.ts";
import { judgeAssertions, type JudgedAssertion, type JudgedViolation } from "../../assertions/judge-change.ts";
import { suggestChange } from "../../proofs/suggest-change.ts";
import { defineFinding, type Matter } from "../definition.ts";
import { nameAssertion } from "../shared/assertions.ts";
import { pickChangedPath, pickSource } from "../shared/gains.ts";

function writeAgainst({ kind, ...rule }: Rule): string {
  if (kind === "holders") return "which wants exactly those whom it lists";
  switch ("mode" in rule ? rule.mode : "never") {
    case "never":
      return "which forbids it";
    case "only":
      return "which allows it to nobody else";
    case "exactly":
      return "which wants exactly what it lists";
  }
}

/** How many of one assertion are told what would prevent them: it takes a search. */
const mostSuggested = 3;

function suggest(graph: Graph, { who, target, isCertain }: JudgedViolation): string | null {
  return target === null ? null : suggestChange(graph, { subject: who, target }, isCertain);
}

function createMatter(graph: Graph, judged: JudgedAssertion, violation: JudgedViolation): Matter {
  const { who, says, isIntroduced, isInSteps } = violation;
  const { rule, reason, name } = judged.assertion;
  const node = graph.nodes.get(who);
  const path = pickChangedPath(violation.paths);
  const own = node?.refs.find(({ kind }) => kind === "address")?.text ?? null;
  const source = isInSteps ? undefined : pickSource(path);
  const why = reason === null ? "" : ` Its reason: ${reason.replace(/\.$/, "")}.`;
  return {
    subject: node?.as === null ? null : who,
    address: source?.address ?? own,
    about: [name, judged.isDropped ? "base" : "", node?.as === null ? who : ""],
    message: `${says}. This violates ${nameAssertion(judged)}, ${writeAgainst(rule)}.${why}`,
    because: path?.causes.filter(({ type }) => type !== "step") ?? [],
    isIntroduced,
  };
}

const fix =
  "Take what the message names out of the change. If the assertion itself is wrong, have it changed first, by whoever owns it.";

export const finding = defineFinding({
  code: "LK111",
  name: "assertion-violated",
  severity: "error",
  score: 8,
  tells: "both",
  summary: "What somebody asserted is not so after the change",
  explanation:
    "A file of assertions says who may never, only or exactly do what. What cannot be known yet counts as the worst that it may turn out to be: a `never` that cannot be ruled out is violated. It is new if the assertion held before the change.",
  fix,
  isAboutEverybody: true,
  find(change) {
    const { graph } = change.after;
    return judgeAssertions(change).flatMap((judged) =>
      judged.violations.map((violation, index) => {
        const matter = createMatter(graph, judged, violation);
        const advice = index < mostSuggested ? suggest(graph, violation) : null;
        return advice === null ? matter : { ...matter, fix: `${advice} ${fix}` };
      }),
    );
  },
});
