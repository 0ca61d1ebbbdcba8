import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import type { AccessChange, AccessSide } from "../../change/access-change.ts";
import { vendorOfAccount } from "../../names.ts";
import { defineFinding, type Matter } from "../definition.ts";
import { keepsOldSecret, listManagedKeys, type ManagedKey, nameKey, tellKeys } from "../shared/keys.ts";
import { nameSubject } from "../shared/words.ts";

/** Why no key of the vendor can overlap, with the way out. Undefined where keys can. */
function explainNoOverlap({ credential: { subject, cause } }: ManagedKey): string | undefined {
  const vendor = vendorOfAccount(subject.account);
  const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
  return facts?.nouns[cause.type]?.attributes["overlap"]?.unsupported;
}

/** Keys that code rotates by age, and whose old secret ends with it. */
function listAbrupt(side: AccessSide) {
  return listManagedKeys(side).flatMap((key) => {
    const { rotateAfter = null, rotationAnchor = null } = key.state;
    if (rotateAfter === null || keepsOldSecret(key.credential) !== false) return [];
    const advice = explainNoOverlap(key);
    // Where keys cannot overlap, two of them take turns: each at its own time.
    if (advice !== undefined && rotationAnchor !== null) return [];
    const message = `${nameKey(key)} is rotated by age, and its old secret then stops working at once.`;
    return [advice === undefined ? { key, message } : { key, message, fix: advice }];
  });
}

/** What the change rotates now. */
function listRotated({ difference, after }: AccessChange): readonly Matter[] {
  return difference.rotations
    .filter(({ credential, isReplaced }) => !isReplaced && keepsOldSecret(credential) === false)
    .map(({ subject, credential }) => ({
      subject,
      address: credential.cause.address,
      message: `The old secret of ${nameSubject(after.graph, subject)} stops working at once.`,
      because: [credential.cause],
      isIntroduced: true,
    }));
}

export const finding = defineFinding({
  code: "LK204",
  name: "rotation-without-overlap",
  severity: "warning",
  score: 4,
  summary: "The old secret stops working as soon as the new one is made",
  explanation:
    "Whoever uses the key fails from the apply on, until the new secret has reached them. With `overlap`, the old one keeps working for a while. With `overlapRequired` of the policy, a key that code rotates by age is found before its first rotation.",
  fix: "Set `overlap`, for example to `1h`, or plan an outage.",
  covers: ["LK211"],
  isOfAddressAlone: true,
  find(change) {
    const now = listRotated(change);
    if (!change.policy.policy.overlapRequired) return now;
    const told = new Set(now.map(({ address }) => address));
    return [...now, ...tellKeys(change, listAbrupt).filter(({ address }) => !told.has(address))];
  },
});
