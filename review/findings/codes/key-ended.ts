import type { AccessSide } from "../../change/access-change.ts";
import { defineFinding } from "../definition.ts";
import { nameSubject } from "../shared/words.ts";

function listEnded({ graph }: AccessSide, at: string) {
  return [...graph.credentials].flatMap(([subject, all]) =>
    all.flatMap((credential) => {
      const { form, expiresAt, cause } = credential;
      if (form !== "key" || cause.presence !== "managed" || typeof expiresAt !== "string") return [];
      return Date.parse(expiresAt) <= Date.parse(at) ? [{ subject, credential, expiresAt }] : [];
    }),
  );
}

export const finding = defineFinding({
  code: "LK207",
  name: "key-ended",
  severity: "error",
  score: 5,
  summary: "A key in the code works no more",
  explanation: "Whoever uses it fails already, or nobody does: then neither the key nor perhaps its account is needed.",
  fix: "Set a later `expires_at` with other `keepers` for a new key, or remove it.",
  find({ before, after, at }) {
    const known = new Set(listEnded(before, at).map(({ credential }) => credential.cause.address));
    return listEnded(after, at).map(({ subject, credential, expiresAt }) => ({
      subject,
      address: credential.cause.address,
      message: `A key of ${nameSubject(after.graph, subject)} ended on ${expiresAt}.`,
      because: [credential.cause],
      isIntroduced: !known.has(credential.cause.address),
    }));
  },
});
