import { isUnknown } from "#access/schema/unknown.ts";
import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { keepsOldSecret, listManagedKeys, nameKey, tellKeys } from "../shared/keys.ts";

function listOpen(side: AccessSide, { policy: { policy } }: AccessChange) {
  if (!policy.overlapRequired) return [];
  return listManagedKeys(side)
    .filter(
      ({ credential, state: { rotateAfter = null } }) => rotateAfter !== null && isUnknown(keepsOldSecret(credential)),
    )
    .map((key) => ({
      key,
      message: `${nameKey(key)} is rotated by age, and whether its old secret then keeps working is not known yet.`,
    }));
}

export const finding = defineFinding({
  code: "LK213",
  name: "overlap-unknown",
  severity: "warning",
  score: 2,
  summary: "Whether the old secret of a key keeps working after a rotation is not known yet",
  explanation:
    "The policy asks for an overlap (`overlapRequired`), and the code has a variable, or what only the apply tells, in its place: it may be null or zero. A plan knows the value of a variable.",
  fix: "Write the length into the code, such as `overlap` of `2d`. Or accept it, and let a review of the plan judge it.",
  isOfAddressAlone: true,
  find: (change) => tellKeys(change, (side) => listOpen(side, change)),
});
