import type { AccessChange } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { listManagedKeys, type ManagedKey, nameKey } from "../shared/keys.ts";
import { nameSubject } from "../shared/words.ts";

type ReplacedKey = Pick<ManagedKey, "subject" | "credential">;

/** The account that had the key of this address, if it is another one now. */
function findFormerAccount({ before, matching }: AccessChange, { subject, credential }: ReplacedKey) {
  const old = listManagedKeys(before).find((one) => one.credential.cause.address === credential.cause.address);
  return old === undefined || matching.toAfter.get(old.subject) === subject ? undefined : old.subject;
}

/** Those that Terraform replaces, and those of an account that two snapshots have with another id. */
function listReplaced({ after, difference }: AccessChange): readonly ReplacedKey[] {
  const managed = listManagedKeys(after).filter(({ credential }) => credential.cause.happening === "replaced");
  const known = new Set(managed.map(({ credential }) => credential));
  const others = difference.rotations.filter(({ credential, isReplaced }) => isReplaced && !known.has(credential));
  return [...managed, ...others];
}

export const finding = defineFinding({
  code: "LK205",
  name: "key-replaced-or-moved",
  severity: "warning",
  score: 4.5,
  summary: "A key is not rotated but replaced, or is another account's now",
  explanation:
    "Terraform deletes the key and makes another one, because something changes that no vendor can change of a key. `overlap` has no effect on that: the old key ends with the apply. Whatever names its id, or the account that came with it, refers to nothing afterwards.",
  fix: "Change `keepers` if another secret is what you want. Otherwise add the new key beside the old one, and remove that one later.",
  covers: ["LK204", "LK211"],
  isOfAddressAlone: true,
  find(change) {
    return listReplaced(change).map((key) => {
      const { subject, credential } = key;
      const former = findFormerAccount(change, key);
      const account = nameSubject(change.after.graph, subject);
      const message =
        former === undefined
          ? `${nameKey(key)} of ${account} is replaced and not rotated: the old one ends at once.`
          : `${nameKey(key)} moves from ${nameSubject(change.before.graph, former)} to ${account}: the old one ends at once.`;
      return { subject, address: credential.cause.address, message, because: [credential.cause], isIntroduced: true };
    });
  },
});
