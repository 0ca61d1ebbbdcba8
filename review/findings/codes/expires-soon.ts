import { toSeconds } from "#access/schema/formats.ts";
import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { findLifetime, listManagedKeys, type ManagedKey, nameKey, tellKeys, writeSpan } from "../shared/keys.ts";

/** Another key is made before this one ends. */
function isRotatedBefore({ state: { expiresIn, rotateAfter } }: ManagedKey): boolean {
  if (typeof expiresIn !== "string" || typeof rotateAfter !== "string") return false;
  return toSeconds(rotateAfter) < toSeconds(expiresIn);
}

/** A key that lasts for less is named in the last third of its life: a short one is no news. */
const shareOfLife = 3;

function listEnding(side: AccessSide, { at, policy: { policy } }: AccessChange) {
  return listManagedKeys(side).flatMap((key) => {
    const { expiresAt } = key.credential;
    if (typeof expiresAt !== "string" || isRotatedBefore(key)) return [];
    const left = (Date.parse(expiresAt) - Date.parse(at)) / 1_000;
    const limit = Math.min(policy.expiresSoonDays * 86_400, (findLifetime(key, at) ?? 0) / shareOfLife);
    if (left <= 0 || left > limit) return [];
    return [{ key, message: `${nameKey(key)} ends on ${expiresAt}, in ${writeSpan(left)}.` }];
  });
}

export const finding = defineFinding({
  code: "LK206",
  name: "expires-soon",
  severity: "warning",
  score: 4,
  tells: "both",
  summary: "A key is about to end, and no rotation comes before",
  explanation:
    "Whoever uses it fails then. It is named 30 days before (`expiresSoonDays` of the policy), and not before the last third of its life. A key that `rotate_after` replaces in time is not named.",
  fix: "Set a later `expires_at`, or `expires_in` with a shorter `rotate_after`, and hand out the new secret.",
  isOfAddressAlone: true,
  find: (change) => tellKeys(change, (side) => listEnding(side, change)),
});
