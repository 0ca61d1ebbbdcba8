/** The review, as the constructs use it. It is large: a build loads it from a file of its own, when a policy is first judged. */
export { judgeRules } from "#review/built/engine.ts";
