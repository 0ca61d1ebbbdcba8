import { pairCredentials } from "#access/graph/credential-pairs.ts";
import type { StatementOf } from "#access/model/statements/statement.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import type { AccessChange } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

type Credential = StatementOf<"credential">;

function isLive({ expiresAt }: Credential, at: string): boolean {
  if (isUnknown(expiresAt) || expiresAt === null) return true;
  return Date.parse(expiresAt) > Date.parse(at);
}

function nameCredential({ id, name }: Credential): string {
  return JSON.stringify([typeof name === "string" ? name : id]);
}

/** What of the keys before is there afterwards: as the same key or its successor, as one that retires, or at its address. */
function listKept({ before, after, matching }: AccessChange): ReadonlySet<Credential> {
  const now = [...after.graph.credentials.values()].flat();
  const ids = new Set(now.map(({ id }) => id).filter((id) => typeof id === "string"));
  const addresses = new Set(now.map(({ cause }) => cause.address).filter((address) => address !== null));
  return new Set(
    [...before.graph.credentials].flatMap(([subject, all]) => {
      const others = after.graph.credentials.get(matching.toAfter.get(subject) ?? "") ?? [];
      const paired = new Set(pairCredentials(all, others).values());
      return all.filter((one) => {
        const { id, cause } = one;
        const isHere = typeof id === "string" && ids.has(id);
        return isHere || paired.has(one) || (cause.address !== null && addresses.has(cause.address));
      });
    }),
  );
}

export const finding = defineFinding({
  code: "LK304",
  name: "keys-die",
  severity: "warning",
  score: 5,
  summary: "A key that works is revoked",
  explanation: "Whoever still uses it fails from the apply on. A plan does not tell when a key was used last.",
  fix: "Make sure that nobody uses it: the vendor's list of keys says when it was used last.",
  find(change) {
    const { before, at } = change;
    const kept = listKept(change);
    return [...before.graph.credentials].flatMap(([subject, all]) =>
      all
        .filter((one) => one.form === "key" && isLive(one, at) && !kept.has(one))
        .map((credential) => ({
          subject,
          side: "before" as const,
          address: credential.cause.address,
          about: [nameCredential(credential)],
          message: `A key of ${nameSubject(before.graph, subject)} that works is revoked.`,
          because: [credential.cause],
          isIntroduced: true,
        })),
    );
  },
});
