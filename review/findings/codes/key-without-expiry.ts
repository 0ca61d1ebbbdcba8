import type { StatementOf } from "#access/model/statements/statement.ts";
import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";

function isEternal({ form, expiresAt }: StatementOf<"credential">): boolean {
  return form === "key" && expiresAt === null;
}

function keyOf({ id, name }: StatementOf<"credential">): string {
  return JSON.stringify([typeof name === "string" ? name : id]);
}

function listEternal({ graph }: AccessSide) {
  return [...graph.credentials].flatMap(([subject, all]) =>
    all.filter(isEternal).map((credential) => ({ subject, credential })),
  );
}

export const finding = defineFinding({
  code: "LK201",
  name: "key-without-expiry",
  severity: "error",
  score: 7,
  summary: "A key works until somebody revokes it",
  explanation:
    "A key without an end outlives the people and the systems that know it, and nobody notices when it leaks. Vendors that cannot end a key by themselves need a rotation instead: set `rotate_after`, and accept this finding with that reason.",
  fix: "Set `expires_at` or `expires_in`, with `rotate_after` for a new key in time.",
  isOfAddressAlone: true,
  find({ before, after }) {
    const known = new Set(listEternal(before).map(({ credential }) => keyOf(credential)));
    return listEternal(after).map(({ subject, credential }) => {
      const { name, cause } = credential;
      const isIntroduced = !known.has(keyOf(credential));
      return {
        subject,
        address: cause.address,
        about: [keyOf(credential)],
        severity: isIntroduced ? ("error" as const) : ("warning" as const),
        message: `The key${typeof name === "string" ? ` ${name}` : ""} never ends.`,
        because: [cause],
        isIntroduced,
      };
    });
  },
});
