import { isUnknown } from "#access/schema/unknown.ts";
import type { StatementOf } from "#access/model/statements/statement.ts";
import { defineFinding } from "../definition.ts";

function isEternal({ form, expiresAt }: StatementOf<"credential">): boolean {
  return form === "key" && !isUnknown(expiresAt) && expiresAt === null;
}

export const finding = defineFinding({
  code: "LK201",
  name: "key-without-expiry",
  severity: "error",
  score: 7,
  summary: "A key works until somebody revokes it",
  explanation:
    "A key without an end outlives the people and the systems that know it, and nobody notices when it leaks. Vendors that cannot end a key by themselves need a rotation instead.",
  fix: "Set `expires_at` or `expires_in`, with `rotate_after` for a new key in time.",
  example: {
    vendor: "signoz",
    says: "A key is made without an end.",
    before: [],
    after: [
      {
        type: "service_account",
        address: "access_service_account.ferry",
        happening: "created",
        state: { id: "a-1", name: "ferry", roleIds: [] },
      },
      {
        type: "key",
        address: "access_key.ferry",
        happening: "created",
        state: { id: "k-1", name: "ferry", serviceAccountId: "a-1" },
      },
    ],
  },
  find({ before, after }) {
    const known = new Set(
      [...before.graph.credentials.values()]
        .flat()
        .filter(isEternal)
        .map(({ id, name }) => JSON.stringify([id, name])),
    );
    return [...after.graph.credentials].flatMap(([subject, all]) =>
      all.filter(isEternal).map((credential) => {
        const { id, name, cause } = credential;
        const isIntroduced = !known.has(JSON.stringify([id, name]));
        return {
          subject,
          address: cause.address,
          about: typeof name === "string" ? [name] : [],
          severity: isIntroduced ? ("error" as const) : ("warning" as const),
          message: `The key ${typeof name === "string" ? name : ""} never ends.`,
          because: [cause],
          isIntroduced,
        };
      }),
    );
  },
});
