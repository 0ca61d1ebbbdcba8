// What `latchkey` and `latchkey/testing` load of the review, when it is first used: scripts/bundle/lazy-review.ts
export { judgeAssertions, judgeBroadening, judgeFindings } from "./judge-change.ts";
export { judgeAnyGrant, judgeGrant, judgeGrantThere, judgeOnlyGrants } from "./judge-grants.ts";
export { judgeReach } from "./judge-reach.ts";
export { judgeRules } from "./judge-rules.ts";
export { listPermissions, listPrincipals } from "./list-access.ts";
export { openAccess } from "./open-access.ts";
