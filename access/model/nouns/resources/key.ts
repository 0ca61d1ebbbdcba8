import { defineResource } from "#access/schema/definition.ts";
import { ageRecipient, bool, duration, instant, list, map, object, set, span, text } from "#access/schema/types.ts";

const retiringKey = object({
  id: text.required("The vendor's id of the old key."),
  until: instant.required("When it stops working at the latest."),
  status: text.required(
    "`retiring` while it works; `expired` once `until` has passed, as of the last time it was read.",
  ),
});

export const key = defineResource({
  type: "key",
  summary: "A credential of one service account. Its secret is returned once, when the key is made.",
  description:
    "The secret is kept in Terraform's state, marked sensitive; a saved plan holds it too. With `encrypt_to` both hold only its ciphertext. Renaming the key and changing its expiry are done in place and keep the secret. A rotation is an update in place as well: the key gets another `id` and `secret`, and everything that refers to the account stays.",
  importId: ["serviceAccountId", "id"],
  atMostOneOf: [["expiresAt", "expiresIn"]],
  seals: { secret: "secret", recipients: "encryptTo", into: "encryptedSecret" },
  attributes: {
    id: text.computed("The vendor's id of the key."),
    serviceAccountId: text.optional("Who the key acts as.").computed().replaces().refersTo("service_account"),
    name: text.optional("What the key is called."),
    description: text.optional("What the vendor shows beside the name."),
    expiresAt: instant.optional("When the key stops working; neither this nor `expires_in`: never.").computed(),
    expiresIn: span
      .optional("How long a key works, counted from when it is made: `90d`. A rotated key has as long again.")
      .notReadBack(),
    rotateAfter: span
      .optional(
        "How old a key may get: from then on the next plan rotates it. With `rotation_anchor` it is rotated at whole periods from there instead.",
      )
      .notReadBack(),
    rotationAnchor: instant.optional("From when periods of `rotate_after` are counted.").notReadBack(),
    overlap: duration
      .optional("How long the old key goes on working after a rotation; left out: it is revoked at once.")
      .notReadBack(),
    keepers: map(text)
      .optional("Values of any meaning: the key is rotated when one of them changes. They are kept in state.")
      .notReadBack(),
    encryptTo: set(ageRecipient)
      .optional(
        "Public keys of age (`age1…`): state then holds the secret encrypted for them, in `encrypted_secret`, and never in clear. Changing them rotates the key.",
      )
      .notReadBack(),
    secret: text
      .computed("The key itself. Null with `encrypt_to`, and after an import: no vendor returns it again.")
      .secret()
      .notReadBack(),
    encryptedSecret: text.computed("The key itself as an armored age file. Null without `encrypt_to`.").notReadBack(),
    createdAt: instant.computed("When the key was made.").nullable(),
    status: text
      .computed(
        "`active` or `expired`, as of the last time the key was read; `revoked` where it is gone and an old key of it still works.",
      )
      .nullable()
      .changesWith("expiresAt", "expiresIn"),
    rotationDue: bool
      .computed("Whether `rotate_after` has passed, as of the last time the key was read: the next plan rotates it.")
      .nullable()
      .changesWith("rotateAfter", "rotationAnchor"),
    retiring: list(retiringKey)
      .computed("Old keys that go on working until their overlap ends. The first apply after that revokes them.")
      .nullable(),
    reason: text.optional("What the key is for. Kept in state for reviewers, never sent to the vendor.").notReadBack(),
  },
});
