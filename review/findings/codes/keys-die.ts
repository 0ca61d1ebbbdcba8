import type { StatementOf } from "#access/model/statements/statement.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

function isLive({ expiresAt }: StatementOf<"credential">, at: string): boolean {
  if (isUnknown(expiresAt) || expiresAt === null) return true;
  return Date.parse(expiresAt) > Date.parse(at);
}

function keyOf({ id, name }: StatementOf<"credential">): string {
  return JSON.stringify([typeof name === "string" ? name : id]);
}

export const finding = defineFinding({
  code: "LK304",
  name: "keys-die",
  severity: "warning",
  score: 5,
  summary: "A key that works is revoked",
  explanation: "Whoever still uses it fails from the apply on. A plan does not tell when a key was used last.",
  fix: "Make sure that nobody uses it: the vendor's list of keys says when it was used last.",
  find({ before, after, at }) {
    const kept = new Set([...after.graph.credentials.values()].flat().map(keyOf));
    return [...before.graph.credentials].flatMap(([subject, all]) =>
      all
        .filter((one) => one.form === "key" && isLive(one, at) && !kept.has(keyOf(one)))
        .map((credential) => ({
          subject,
          side: "before" as const,
          address: credential.cause.address,
          about: [keyOf(credential)],
          message: `A key of ${nameSubject(before.graph, subject)} that works is revoked.`,
          because: [credential.cause],
          isIntroduced: true,
        })),
    );
  },
});
