import { defineResource } from "#access/schema/definition.ts";
import { ageRecipient, bool, duration, instant, list, map, object, set, span, text } from "#access/schema/types.ts";
import { isKnown, isUnknown, unknown } from "#access/schema/unknown.ts";
import { declareStatements, type Saying, type Speaker } from "../../statements/declaration.ts";
import { identifyOwnAccount } from "../../statements/own-account.ts";
import type { Ref } from "../../statements/ref.ts";

const retiringKey = object({
  id: text.required("The vendor's id of the old key."),
  until: instant.required("When the old key stops working at the latest."),
  status: text
    .oneOf("retiring", "expired")
    .required("Whether the old key still works, as of the last read: `expired` once `until` has passed."),
});

export const key = defineResource({
  type: "key",
  summary: "A credential of one service account. The vendor returns its secret once, when the key is created.",
  description:
    "The secret is kept in Terraform's state, marked sensitive; a saved plan contains it too. With `encrypt_to` both contain only its ciphertext. A rotation gives the key a new `id` and a new `secret`; the old key works until `overlap` ends. [By vendor](#by-vendor) lists what each change does.",
  importId: ["serviceAccountId", "id"],
  atMostOneOf: [["expiresAt", "expiresIn"]],
  durationLimits: [
    { attribute: "rotateAfter", atMost: "expiresIn", because: "The key would stop working before it is rotated." },
    {
      attribute: "overlap",
      atMost: "rotateAfter",
      because: "The key before would still work when the next one is made.",
    },
    { attribute: "overlap", atMost: "expiresIn", because: "A key never works longer than `expires_in`." },
  ],
  endsAt: "expiresAt",
  isUsed: true,
  rotation: { trigger: "keepers", overlap: "overlap", retiring: "retiring" },
  seals: { secret: "secret", recipients: "encryptTo", into: "encryptedSecret" },
  attributes: {
    id: text.computed("The vendor's id of the key."),
    serviceAccountId: text
      .optional("The service account that the key acts as.")
      .computed()
      .replaces()
      .refersTo("service_account"),
    name: text.optional("Name of the key."),
    description: text.optional("Description of the key, shown by the vendor next to its name."),
    expiresAt: instant
      .optional("When the key stops working. If neither this nor `expires_in` is set, the key never expires.")
      .computed()
      .nullWithout("expiresIn"),
    expiresIn: span
      .optional("How long the key works, counted from its creation, such as `90d`. Each rotation starts it anew.")
      .notReadBack(),
    rotateAfter: span
      .optional(
        "Maximum age of the key. The first plan after that makes a new secret. With `rotation_anchor`, the age counts in whole periods from that instant instead.",
      )
      .notReadBack(),
    rotationAnchor: instant.optional("Start of the periods of `rotate_after`.").notReadBack(),
    overlap: duration
      .optional("How long the old key keeps working after a rotation. If not set, it is revoked at once.")
      .notReadBack(),
    keepers: map(text)
      .optional(
        "Values of your choice, kept in state. Only a difference from earlier values counts: the first ones are just remembered.",
      )
      .rotates()
      .notReadBack(),
    encryptTo: set(ageRecipient)
      .optional(
        "Public keys of age (`age1…`). If set, the state holds the secret only encrypted for these recipients, in `encrypted_secret`.",
      )
      .rotates()
      .notReadBack(),
    secret: text
      .computed("The key itself. Null with `encrypt_to`, and after an import, because no vendor returns it again.")
      .secret()
      .notReadBack(),
    encryptedSecret: text.computed("The key itself as an armored age file. Null without `encrypt_to`.").notReadBack(),
    createdAt: instant.computed("When the key was created.").nullable(),
    status: text
      .oneOf("active", "expired", "revoked")
      .computed(
        "Whether the key works, as of the last read. `revoked` means that it is gone and an old key of this resource still works.",
      )
      .nullable()
      .changesWith("expiresAt", "expiresIn"),
    rotationDue: bool
      .computed("Whether `rotate_after` has passed, as of the last read. If so, the next plan makes a new secret.")
      .nullable()
      .changesWith("rotateAfter", "rotationAnchor"),
    retiring: list(retiringKey)
      .computed("Old keys that keep working until their overlap ends. The first apply after that revokes them.")
      .nullable(),
    reason: text.optional("What the key is for. Kept in state for reviewers, never sent to the vendor.").notReadBack(),
  },
});

/** The account of a key. It comes with the key where nobody can set it, and is then found by the key's address too. */
function findAccount(
  at: Speaker,
  { serviceAccountId: accountId, id }: { readonly serviceAccountId: unknown; readonly id: unknown },
): { readonly subject: Ref | undefined; readonly own: readonly Saying[] } {
  const named = at.refer("principal", accountId);
  if (!at.isOwn("serviceAccountId")) return { subject: named ?? undefined, own: [] };
  const is = identifyOwnAccount(at, accountId, id);
  return { subject: is[0], own: is.length === 0 ? [] : [{ kind: "subject", is, as: "account", name: null }] };
}

export const statements = declareStatements(key, (state, at) => {
  const { subject, own } = findAccount(at, state);
  if (subject === undefined) return [];
  const shared = { kind: "credential", subject, overlap: state.overlap } as const;
  const audience = state.encryptTo;
  const isSealed = isUnknown(audience) ? audience : audience !== null;
  const secret = isSealed === true ? state.encryptedSecret : state.secret;
  const hasSecret = isUnknown(secret) || secret !== null;
  const expiresAt = state.expiresAt ?? (state.expiresIn === null ? null : unknown);
  const current: Saying = {
    ...shared,
    id: state.id,
    name: state.name,
    form: "key",
    expiresAt,
    audience,
    isSealed,
    hasSecret,
  };
  const retiring = isKnown(state.retiring) ? (state.retiring ?? []) : [];
  const old = retiring.map((one): Saying => {
    const { id, until } = isKnown(one) ? one : { id: unknown, until: unknown };
    return {
      ...shared,
      id,
      name: state.name,
      form: "retiring",
      expiresAt: until,
      audience: null,
      isSealed: false,
      hasSecret: false,
      attribute: "retiring",
    };
  });
  return [...own, current, ...old];
});
