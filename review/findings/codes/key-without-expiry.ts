import type { StatementOf } from "#access/model/statements/statement.ts";
import type { AccessSide } from "../../change/access-change.ts";
import { vendorFacts } from "#vendors/facts-registry.gen.ts";
import { vendorOfAccount } from "../../names.ts";
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

/** Why no key of the vendor ends by itself: a sentence with the way out. Undefined where keys can end. */
function explainEndless({ cause, subject }: StatementOf<"credential">): string | undefined {
  const vendor = vendorOfAccount(subject.account);
  const facts = Object.hasOwn(vendorFacts, vendor) ? vendorFacts[vendor] : undefined;
  return facts?.nouns[cause.type]?.attributes["expiresAt"]?.unsupported;
}

/** Whether code rotates it: what takes the place of an end. */
function isRotated({ instances }: AccessSide, { cause }: StatementOf<"credential">): boolean {
  if (cause.address === null) return false;
  const own = instances.find(({ address }) => address === cause.address);
  return (own?.state["rotateAfter"] ?? null) !== null;
}

export const finding = defineFinding({
  code: "LK201",
  name: "key-without-expiry",
  severity: "error",
  score: 7,
  summary: "A key works until somebody revokes it",
  explanation:
    "A key without an end outlives the people and the systems that know it, and nobody notices when it leaks. Vendors that cannot end a key by themselves need a rotation instead: with `rotate_after` set, nothing is found.",
  fix: "Set `expires_at` or `expires_in`, with `rotate_after` for a new key in time.",
  isOfAddressAlone: true,
  find({ before, after }) {
    const known = new Set(listEternal(before).map(({ credential }) => keyOf(credential)));
    return listEternal(after).flatMap(({ subject, credential }) => {
      const { name, cause } = credential;
      const endless = explainEndless(credential);
      if (endless !== undefined && isRotated(after, credential)) return [];
      const isIntroduced = !known.has(keyOf(credential));
      return {
        subject,
        address: cause.address,
        about: [keyOf(credential)],
        severity: isIntroduced ? ("error" as const) : ("warning" as const),
        message: `The key${typeof name === "string" ? ` ${name}` : ""} never ends${endless === undefined ? "" : ", and nothing rotates it"}.`,
        ...(endless === undefined ? {} : { fix: endless }),
        because: [cause],
        isIntroduced,
      };
    });
  },
});
