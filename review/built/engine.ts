// What `latchkey` and `latchkey/testing` load of the review, when it is first used.
export { judgeRules } from "./judge-rules.ts";
