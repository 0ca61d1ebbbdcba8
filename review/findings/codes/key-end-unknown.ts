import { isUnknown } from "#access/schema/unknown.ts";
import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { listManagedKeys, type ManagedKey, nameKey, tellKeys } from "../shared/keys.ts";

/** With a length that is known, the instant follows from when the key is made. */
function isOpen({ state: { expiresIn = null, expiresAt = null } }: ManagedKey): boolean {
  return isUnknown(expiresIn) || (isUnknown(expiresAt) && expiresIn === null);
}

function listOpen(side: AccessSide) {
  return listManagedKeys(side)
    .filter(isOpen)
    .map((key) => ({
      key,
      message: `Whether and when ${nameKey(key).replace(/^./, (first) => first.toLowerCase())} ends is not known yet.`,
    }));
}

export const finding = defineFinding({
  code: "LK212",
  name: "key-end-unknown",
  severity: "warning",
  score: 3,
  summary: "Whether and when a key ends is not known yet",
  explanation:
    "The code has a variable, or what only the apply tells, where the end of the key is. It may be null, for a key that never ends, or longer than the policy allows: nobody can judge it here. A plan knows the value of a variable.",
  fix: "Write the length into the code, such as `expires_in` of `90d`. Or accept it, and let a review of the plan judge it.",
  isOfAddressAlone: true,
  find: (change) => tellKeys(change, listOpen),
});
