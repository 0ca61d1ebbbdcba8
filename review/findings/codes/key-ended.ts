import { defineFinding } from "../definition.ts";
import { listManagedKeys, tellKeys } from "../shared/keys.ts";
import { nameSubject } from "../shared/words.ts";

export const finding = defineFinding({
  code: "LK207",
  name: "key-ended",
  severity: "error",
  score: 5,
  tells: "both",
  summary: "A key in the code works no more",
  explanation: "Whoever uses it fails already, or nobody does: then neither the key nor perhaps its account is needed.",
  fix: "Set a later `expires_at` with other `keepers` for a new key, or remove it.",
  find: (change) =>
    tellKeys(change, (side) =>
      listManagedKeys(side).flatMap((key) => {
        const { expiresAt } = key.credential;
        if (typeof expiresAt !== "string" || Date.parse(expiresAt) > Date.parse(change.at)) return [];
        return [{ key, message: `A key of ${nameSubject(side.graph, key.subject)} ended on ${expiresAt}.` }];
      }),
    ),
});
