import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { findLifetime, listManagedKeys, nameKey, tellKeys, writeSpan } from "../shared/keys.ts";

function listLong(side: AccessSide, { at, policy: { policy } }: AccessChange) {
  const { keyLifetimeDays } = policy;
  if (keyLifetimeDays === null) return [];
  return listManagedKeys(side).flatMap((key) => {
    const lifetime = findLifetime(key, at) ?? 0;
    if (lifetime <= keyLifetimeDays * 86_400) return [];
    return [
      { key, message: `${nameKey(key)} works for ${writeSpan(lifetime)}, and the policy allows ${keyLifetimeDays}.` },
    ];
  });
}

export const finding = defineFinding({
  code: "LK202",
  name: "key-lifetime-over-policy",
  severity: "warning",
  score: 5.5,
  tells: "both",
  summary: "A key works for longer than the policy allows",
  explanation:
    "`keyLifetimeDays` of the policy says how long a key may work, from its creation on. A key that never ends is another finding (LK201). Without the setting, nothing is found.",
  fix: "Set a shorter `expires_in`, with `rotate_after` for a new key in time.",
  isOfAddressAlone: true,
  find: (change) => tellKeys(change, (side) => listLong(side, change)),
});
